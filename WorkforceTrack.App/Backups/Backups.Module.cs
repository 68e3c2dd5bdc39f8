using WorkforceTrack.App.Storage;

namespace WorkforceTrack.App.Backups;

internal static class BackupsModule
{
    internal static IServiceCollection AddBackups(this IServiceCollection services)
    {
        services.AddSingleton(provider => BackupOptions.Read(provider.GetRequiredService<IConfiguration>(), provider.GetRequiredService<IHostEnvironment>(), provider.GetRequiredService<StoreOptions>()));
        services.AddSingleton<BackupKeys>();
        services.AddSingleton<BackupFolder>();
        services.AddSingleton<VaultCopies>();
        services.AddSingleton<CreateBackup>();
        services.AddSingleton<VerifyBackup>();
        services.AddSingleton<BackupShelf>();
        services.AddSingleton<BackupRound>();
        services.AddSingleton<ReadBackups>();
        services.AddSingleton<MakeBackup>();
        services.AddSingleton<RestoreBackup>();
        services.AddHostedService<BackupJob>();
        return services;
    }
}
