namespace WorkforceTrack.App.Ledger;

internal static class LedgerModule
{
    internal static IServiceCollection AddLedger(this IServiceCollection services)
    {
        services.AddSingleton(provider => LedgerOrigin.Read(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton<LedgerBook>();
        services.AddSingleton<CheckpointSigner>();
        services.AddSingleton<CheckpointFile>();
        services.AddHostedService(provider => provider.GetRequiredService<CheckpointFile>());
        services.AddSingleton<PublicHead>();
        services.AddSingleton<AuditLedger>();
        services.AddSingleton<VerifyLedger>();
        services.AddSingleton<TakeProof>();
        services.AddSingleton<OwnAccessEntry>();
        return services;
    }
}
