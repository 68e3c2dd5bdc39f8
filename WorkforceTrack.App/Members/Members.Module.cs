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
