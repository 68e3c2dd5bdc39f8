using WorkforceTrack.App.Erasure;
using WorkforceTrack.Domain.Erasure;
using WorkforceTrack.Domain.Members;

namespace WorkforceTrack.App.Members;

internal static class MembersModule
{
    internal static IServiceCollection AddMembers(this IServiceCollection services)
    {
        services.AddSingleton<AdmitMember>();
        services.AddSingleton<OpenOwnRecord>();
        services.AddSingleton<RequestAddressCheck>();
        services.AddSingleton<RegisterMember>();
        services.AddSingleton<CheckAddress>();
        services.AddSingleton<FindPerson>();
        services.AddSingleton<ForgotPassword>();
        services.AddSingleton<ResetPassword>();
        services.AddSingleton<TakeOwnAccess>();
        services.AddSingleton(provider => new ReviewTerm(provider.GetRequiredService<IConfiguration>().GetValue("Retention:ReviewAfter", TimeSpan.FromDays(365)).Days));
        services.AddSingleton<RemindToReview>();
        services.AddSingleton<ConfirmOwnData>();
        services.AddSingleton<ReadHistory>();
        services.AddSingleton(provider => new InvitationTime(provider.GetRequiredService<RetentionTimes>().Of(RecordKind.Invitations)));
        services.AddSingleton<InvitePeople>();
        services.AddSingleton<FindInvitation>();
        services.AddSingleton<AnswerInvitation>();
        services.AddSingleton<ForgetInvitations>();
        services.AddSingleton<ISweep>(provider => provider.GetRequiredService<ForgetInvitations>());
        services.AddHostedService<DailyReminders>();
        services.AddSingleton<ReadOwnData>();
        services.AddSingleton<MoveAddress>();
        services.AddSingleton<CorrectOwnData>();
        services.AddSingleton<ReadOverview>();
        services.AddSingleton<TakeOwnData>();
        services.AddSingleton<ExportArchive>();
        return services;
    }

    internal static void MapMembers(this WebApplication app) => MembersEndpoints.Map(app);
}
