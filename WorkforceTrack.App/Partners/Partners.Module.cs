namespace WorkforceTrack.App.Partners;

internal static class PartnersModule
{
    internal static IServiceCollection AddPartners(this IServiceCollection services)
    {
        services.AddSingleton<SelectService>();
        services.AddSingleton<DropService>();
        services.AddSingleton<ListSubjects>();
        services.AddSingleton<ReadMember>();
        services.AddSingleton<PartnerSeal>();
        services.AddSingleton<PartnerPace>();
        services.AddPartnerTokens();
        return services;
    }

    internal static void MapPartners(this WebApplication app) => PartnersEndpoints.Map(app);
}
