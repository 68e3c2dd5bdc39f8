using WorkforceTrack.App.Correspondence;
using WorkforceTrack.Domain.Ledger;

namespace WorkforceTrack.App.Demonstration;

internal static class DemonstrationModule
{
    internal static IServiceCollection AddDemonstration(this IServiceCollection services)
    {
        services.AddSingleton<DemonstrationPartners>();
        services.AddSingleton<DemonstrationStories>();
        services.AddSingleton<DemonstrationSurveys>();
        services.AddSingleton<DemonstrationVisits>();
        services.AddSingleton<DemonstrationEngagements>();
        services.AddSingleton<DemonstrationCases>();
        services.AddSingleton<FillDemonstration>();
        return services;
    }

    /// <summary>Fills a fresh store and says who is there. Does nothing outside Development.</summary>
    internal static async Task ShowDemonstrationAsync(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment()) return;
        var fill = app.Services.GetRequiredService<FillDemonstration>();
        await fill.FillAsync();
        app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine(
            $"""

            WorkforceTrack is at {app.Urls.First()}
            Demonstration people, all with the password {Cast.Password}:
              members  {string.Join(", ", Cast.Members.Select(m => m.UserId))}
              staff    {string.Join(", ", Cast.Staff.Select(s => $"{s.UserId} ({EntryWords.Of(s.Role)})"))}, who go to /console
              auditor  {Cast.Engaged.UserId}, who goes to /engagement
            Mail that the program writes lies in {app.Services.GetRequiredService<MailOptions>().Folder}
            Partners' credentials for the tour are in {fill.SecretsFile}

            """));
    }
}
