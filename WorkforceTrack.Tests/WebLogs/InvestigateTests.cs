using System.Text;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Staff;
using WorkforceTrack.App.WebLogs;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Staff;
using WorkforceTrack.Domain.WebLogs;
using WorkforceTrack.Tests.Promises;
using WorkforceTrack.Tests.Surveys;

namespace WorkforceTrack.Tests.WebLogs;

public sealed class InvestigateTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact, Proves("W4"), Proves("SE1")]
    public async Task An_incident_is_opened_with_evidence_that_lies_sealed_and_is_bound_by_an_entry()
    {
        await using var scene = await Investigation.BeginAsync();
        var document = Encoding.UTF8.GetBytes("rate limit: 203.0.113.66 was turned away 400 times");

        await scene.OpenedAsync(document);

        var entry = await scene.Office.LastEntryAsync();
        Assert.Equal((EntryKind.Incident, ActorRole.Security, scene.Sec.Id.Value, scene.Id.Value, Digest.Of(document)), (entry.Kind, entry.Role, entry.Actor!.Value, entry.Evidence!.Value, entry.Detail!.Value));
        Assert.NotNull(entry.Note);
        var one = Assert.IsType<IncidentReview.One>(await scene.Get<ReadIncidents>().OneAsync(scene.Leo, scene.Id));
        Assert.Equal(("Somebody tries passwords at the log-in.\nSeen by the rate limit.", Digest.Of(document)), (one.Evidence, one.Document!.Value));
        Assert.Equal(document, await scene.Get<ReadIncidents>().DocumentAsync(scene.Mina, scene.Id));
        var found = new Marks(Cast.Counts.Chance());
        found.Remember("evidence", "tries passwords");
        found.Remember("document", "turned away 400 times");
        Assert.Empty(found.FindUnder(scene.Office.Store.Folder.Data));
    }

    [Fact, Proves("W4")]
    public async Task Only_who_may_opens_one_and_not_without_words()
    {
        await using var scene = await Investigation.BeginAsync();
        var report = scene.Get<ReportIncident>();

        Assert.Equal(RefusalReason.NotStaff, Assert.IsType<IncidentResult.NotAllowed>(await report.OpenAsync(await scene.Office.MemberAsync("alice"), "Evidence", document: null)).Reason);
        Assert.Equal(RefusalReason.RoleNotEntitled, Assert.IsType<IncidentResult.NotAllowed>(await report.OpenAsync(await scene.Office.HireAsync(StaffRole.Support), "Evidence", document: null)).Reason);
        Assert.Equal([IncidentFault.NotYourRole], Investigation.Faults(await report.OpenAsync(scene.Mina, "Evidence", document: null)));
        Assert.Equal([IncidentFault.ReasonMissing], Investigation.Faults(await report.OpenAsync(scene.Sec, "  \n ", document: null)));
        Assert.Equal(IncidentObstacle.DocumentUnfit, Assert.IsType<IncidentResult.NotNow>(await report.OpenAsync(scene.Sec, "Evidence", [])).Obstacle);
        Assert.Empty(Assert.IsType<IncidentReview.All>(await scene.Get<ReadIncidents>().AllAsync(scene.Sec)).Incidents);
    }

    [Fact, Proves("W4")]
    public async Task Alone_nobody_sees_a_line_and_two_together_see_those_of_the_scope_each_with_an_entry()
    {
        await using var scene = await Investigation.BeginAsync();
        await scene.OpenedAsync();
        var desk = scene.Get<Investigate>();
        await scene.ComeAsync(scene.Sec);
        Assert.Equal([IncidentFault.NeedsTwo], Investigation.Faults(await desk.ProposeScopeAsync(scene.Sec, scene.Id, scene.Scope)).Except([IncidentFault.ReasonMissing]));

        await scene.ComeAsync(scene.Mina);
        Assert.IsType<IncidentResult.Present>(await desk.ProposeScopeAsync(scene.Sec, scene.Id, scene.Scope));
        Assert.Equal([IncidentFault.OwnStep], Investigation.Faults(await desk.AgreeAsync(scene.Sec, scene.Id)));
        Assert.Equal([IncidentFault.NotInThisPhase], Investigation.Faults(await desk.LookAsync(scene.Sec, scene.Id)));
        Investigation.Done(await desk.AgreeAsync(scene.Mina, scene.Id));
        var before = (await scene.Office.LedgerAsync()).Count;
        var (one, other) = (await scene.LookAsync(scene.Sec), await scene.LookAsync(scene.Mina));

        Assert.Equal(Investigation.Attacks, one.Count);
        Assert.All(one, line => Assert.Equal((Investigation.Attacker, "/login"), (line.Address!.Value, line.Page)));
        Assert.Equal(one.Select(l => l.Text), other.Select(l => l.Text));
        var looks = (await scene.Office.LedgerAsync()).Skip(before).ToList();
        Assert.Equal(
            [(EntryKind.Incident, scene.Sec.Id.Value, scene.Id.Value, ActorRole.Security), (EntryKind.Incident, scene.Mina.Id.Value, scene.Id.Value, ActorRole.Management)],
            looks.Select(e => (e.Kind, e.Actor!.Value, e.Evidence!.Value, e.Role)));
        // What an entry binds has chance in it, so that nobody finds an address by trying.
        Assert.Distinct(looks.Select(e => e.Detail!.Value));
        desk.Leave(scene.Mina, scene.Id);
        Assert.Equal([IncidentFault.NeedsTwo], Investigation.Faults(await desk.LookAsync(scene.Sec, scene.Id)));
    }

    [Fact, Proves("W4")]
    public async Task Two_of_whom_neither_answers_for_the_log_look_at_nothing()
    {
        await using var scene = await Investigation.BeginAsync();
        await scene.ScopedAsync();
        scene.Get<Investigate>().Leave(scene.Sec, scene.Id);
        await scene.ComeAsync(scene.Leo);

        Assert.Equal([IncidentFault.NobodyAnswersForIt], Investigation.Faults(await scene.Get<Investigate>().LookAsync(scene.Leo, scene.Id)));
    }

    public static TheoryData<string> WaysToBeGone => ["left", "logged off", "deactivated", "another role", "silent", "still"];

    [Theory, Proves("W4")]
    [MemberData(nameof(WaysToBeGone))]
    public async Task Whoever_may_not_act_any_more_or_is_gone_is_no_company(string way)
    {
        await using var scene = await Investigation.BeginAsync();
        await scene.ScopedAsync();
        var (desk, clock) = (scene.Get<Investigate>(), scene.Office.Store.Clock);
        await scene.LookAsync(scene.Sec);

        if (way == "left") desk.Leave(scene.Mina, scene.Id);
        if (way == "logged off") await scene.Get<EndSession>().OwnAsync(scene.Mina);
        if (way == "deactivated") await scene.Get<ChangeStanding>().ToAsync(scene.Priya, scene.Mina.Id, new StaffStanding(StaffRole.Management, IsActive: false));
        if (way == "another role") await scene.Get<ChangeStanding>().ToAsync(scene.Priya, scene.Mina.Id, new StaffStanding(StaffRole.Support, IsActive: true));
        if (way == "silent") clock.Advance(IncidentSeats.LongestSilence + TimeSpan.FromSeconds(1));
        for (var seconds = 0; way == "still" && seconds <= IncidentSeats.LongestStillness.TotalSeconds; seconds += 20)
        {
            await desk.StayAsync(scene.Mina, scene.Id);
            await scene.ComeAsync(scene.Sec);
            clock.Advance(TimeSpan.FromSeconds(20));
        }

        if (way == "silent") await scene.ComeAsync(scene.Sec);
        Assert.Equal([IncidentFault.NeedsTwo], Investigation.Faults(await desk.LookAsync(scene.Sec, scene.Id)));
    }

    [Fact, Proves("W4")]
    public async Task One_person_at_two_machines_is_alone()
    {
        await using var scene = await Investigation.BeginAsync();
        await scene.OpenedAsync();
        await scene.ComeAsync(scene.Sec);
        await using var vault = scene.Office.Store.Vault();
        var session = new App.Vault.SessionRow { Id = Guid.NewGuid(), Person = scene.Sec.Person.Id, StartedAt = scene.Office.Store.Clock.GetUtcNow(), LastSeenAt = scene.Office.Store.Clock.GetUtcNow(), SealedDevice = [], Access = Guid.NewGuid() };
        vault.Sessions.Add(session);
        await vault.SaveChangesAsync(Stop);
        var again = new Caller.OfStaff(scene.Sec.Person, session, StaffRole.Security);

        Assert.False(Assert.IsType<IncidentResult.Present>(await scene.Get<Investigate>().ComeAsync(again, scene.Id, "On another machine.")).IsAccompanied);
        Assert.Equal(IncidentObstacle.LeftTheDesk, Assert.IsType<IncidentResult.NotNow>(await scene.Get<Investigate>().StayAsync(scene.Sec, scene.Id)).Obstacle);
    }

    [Fact, Proves("W4")]
    public async Task A_third_persons_proposal_is_not_agreed_to_and_one_who_left_takes_it_along()
    {
        await using var scene = await Investigation.BeginAsync();
        await scene.OpenedAsync();
        var desk = scene.Get<Investigate>();
        await scene.ComeAsync(scene.Sec, scene.Mina);
        await desk.ProposeScopeAsync(scene.Sec, scene.Id, scene.Scope);
        desk.Leave(scene.Sec, scene.Id);
        await scene.ComeAsync(scene.Priya);

        Assert.Equal(IncidentObstacle.NothingProposed, Assert.IsType<IncidentResult.NotNow>(await desk.AgreeAsync(scene.Mina, scene.Id)).Obstacle);
    }

    [Fact, Proves("W3"), Proves("W4")]
    public async Task Lines_of_the_scope_outlive_the_cutting_and_go_after_the_close()
    {
        await using var scene = await Investigation.BeginAsync("--Retention:Incident=30");
        await scene.ScopedAsync();
        var clock = scene.Office.Store.Clock;
        clock.Advance(TimeSpan.FromDays(8));
        await scene.Office.Store.Vault().Sessions.ExecuteUpdateAsync(set => set.SetProperty(s => s.StartedAt, clock.GetUtcNow()).SetProperty(s => s.LastSeenAt, clock.GetUtcNow()), Stop);
        scene.Get<PruneWebLog>().Prune();
        await scene.ComeAsync(scene.Sec, scene.Mina);

        Assert.DoesNotContain("203.0.113.66", await File.ReadAllTextAsync(Directory.EnumerateFiles(scene.Get<WebLogFolder>().Root, "*.log").First(), Stop), StringComparison.Ordinal);
        Assert.All(await scene.LookAsync(scene.Sec), line => Assert.Equal(Investigation.Attacker, line.Address));

        Investigation.Done(await scene.Get<CloseIncident>().CloseAsync(scene.Sec, scene.Id, "The address is blocked."));
        Assert.Equal([IncidentFault.NotInThisPhase], Investigation.Faults(await scene.Get<Investigate>().LookAsync(scene.Sec, scene.Id)));
        clock.Advance(TimeSpan.FromDays(30) - TimeSpan.FromMinutes(1));
        Assert.Equal(0, await scene.Get<DestroyIncidents>().SweepAsync());
        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(1, await scene.Get<DestroyIncidents>().SweepAsync());
        Assert.Equal(0, await scene.Get<DestroyIncidents>().SweepAsync());
        await using var store = scene.Office.Store.Main();
        Assert.Empty(await store.IncidentParts.ToListAsync(Stop));
        Assert.Empty((await store.Incidents.SingleAsync(Stop)).Sealed);
        Assert.False(scene.Get<IncidentSeal>().HasKey(scene.Id));
        var last = await scene.Office.LastEntryAsync();
        Assert.Equal((EntryKind.Incident, ActorRole.Platform, scene.Id.Value), (last.Kind, last.Role, last.Evidence!.Value));
        var (left, left2) = (Assert.IsType<IncidentReview.All>(await scene.Get<ReadIncidents>().AllAsync(scene.Priya)).Incidents.Single(), Assert.IsType<IncidentReview.One>(await scene.Get<ReadIncidents>().OneAsync(scene.Priya, scene.Id)));
        Assert.Equal((IncidentPhase.Destroyed, (string?)null, (string?)null), (left.Phase, left.About, left2.Evidence));
    }

    [Fact, Proves("W4")]
    public async Task Who_it_was_is_written_down_by_two_and_lies_sealed()
    {
        await using var scene = await Investigation.BeginAsync();
        await scene.ScopedAsync();
        var desk = scene.Get<Investigate>();
        Assert.Equal([IncidentFault.NothingSeen], Investigation.Faults(await desk.ProposeConclusionAsync(scene.Sec, scene.Id, "Somebody")));
        await scene.LookAsync(scene.Sec);

        Assert.IsType<IncidentResult.Present>(await desk.ProposeConclusionAsync(scene.Sec, scene.Id, "A rented machine of Example Hosting, by its address."));
        Investigation.Done(await desk.AgreeAsync(scene.Mina, scene.Id));

        var entry = await scene.Office.LastEntryAsync();
        Assert.Equal((EntryKind.Incident, scene.Mina.Id.Value), (entry.Kind, entry.Actor!.Value));
        Assert.NotNull(entry.Note);
        Assert.Equal("A rented machine of Example Hosting, by its address.", Assert.IsType<IncidentReview.One>(await scene.Get<ReadIncidents>().OneAsync(scene.Priya, scene.Id)).Conclusion);
        var marks = new Marks(Cast.Counts.Chance());
        marks.Remember("conclusion", "Example Hosting");
        Assert.Empty(marks.FindUnder(scene.Office.Store.Folder.Data));
    }

    [Fact, Proves("W3")]
    public void Lines_are_read_for_people_at_an_incident_alone() => Assert.Equal(
        ["IncidentLines.Gather", "PruneWebLog.Cut", "UseBook.CountFiles", "WebLogFolder.Rewrite"],
        HouseRules.House.Instructions.Where(i => i.Instruction.Operand is Mono.Cecil.MethodReference { Name: nameof(WebLogFolder.Lines) } called && called.DeclaringType.Name == nameof(WebLogFolder))
            .Select(i => $"{i.Type}.{i.Method}").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
}
