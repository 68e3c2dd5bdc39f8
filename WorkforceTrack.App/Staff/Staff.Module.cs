namespace WorkforceTrack.App.Staff;

internal static class StaffModule
{
    internal static IServiceCollection AddStaff(this IServiceCollection services)
    {
        services.AddSingleton<AdmitStaff>();
        services.AddSingleton<FirstAdministrator>();
        return services;
    }
}
