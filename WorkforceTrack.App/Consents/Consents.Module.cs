namespace WorkforceTrack.App.Consents;

internal static class ConsentsModule
{
    internal static IServiceCollection AddConsents(this IServiceCollection services)
    {
        return services;
    }
}
