namespace WorkforceTrack.App.Disclosures;

internal static class DisclosuresModule
{
    internal static IServiceCollection AddDisclosures(this IServiceCollection services)
    {
        services.AddSingleton<Gate>();
        services.AddSingleton<OwnReasons>();
        services.AddSingleton<Recipients>();
        services.AddSingleton<FindPerson>();
        services.AddSingleton<ReadOwnLedger>();
        services.AddSingleton<LookLimit>();
        services.AddSingleton<OpenRecord>();
        services.AddSingleton<LedgerWalk>();
        services.AddSingleton<ReviewDisclosures>();
        return services;
    }
}
