namespace WorkforceTrack.App.Partners;

internal static class PartnersModule
{
    internal static IServiceCollection AddPartners(this IServiceCollection services)
    {
        return services;
    }
}
