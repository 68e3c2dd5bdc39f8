using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Storage.Sqlite;

namespace WorkforceTrack.App.Storage;

internal static class StorageModule
{
    internal static IServiceCollection AddStorage(this IServiceCollection services)
    {
        services.AddSingleton(provider => StoreOptions.Read(provider.GetRequiredService<IConfiguration>(), provider.GetRequiredService<IHostEnvironment>()));
        services.AddPooledDbContextFactory<SqliteMainDb>((provider, o) => o.UseSqlite(provider.GetRequiredService<StoreOptions>().Main).AddInterceptors(new SafePragmas(), new KeptStatements()));
        services.AddPooledDbContextFactory<SqliteVaultDb>((provider, o) => o.UseSqlite(provider.GetRequiredService<StoreOptions>().Vault).AddInterceptors(new SafePragmas()));
        services.AddPooledDbContextFactory<SqliteBoothDb>((provider, o) => o.UseSqlite(provider.GetRequiredService<StoreOptions>().Booth).AddInterceptors(new SafePragmas()));
        services.AddSingleton<IDbContextFactory<MainDb>, AnyOf<MainDb, SqliteMainDb>>();
        services.AddSingleton<IDbContextFactory<VaultDb>, AnyOf<VaultDb, SqliteVaultDb>>();
        services.AddSingleton<IDbContextFactory<BoothDb>, AnyOf<BoothDb, SqliteBoothDb>>();
        // OpenIddict asks for a context of its own by scope.
        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<MainDb>>().CreateDbContext());
        services.AddSingleton<StoreLock>();
        services.AddSingleton<MainWriter>();
        return services;
    }

    /// <summary>Lets the house speak of a store without naming its provider.</summary>
    private sealed class AnyOf<TStore, TProvider>(IDbContextFactory<TProvider> factory) : IDbContextFactory<TStore>
        where TStore : DbContext
        where TProvider : TStore
    {
        public TStore CreateDbContext() => factory.CreateDbContext();
    }
}
