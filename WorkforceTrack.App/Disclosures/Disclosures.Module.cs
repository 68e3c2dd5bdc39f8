namespace WorkforceTrack.App.Disclosures;

internal static class DisclosuresModule
{
    internal static IServiceCollection AddDisclosures(this IServiceCollection services)
    {
        services.AddSingleton<Gate>();
        services.AddSingleton<OwnReasons>();
        services.AddSingleton<ReadOwnLedger>();
        return services;
    }
}
