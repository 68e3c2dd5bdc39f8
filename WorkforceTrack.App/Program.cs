using WorkforceTrack.App.Backups;
using WorkforceTrack.App.Booth;
using WorkforceTrack.App.Consents;
using WorkforceTrack.App.Correspondence;
using WorkforceTrack.App.Demonstration;
using WorkforceTrack.App.Disclosures;
using WorkforceTrack.App.Engagements;
using WorkforceTrack.App.Erasure;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.LegalProcess;
using WorkforceTrack.App.Members;
using WorkforceTrack.App.Partners;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.Shell;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Staff;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Surveys;
using WorkforceTrack.App.Vault;
using WorkforceTrack.App.WebLogs;

namespace WorkforceTrack.App;

/// <summary>The table of contents of the program.</summary>
internal static class Program
{
    internal static Task<int> Main(string[] args) => Start.RunAsync(args);
    internal static void Add(IServiceCollection services) => services
        .AddStorage().AddVault().AddBackups()
        .AddLedger()
        .AddPolicy()
        .AddDisclosures()
        .AddSignIn()
        .AddMembers()
        .AddConsents()
        .AddPartners()
        .AddEngagements()
        .AddStaff().AddCorrespondence()
        .AddLegalProcess()
        .AddSurveys().AddBooth()
        .AddWebLogs().AddErasure()
        .AddDemonstration().AddShell();
    internal static void Map(WebApplication app)
    {
        KnownProxies.Use(app);
        app.MapBooth();
        app.MapShell();
        app.MapSignIn();
        app.MapMembers();
        app.MapStaff();
        app.MapConsents();
        app.MapPartners();
        app.MapEngagements();
        app.MapLedger();
        app.MapLegalProcess();
        app.MapErasure();
        app.MapSurveys();
        app.MapWebLogs();
    }
}
