namespace WorkforceTrack.App.Staff;

internal static class StaffModule
{
    internal static IServiceCollection AddStaff(this IServiceCollection services)
    {
        services.AddSingleton<AdmitStaff>();
        services.AddSingleton<FirstAdministrator>();
        services.AddSingleton<ConsoleDoor>();
        services.AddSingleton<SignAdherence>();
        services.AddSingleton<ReviewStaff>();
        services.AddSingleton<ChangeStanding>();
        services.AddSingleton<LetIn>();
        services.AddSingleton<SeeWhatWaits>();
        return services;
    }

    /// <summary>Call it after the session is read and before any page.</summary>
    internal static void MapStaff(this WebApplication app) => app.UseMiddleware<ConsoleGate>();
}
