using OpenIddict.Core;
using OpenIddict.EntityFrameworkCore.Models;
using WorkforceTrack.App.Erasure;
using WorkforceTrack.Domain.Erasure;

namespace WorkforceTrack.App.Partners;

internal static class PartnersModule
{
    internal static IServiceCollection AddPartners(this IServiceCollection services)
    {
        services.AddSingleton<SelectService>();
        services.AddSingleton<DropService>();
        services.AddSingleton<ReadServices>();
        services.AddSingleton<ReadPartners>();
        services.AddSingleton<PartnerDesk>();
        services.AddSingleton<AddPartner>();
        services.AddSingleton<AddAgreement>();
        services.AddSingleton<AddService>();
        services.AddSingleton<MakeCredential>();
        services.AddSingleton<RevokeCredential>();
        services.AddSingleton<SuspendPartner>();
        services.AddSingleton<DescribePartner>();
        services.AddSingleton<ListSubjects>();
        services.AddSingleton<ReadMember>();
        services.AddSingleton<PassOn>();
        services.AddSingleton<ListChanges>();
        services.AddSingleton<AcknowledgeChange>();
        services.AddSingleton<ReadTold>();
        foreach (var kind in (RecordKind[])[RecordKind.PartnerChanges, RecordKind.ToldErasures]) services.AddSingleton<ISweep>(provider => ActivatorUtilities.CreateInstance<ForgetChanges>(provider, kind));
        services.AddSingleton(provider => PassOnTimes.Read(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton<PartnerSeal>();
        services.AddSingleton<PartnerPace>();
        services.AddPartnerTokens();
        services.AddScoped(provider => (PartnerClients)provider.GetRequiredService<OpenIddictApplicationManager<OpenIddictEntityFrameworkCoreApplication<Guid>>>());
        return services;
    }

    internal static void MapPartners(this WebApplication app) => PartnersEndpoints.Map(app);
}
