using System.Globalization;
using Microsoft.Extensions.Options;
using WorkforceTrack.App.Correspondence;
using WorkforceTrack.App.Demonstration;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.Shell;
using WorkforceTrack.App.Staff;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Surveys;
using WorkforceTrack.App.WebLogs;

namespace WorkforceTrack.App;

/// <summary>How the program comes up: as a server, or for one verb of the command line.</summary>
internal static class Start
{
    internal static async Task<int> RunAsync(string[] args)
    {
        try
        {
            return IsVerb(args) ? await Verbs.RunAsync(args) : await ServeAsync(args);
        }
        catch (StartRefusedException refused)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return ExitCodes.Refused;
        }
        catch (IOException taken) when (taken.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            await Console.Error.WriteLineAsync($"{taken.Message} Another program listens there. Stop it, or choose another address with --urls, as in --urls http://localhost:5191.");
            return ExitCodes.Refused;
        }
        catch (DamagedLedgerException damaged)
        {
            await Console.Error.WriteLineAsync(damaged.Message);
            return ExitCodes.Damaged;
        }
    }

    /// <summary>The program with its services and routes, not yet opened. Tests pass what they change: the clock, the folders.</summary>
    internal static WebApplication Build(string[] args, Action<WebApplicationBuilder>? adapt = null)
    {
        var app = BuildWithoutRoutes(args, adapt);
        Program.Map(app);
        return app;
    }

    /// <summary>The services alone, for work that serves nobody.</summary>
    internal static WebApplication BuildWithoutRoutes(string[] args, Action<WebApplicationBuilder>? adapt = null)
    {
        // What a machine is set to must not change what is stored or shown.
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
        // The settings and assets lie beside the program, wherever it is started from and whoever hosts it.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(Start).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.UseStaticWebAssets();
#pragma warning disable RS0030 // The one place where the program's clock comes from.
        builder.Services.AddSingleton(TimeProvider.System);
#pragma warning restore RS0030
        Program.Add(builder.Services);
        adapt?.Invoke(builder);
        return builder.Build();
    }

    /// <summary>Opens stores, ledger and policy; refuses in words when something is missing.</summary>
    internal static async Task OpenAsync(IServiceProvider services)
    {
        await StoreDoor.OpenAsync(services.GetRequiredService<StoreOptions>(), services.GetRequiredService<StoreLock>());
        await services.GetRequiredService<LedgerBook>().OpenAsync();
        await services.GetRequiredService<CheckpointFile>().OpenAsync();
        await services.GetRequiredService<PolicyShelf>().OpenAsync();
        await services.GetRequiredService<SurveyShelf>().OpenAsync();
    }

    /// <summary>What must be set before anything is made or opened; refuses in words when it is missing.</summary>
    internal static void RequireSettings(IServiceProvider services)
    {
        OrganisationIsNamed.Require(services.GetRequiredService<IOptions<OrganisationOptions>>().Value);
        services.GetRequiredService<MailOptions>();
        services.GetRequiredService<WebLogOptions>();
    }

    private static async Task<int> ServeAsync(string[] args)
    {
        await using var app = Build(args);
        RequireSettings(app.Services);
        await OpenAsync(app.Services);
        await app.Services.GetRequiredService<FirstAdministrator>().RequireAsync();
        await app.Services.GetRequiredService<PolicyShelf>().BeginAsync();
        await app.ShowDemonstrationAsync();
        await app.RunAsync();
        return ExitCodes.Done;
    }

    private static bool IsVerb(string[] args) => args is [var first, ..] && (first is "--help" or "--version" || !first.StartsWith("--", StringComparison.Ordinal));
}
