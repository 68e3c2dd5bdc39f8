namespace WorkforceTrack.App.Members;

internal static class MembersModule
{
    internal static IServiceCollection AddMembers(this IServiceCollection services)
    {
        services.AddSingleton<AdmitMember>();
        services.AddSingleton<OpenOwnRecord>();
        return services;
    }
}
