using WorkforceTrack.Domain.Engagements;

namespace WorkforceTrack.App.Engagements;

internal static class EngagementsModule
{
    internal static IServiceCollection AddEngagements(this IServiceCollection services)
    {
        services.AddSingleton(provider => Read(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton<EngagementSeal>();
        services.AddSingleton<EngagementDesk>();
        services.AddSingleton<DraftEngagement>();
        services.AddSingleton<NameMember>();
        services.AddSingleton<InvitePerson>();
        services.AddSingleton<ConfirmEngagement>();
        services.AddSingleton<EndEngagement>();
        services.AddSingleton<EngagedAccounts>();
        services.AddSingleton<RecordCertificate>();
        services.AddSingleton<ReadGiven>();
        services.AddSingleton<ReadEngagements>();
        services.AddSingleton<LiveEngagements>();
        services.AddSingleton<SeeOwnEngagement>();
        services.AddSingleton<EngagedLimit>();
        services.AddSingleton<ReadAsEngaged>();
        services.AddSingleton<ChaseCertificates>();
        services.AddHostedService(provider => provider.GetRequiredService<ChaseCertificates>());
        return services;
    }

    internal static void MapEngagements(this WebApplication app) => EngagementsEndpoints.Map(app);

    private static CertificateTask Read(IConfiguration configuration) => new(
        configuration.GetValue("Legal:CertificateDays", 30), configuration.GetValue("Legal:CertificateReminderDays", 14));
}
