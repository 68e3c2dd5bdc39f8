namespace WorkforceTrack.App.Partners;

internal static class PartnersModule
{
    internal static IServiceCollection AddPartners(this IServiceCollection services)
    {
        services.AddSingleton<SelectService>();
        services.AddSingleton<DropService>();
        return services;
    }

    internal static void MapPartners(this WebApplication app)
    {
    }
}
