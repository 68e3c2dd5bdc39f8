using System.Collections.Immutable;
using System.Security.Claims;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MudBlazor.Services;
using WorkforceTrack.App.LegalProcess;
using WorkforceTrack.App.Shell;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.LegalProcess;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Staff;
using WorkforceTrack.Tests.Staff;

namespace WorkforceTrack.Tests.LegalProcess;

/// <summary>The office with one person in each role of a case, a demand, and the pages at which they sit.</summary>
internal sealed class CourtRoom : IAsyncDisposable
{
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly Dictionary<StaffRole, Caller.OfStaff> staff = [];

    private CourtRoom(Office office) => Office = office;

    internal Office Office { get; }

    internal static async Task<CourtRoom> OpenAsync()
    {
        var room = new CourtRoom(await Office.OpenAsync());
        foreach (var role in Names.All<StaffRole>()) room.staff.Add(role, await room.Office.HireAsync(role));
        // The example policy is older than cases.
        Assert.Null(await room.Office.Get<DescribeLawfulUse>().PublishAsync(room[StaffRole.PrivacyOfficer]));
        foreach (var person in room.staff.Values)
            await room.Office.Get<App.Staff.SignAdherence>().SignAsync(person, room.Office.Get<App.Policy.PolicyInForce>().Version!.Number);
        return room;
    }

    internal Caller.OfStaff this[StaffRole role] => staff[role];

    internal async Task<CaseId> ReceivedAsync(string agency = "Eastport County Court") => Done(await Office.Get<ReceiveCase>().ReceiveAsync(this[StaffRole.Support], Intake(agency), null, null)).Id;

    internal async Task<CaseId> AuthenticatedAsync(string agency = "Eastport County Court")
    {
        var id = await ReceivedAsync(agency);
        await MoveAsync(StaffRole.Support, id, new CaseMove.Authenticate(isGenuine: true), (CaseLines.NumberFound, "555 0100, from the register"), (CaseLines.Reached, "The clerk"));
        return id;
    }

    /// <summary>A subpoena for the name and the address of these members, brought as far as that they can be told.</summary>
    internal async Task<CaseId> CheckedAsync(params ImmutableArray<string> userIds)
    {
        var id = await AuthenticatedAsync();
        var today = DateOnly.FromDateTime(Office.Store.Clock.GetUtcNow().UtcDateTime);
        var scope = new CasePeriod(today.AddYears(-1), today);
        ImmutableArray<NamedSubject> named = [.. userIds.Select(u => new NamedSubject(new(u), FieldSet.Of(PersonalField.FullName, PersonalField.Email)))];
        Done((await Office.Get<ClassifyCase>().ClassifyAsync(this[StaffRole.PrivacyOfficer], id, await VersionAsync(id), CaseKind.CivilSubpoena, named, scope)).Outcome);
        await MoveAsync(StaffRole.PrivacyOfficer, id, new CaseMove.Preserve());
        await MoveAsync(StaffRole.Counsel, id, new CaseMove.FindValid((await ReadAsync(id)).Case.File.Scope), (CaseLines.WhyValid, "In due form"));
        await MoveAsync(StaffRole.Counsel, id, new CaseMove.CheckSecrecy(silence: null));
        return id;
    }

    internal async Task<CaseId> NotifyingAsync(params ImmutableArray<string> userIds)
    {
        var id = await CheckedAsync(userIds);
        await MoveAsync(StaffRole.PrivacyOfficer, id, new CaseMove.Notify());
        return id;
    }

    internal async Task MoveAsync(StaffRole role, CaseId id, CaseMove move, params (string Label, string? Text)[] lines) =>
        Done(await Office.Get<MoveCase>().MoveAsync(this[role], id, await VersionAsync(id), move, CaseNote.Of(lines)));

    internal async Task<CaseReading.Opened> ReadAsync(CaseId id, StaffRole role = StaffRole.PrivacyOfficer) =>
        Assert.IsType<CaseReading.Opened>(await Office.Get<ReadCase>().ReadAsync(this[role], id));

    internal async Task<int> VersionAsync(CaseId id) => (await ReadAsync(id)).Version;

    internal async Task<Caller.Member> JoinAsync(string userId)
    {
        var (person, now) = (await Office.JoinAsync(userId), Office.Store.Clock.GetUtcNow());
        var session = new SessionRow { Id = Guid.NewGuid(), Person = person.Id, StartedAt = now, LastSeenAt = now, SealedDevice = [], Access = Guid.NewGuid() };
        await using var vault = Office.Store.Vault();
        vault.Sessions.Add(session);
        await vault.SaveChangesAsync();
        return new Caller.Member(person, session);
    }

    /// <summary>A tab of its own: two pages in one would each bring the parts that a page has once.</summary>
    internal BunitContext TabOf(SessionRow session)
    {
        var tab = new BunitContext();
        tab.JSInterop.Mode = JSRuntimeMode.Loose;
        tab.JSInterop.SetupModule("./Shell/Confirm.razor.js").Mode = JSRuntimeMode.Loose;
        tab.Services.AddMudServices();
        tab.Services.AddScoped<ToastQueue>();
        tab.Services.AddScoped<CurrentCaller>();
        tab.Services.AddSingleton<TimeProvider>(Office.Store.Clock);
        tab.Services.AddSingleton(Office.Get<IOptions<OrganisationOptions>>());
        foreach (var known in new object[]
        {
            Office.Get<Callers>(), Office.Get<CaseTerms>(), Office.Get<ReceiveCase>(), Office.Get<ReadBoard>(), Office.Get<ReadCase>(), Office.Get<MoveCase>(), Office.Get<ClassifyCase>(),
            Office.Get<ProduceCase>(), Office.Get<DescribeLawfulUse>(), Office.Get<ReadOwnCases>(), Office.Get<ObjectToDemand>(),
        })
            tab.Services.AddSingleton(known.GetType(), known);
        tab.AddAuthorization().SetAuthorized("someone").SetClaims(new Claim(Callers.SessionClaim, session.Id.ToString("N")));
        tab.SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        return tab;
    }

    internal BunitContext TabOf(StaffRole role) => TabOf(this[role].Session);

    public ValueTask DisposeAsync() => Office.DisposeAsync();

    internal static CaseOutcomeOfAct.Done Done(CaseOutcomeOfAct answer) => answer is CaseOutcomeOfAct.Done done ? done : throw new Xunit.Sdk.XunitException(CaseActWords.Of(answer));

    internal static CaseIntake Intake(string agency) => new()
    {
        How = new("By registered letter"), Agency = new(agency), Person = new("R. Quill, clerk"), Contact = new("4 Tollgate Street, 555 0117"), Instrument = new("EC 26-0391"), Summary = new("A lawsuit about a mooring."),
    };

    internal static void Press<T>(IRenderedComponent<T> page, string words) where T : IComponent => Button(page, words).Click();

    /// <summary>Sends the form that has this button, as pressing it does in a browser.</summary>
    internal static void Send<T>(IRenderedComponent<T> page, string words) where T : IComponent => Button(page, words).Closest("form")!.Submit();

    internal static void Answer<T>(IRenderedComponent<T> page, string words) where T : IComponent =>
        page.FindAll("dialog button").First(b => b.TextContent.Trim() == words).Click();

    internal static AngleSharp.Dom.IElement Button<T>(IRenderedComponent<T> page, string words) where T : IComponent =>
        page.FindAll("button").First(b => b.TextContent.Trim() == words && b.Closest("dialog") is null);
}
