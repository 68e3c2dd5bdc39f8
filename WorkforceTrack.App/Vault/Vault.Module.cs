using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;
using WorkforceTrack.App.Storage;

namespace WorkforceTrack.App.Vault;

internal static class VaultModule
{
    internal static IServiceCollection AddVault(this IServiceCollection services)
    {
        services.AddSingleton(OpenMasterKey);
        services.AddSingleton<KeyRing>();
        services.AddSingleton<FieldVault>();
        services.AddDataProtection().SetApplicationName("WorkforceTrack");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>, CookieKeysInVault>();
        return services;
    }

    // Development makes its own key, so that a fresh clone starts; elsewhere a missing key is a refusal.
    private static MasterKey OpenMasterKey(IServiceProvider services)
    {
        var file = services.GetRequiredService<StoreOptions>().MasterKeyFile;
        if (services.GetRequiredService<IHostEnvironment>().IsDevelopment() && !File.Exists(file)) MasterKey.Make(file);
        return MasterKey.Read(file);
    }
}
