using System.Text;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using WorkforceTrack.App.LegalProcess;
using WorkforceTrack.App.LegalProcess.Components;
using WorkforceTrack.App.Policy;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.LegalProcess;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Staff;
using WorkforceTrack.Tests.Promises;
using static WorkforceTrack.Tests.LegalProcess.CourtRoom;

namespace WorkforceTrack.Tests.LegalProcess;

/// <summary>What people of the staff do at the pages of cases, over a real store.</summary>
public sealed class CasePagesTests : IAsyncLifetime
{
    private CourtRoom room = null!;
    private BunitContext? tab;

    public async ValueTask InitializeAsync() => room = await CourtRoom.OpenAsync();

    public async ValueTask DisposeAsync()
    {
        if (tab is not null) await tab.DisposeAsync();
        await room.DisposeAsync();
    }

    [Fact, Proves("D6")]
    public async Task A_demand_is_taken_in_with_its_document_and_nothing_typed_is_lost_after_an_error()
    {
        var page = Sit(StaffRole.Support).Render<NewCasePage>();
        page.Find("#f-agency").Change("Eastport County Court");
        page.Find("#f-how").Change("By letter");
        page.Find("#f-due").Change("2001-01-01");
        page.Find("#f-summary").Change("<script>alert(1)</script> and more");
        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("MZ\0\0 a program", "demand.pdf"));
        page.WaitForAssertion(() => Assert.Contains("Attach a PDF", page.Markup, StringComparison.Ordinal), Patience);
        Send(page, "Take it in");
        page.WaitForAssertion(() => Assert.Contains("Not taken in yet", page.Markup, StringComparison.Ordinal), Patience);
        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("We demand.", "demand.txt"));
        page.WaitForAssertion(() => Assert.Contains("demand.txt, 10 bytes", page.Markup, StringComparison.Ordinal), Patience);
        Send(page, "Take it in");
        page.WaitForAssertion(() => Assert.Contains("Choose a day that lies ahead.", page.Find(".field.wrong").TextContent, StringComparison.Ordinal), Patience);
        Assert.Equal("<script>alert(1)</script> and more", page.Find("#f-summary").GetAttribute("value"));

        page.Find("#f-due").Change("2026-04-01");
        Send(page, "Take it in");
        page.WaitForAssertion(() => Assert.Contains("/console/cases/", Navigation.Uri, StringComparison.Ordinal), Patience);

        var id = new CaseId(Guid.Parse(Navigation.Uri.Split('/')[^1]));
        var reading = await room.ReadAsync(id);
        var paper = Assert.Single(reading.Papers);
        Assert.Equal(("demand.txt", Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes("We demand.")))), (paper.Name.Open(), paper.Digest));
        Assert.Equal(new DateTimeOffset(2026, 4, 1, 23, 59, 0, TimeSpan.Zero), reading.Case.File.DueAt);
        var shown = await OpenAsync(id, StaffRole.PrivacyOfficer);
        Assert.Contains("&lt;script&gt;alert(1)", shown.Markup, StringComparison.Ordinal);
        Assert.Empty(shown.FindAll("script"));
    }

    [Fact, Proves("D6")]
    public async Task Counsel_and_management_take_nothing_in()
    {
        foreach (var role in new[] { StaffRole.Counsel, StaffRole.Management })
        {
            var page = Sit(role).Render<NewCasePage>();
            page.WaitForAssertion(() => Assert.Contains("not open to you", page.Markup, StringComparison.Ordinal), Patience);
            Assert.Empty(page.FindAll("form"));
            Assert.IsType<CaseOutcomeOfAct.NotAllowed>(await room.Office.Get<ReceiveCase>().ReceiveAsync(room[role], Intake("A court"), null, null));
        }
    }

    [Fact, Proves("D6")]
    public async Task An_informal_request_is_refused_by_two_presses_and_the_answer_lies_ready()
    {
        var id = await room.ReceivedAsync("The Courier");
        var page = await OpenAsync(id, StaffRole.Support);

        Send(page, "Refuse as informal");
        Answer(page, "Refuse as informal");

        page.WaitForAssertion(() => Assert.Contains("Our reference: 2026-0001", page.Find(".letter").TextContent, StringComparison.Ordinal), Patience);
        Assert.Contains("neither confirm nor deny", page.Find(".letter").TextContent, StringComparison.Ordinal);
        Assert.Equal((CasePhase.Refused, CaseOutcome.Refused), await StandsAsync(id));
        Assert.Empty(page.FindAll("form"));
    }

    [Fact, Proves("D6")]
    public async Task A_subpoena_goes_from_the_call_to_the_notice_by_the_forms_of_three_people()
    {
        await room.JoinAsync("dana");
        await room.JoinAsync("bo");
        var id = await room.ReceivedAsync();
        var intake = await OpenAsync(id, StaffRole.Support);
        intake.Find("#f-number").Change("555 0100, from the register");
        Send(intake, "It is genuine");
        intake.WaitForAssertion(() => Assert.Contains("Say in a few words why", intake.Find(".notice.bad").TextContent, StringComparison.Ordinal), Patience);
        intake.Find("#f-reached").Change("The clerk");
        Send(intake, "It is genuine");
        intake.WaitForAssertion(() => Assert.Contains("Called back", intake.Find(".timeline").TextContent, StringComparison.Ordinal), Patience);

        var owner = await OpenAsync(id, StaffRole.PrivacyOfficer);
        owner.Find("#f-named").Change("dana\nnobody-here\nbo@members.example");
        owner.Find("#f-fields-full-name").Change(true);
        Send(owner, "Classify");
        owner.WaitForAssertion(() => Assert.Contains("nobody-here", owner.Find(".notice.warn").TextContent, StringComparison.Ordinal), Patience);
        owner.Find("#f-named").Change("dana\nbo@members.example");
        owner.Find("#f-apart").Change(true);
        owner.WaitForElement("#f-fields-2-email", Patience).Change(true);
        Send(owner, "Classify");
        owner.WaitForAssertion(() => Assert.Contains("Put what is asked for on hold", owner.Markup, StringComparison.Ordinal), Patience);
        Assert.DoesNotContain("bo@members.example", owner.Markup, StringComparison.Ordinal);
        Send(owner, "Put on hold");
        owner.WaitForAssertion(() => Assert.Contains("On hold until", owner.Markup, StringComparison.Ordinal), Patience);

        var counsel = await OpenAsync(id, StaffRole.Counsel);
        Assert.Equal(("2025-03-02", "2026-03-02"), (counsel.Find("#f-valid-from").GetAttribute("value"), counsel.Find("#f-valid-to").GetAttribute("value")));
        counsel.Find("#f-valid-person-2-email").Change(false);
        counsel.Find("#f-why-valid").Change("In due form");
        Send(counsel, "Find it valid");
        counsel.WaitForAssertion(() => Assert.Contains("Check whether it binds to silence", counsel.Find(".act").TextContent, StringComparison.Ordinal), Patience);
        Send(counsel, "Nothing binds to silence");
        counsel.WaitForAssertion(() => Assert.Contains("None of it is yours to do now.", counsel.Markup, StringComparison.Ordinal), Patience);

        var teller = await OpenAsync(id, StaffRole.PrivacyOfficer);
        teller.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("You ****** are asked.", "copy.txt"));
        teller.WaitForAssertion(() => Assert.Contains("copy.txt", teller.Markup, StringComparison.Ordinal), Patience);
        Send(teller, "Send the notice");
        Answer(teller, "Send the notice");
        teller.WaitForAssertion(() => Assert.Contains("Enter a delivery by hand", teller.Markup, StringComparison.Ordinal), Patience);

        var file = (await room.ReadAsync(id)).Case.File;
        Assert.Equal(["full-name", "full-name"], file.Scope.Members.Select(m => m.Fields.ToString()));
        Assert.Contains((await room.ReadAsync(id)).Papers, p => p.Kind == CaseDocumentKind.CopyForMembers);
    }

    [Fact, Proves("D6"), Proves("D7")]
    public async Task What_was_approved_by_two_is_handed_over_by_a_third_and_the_passphrase_is_shown_once()
    {
        await room.JoinAsync("dana");
        var id = await room.NotifyingAsync("dana");
        await room.MoveAsync(StaffRole.PrivacyOfficer, id, new CaseMove.RecordDelivery((await room.ReadAsync(id)).Case.File.Asked.Members[0].Member), (CaseLines.Arrived, "By hand"));
        var early = await OpenAsync(id, StaffRole.Management);
        Assert.DoesNotContain(early.FindAll("button"), b => b.TextContent.Trim() == "Approve");
        await LaterAsync(15);

        foreach (var role in new[] { StaffRole.PrivacyOfficer, StaffRole.Management })
        {
            var page = await OpenAsync(id, role);
            Assert.Contains("Full name", page.FindAll(".act").First(a => a.TextContent.Contains("Exactly this goes", StringComparison.Ordinal)).TextContent, StringComparison.Ordinal);
            Send(page, "Approve");
            Answer(page, "Approve");
            page.WaitForAssertion(() => Assert.DoesNotContain(page.FindAll("button"), b => b.TextContent.Trim() == "Approve"), Patience);
        }

        var sender = await OpenAsync(id, StaffRole.Security);
        Send(sender, "Make the package");
        Answer(sender, "Make the package");
        sender.WaitForAssertion(() => Assert.Matches("^([0-9a-f]{4}-){7}[0-9a-f]{4}$", sender.Find(".passphrase").TextContent), Patience);
        Assert.Contains("gpg --decrypt 2026-0001.zip.gpg > 2026-0001.zip", sender.FindAll(".letter").Select(l => l.TextContent));
        Press(sender, "I have copied the passphrase");
        sender.WaitForAssertion(() => Assert.Empty(sender.FindAll(".passphrase")), Patience);

        var again = await OpenAsync(id, StaffRole.Security);
        Assert.Empty(again.FindAll(".passphrase"));
        Assert.Contains(again.FindAll(".papers a"), a => a.TextContent.EndsWith(".zip.gpg", StringComparison.Ordinal));
        var approver = await OpenAsync(id, StaffRole.Management);
        Assert.DoesNotContain(approver.FindAll(".papers a"), a => a.TextContent.EndsWith(".zip.gpg", StringComparison.Ordinal));
    }

    [Fact, Proves("D6")]
    public async Task What_somebody_typed_stays_when_a_colleague_was_faster()
    {
        var id = await room.ReceivedAsync();
        var page = await OpenAsync(id, StaffRole.Support);
        page.Find("#f-number").Change("555 0100, from the register");
        page.Find("#f-reached").Change("The clerk");
        await room.MoveAsync(StaffRole.PrivacyOfficer, id, new CaseMove.Postpone(room.Office.Store.Clock.GetUtcNow().AddDays(30)), (CaseLines.AgreedWith, "The clerk, on the telephone"));

        Send(page, "It is genuine");

        page.WaitForAssertion(() => Assert.Contains("Somebody took a step in this case meanwhile", page.Find(".notice.bad").TextContent, StringComparison.Ordinal), Patience);
        Assert.Equal("The clerk", page.Find("#f-reached").GetAttribute("value"));
    }

    [Fact, Proves("D6"), Proves("D7")]
    public async Task A_step_is_not_taken_without_the_words_that_others_need()
    {
        await room.JoinAsync("dana");
        var id = await room.ReceivedAsync();
        Assert.Equal([CaseTextFault.Reason], Unfit(await MoveAsync(StaffRole.Support, id, new CaseMove.Authenticate(isGenuine: true))));
        Assert.Equal([CaseTextFault.Reason], Unfit(await MoveAsync(StaffRole.Support, id, new CaseMove.Authenticate(isGenuine: true), (CaseLines.NumberFound, "555"), (CaseLines.Reached, " \u200B "))));
        var valid = await room.CheckedAsync("dana");
        var ends = room.Office.Store.Clock.GetUtcNow().AddDays(9);
        Assert.Equal([CaseTextFault.Reason], Unfit(await MoveAsync(StaffRole.Counsel, valid, new CaseMove.CheckSecrecy(new CaseSilence(SilenceGround.Order, ends, ends, IsUnlimited: false)), (CaseLines.Issuer, "A court"))));
        Assert.Equal(CasePhase.SecrecyChecked, (await StandsAsync(valid)).Phase);
    }

    [Fact, Proves("D1"), Proves("D6")]
    public async Task Whether_somebody_is_known_is_told_only_to_whoever_may_classify_this_case_now()
    {
        await room.JoinAsync("dana");
        var id = await room.AuthenticatedAsync();
        var classify = room.Office.Get<ClassifyCase>();
        foreach (var name in new[] { "dana", "nobody-here" })
        {
            foreach (var role in Names.All<StaffRole>().Where(r => r != StaffRole.PrivacyOfficer))
                Assert.Equal(RefusalReason.RoleNotEntitled, Assert.IsType<CaseOutcomeOfAct.NotAllowed>((await ClassifyAsync(room[role], id, name)).Outcome).Reason);
            Assert.IsType<CaseOutcomeOfAct.NotThere>((await ClassifyAsync(room[StaffRole.PrivacyOfficer], new CaseId(Guid.NewGuid()), name)).Outcome);
            Assert.IsType<CaseOutcomeOfAct.Stale>((await classify.ClassifyAsync(room[StaffRole.PrivacyOfficer], id, 1, CaseKind.CourtOrder, [Named(name)], default)).Outcome);
        }

        var closed = await room.CheckedAsync("dana");
        Assert.Equal([CaseFault.NotInThisPhase], Assert.IsType<CaseOutcomeOfAct.Against>((await ClassifyAsync(room[StaffRole.PrivacyOfficer], closed, "nobody-here")).Outcome).Faults);

        async Task<Classification> ClassifyAsync(App.SignIn.Caller caller, CaseId about, string name) => await classify.ClassifyAsync(
            caller, about, (await room.Office.Get<ReadCase>().ReadAsync(room[StaffRole.PrivacyOfficer], about) as CaseReading.Opened)?.Version ?? 1, CaseKind.CourtOrder, [Named(name)], default);

        static NamedSubject Named(string name) => new(new(name), FieldSet.Of(PersonalField.FullName));
    }

    [Fact, Proves("D6")]
    public async Task The_board_shows_each_role_what_waits_for_it_and_what_is_overdue_in_words()
    {
        await room.ReceivedAsync("The Courier");
        var mine = Sit(StaffRole.Support).Render<CasesPage>();
        Assert.Equal(["2026-0001", "Not classified", "The Courier", "Received", "Intake", "by 16 Mar 2026"], mine.FindAll("tbody tr > *").Select(cell => cell.TextContent.Trim()));
        Assert.NotNull(mine.Find("a[href='/console/cases/new']"));
        Assert.Equal(new OwnBoardCounts(1, 0), await room.Office.Get<ReadBoard>().CountOwnAsync(room[StaffRole.Support]));

        await using (var other = room.TabOf(StaffRole.Counsel))
        {
            var none = other.Render<CasesPage>();
            Assert.Contains("Nothing waits for you", none.Markup, StringComparison.Ordinal);
            Assert.Empty(none.FindAll("a[href='/console/cases/new']"));
            Assert.Equal(new OwnBoardCounts(0, 0), await room.Office.Get<ReadBoard>().CountOwnAsync(room[StaffRole.Counsel]));
        }

        await LaterAsync(15);
        await using var late = room.TabOf(StaffRole.Support);
        Assert.Contains("Overdue since 16 Mar 2026", string.Join(' ', late.Render<CasesPage>().Find(".overdue").TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Equal(new OwnBoardCounts(1, 1), await room.Office.Get<ReadBoard>().CountOwnAsync(room[StaffRole.Support]));
    }

    [Fact, Proves("O2")]
    public async Task The_privacy_officer_has_the_policy_describe_what_the_law_may_open()
    {
        var shelf = room.Office.Get<PolicyShelf>();
        var current = room.Office.Get<PolicyInForce>().Version!;
        var without = current with { Number = new PolicyNumber(current.Number.Major, current.Number.Minor + 1), IsMaterial = false, Flows = [.. current.Flows.Where(f => LawfulFlows.All.All(l => l.Id != f.Id))] };
        await shelf.PublishAsync(without with { Fields = FieldDeclarations.For(without.Flows) });
        Assert.False(LawfulFlows.AreDeclaredIn(room.Office.Get<PolicyInForce>().Version!));
        var told = Sit(StaffRole.Counsel).Render<DescribeNotice>();
        Assert.Contains("The privacy officer can publish", told.Markup, StringComparison.Ordinal);
        Assert.Empty(told.FindAll(".notice button"));

        await using var own = room.TabOf(StaffRole.PrivacyOfficer);
        var page = own.Render<DescribeNotice>(p => p.Add(n => n.MayPublish, true));
        Press(page, "Publish a version that describes it");
        Answer(page, "Publish");

        page.WaitForAssertion(() => Assert.True(LawfulFlows.AreDeclaredIn(room.Office.Get<PolicyInForce>().Version!)), Patience);
    }

    [Fact]
    public async Task A_case_that_is_not_there_says_so()
    {
        var page = Sit(StaffRole.Counsel).Render<CasePage>(p => p.Add(c => c.Id, Guid.NewGuid()));
        page.WaitForAssertion(() => Assert.Contains("There is no such case", page.Markup, StringComparison.Ordinal), Patience);
        await Task.CompletedTask;
    }

    private NavigationManager Navigation => tab!.Services.GetRequiredService<NavigationManager>();

    private BunitContext Sit(StaffRole role) => tab = room.TabOf(role);

    private async Task<IRenderedComponent<CasePage>> OpenAsync(CaseId id, StaffRole role)
    {
        if (tab is not null) await tab.DisposeAsync();
        var page = Sit(role).Render<CasePage>(p => p.Add(c => c.Id, id.Value));
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".road")), Patience);
        return page;
    }

    private async Task LaterAsync(int days)
    {
        room.Office.Store.Clock.Advance(TimeSpan.FromDays(days));
        // Sessions end when nobody is seen for so long; the same people come back.
        await using var vault = room.Office.Store.Vault();
        foreach (var session in vault.Sessions) (session.StartedAt, session.LastSeenAt) = (room.Office.Store.Clock.GetUtcNow(), room.Office.Store.Clock.GetUtcNow());
        await vault.SaveChangesAsync();
    }

    private async Task<(CasePhase Phase, CaseOutcome? Outcome)> StandsAsync(CaseId id)
    {
        var reading = await room.ReadAsync(id);
        return (reading.Case.Phase, reading.Case.File.Outcome);
    }

    private async Task<CaseOutcomeOfAct> MoveAsync(StaffRole role, CaseId id, CaseMove move, params (string Label, string? Text)[] lines) =>
        await room.Office.Get<MoveCase>().MoveAsync(room[role], id, await room.VersionAsync(id), move, CaseNote.Of(lines));

    private static IEnumerable<CaseTextFault> Unfit(CaseOutcomeOfAct answer) => Assert.IsType<CaseOutcomeOfAct.Unfit>(answer).Faults;
}
