using System.Collections.Immutable;
using WorkforceTrack.App.Disclosures;
using WorkforceTrack.App.LegalProcess;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.LegalProcess;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.LegalProcess;

public sealed class CaseStoryTests
{
    [Fact, Proves("D6"), Proves("D7")]
    public async Task A_subpoena_goes_from_intake_to_what_was_given_and_the_member_reads_every_part_of_it()
    {
        await using var office = await CaseOffice.OpenAsync();
        await (await office.ReceiveAsync()).CheckedAsync();
        Assert.Empty(await office.Get<ReadOwnCases>().ListAsync(office.Dana));
        Assert.DoesNotContain(await LinesAsync(office), line => line.Basis == LegalBasis.LegalProcess);

        await office.GoAsync('P', new CaseMove.Notify());
        await office.DeliverAsync();
        var told = Assert.Single(await office.Get<ReadOwnCases>().ListAsync(office.Dana));
        Assert.Equal(("Harbour County Court", office.Now.AddDays(10)), (told.Agency.Open(), told.WindowEnds));
        Assert.True(told.CanObject);
        Assert.Equal(1, office.Mails);
        Assert.Contains(await LinesAsync(office), line => line.Kind == EntryKind.Notice);
        Assert.Contains(await LinesAsync(office), line => line.Kind == EntryKind.Hold);

        Assert.Equal([CaseFault.WindowOpen], Against(await office.TryAsync('P', new CaseMove.Approve())));
        await (await office.LaterAsync(10)).ApprovedAsync();
        await office.ProduceAsync();
        var given = Assert.Single(await LinesAsync(office), line => line.Kind == EntryKind.Disclosure);
        Assert.Equal((FieldSet.Of(PersonalField.FullName, PersonalField.Email), LegalBasis.LegalProcess, RecipientKind.Authority), (given.Fields, given.Basis!.Value, given.RecipientKind!.Value));
        Assert.NotNull(await office.Get<TakeProof>().TakeAsync(office.Dana, given.Id));
        Assert.Equal(office.Now, (await office.Get<ReadOwnCases>().OpenAsync(office.Dana, told.Evidence))!.ProducedAt);

        await office.GoAsync('P', new CaseMove.Close());
        Assert.Equal((CasePhase.Closed, CaseOutcome.Fully), ((await office.ReadAsync()).Case.Phase, (await office.ReadAsync()).Case.File.Outcome));
        Assert.Equal(2, (await office.AboutAsync(office.Dana)).Count(e => e.Kind == EntryKind.Hold));
    }

    [Fact, Proves("D7")]
    public async Task Under_an_order_the_member_sees_nothing_until_it_ends_and_then_everything_by_itself_and_once()
    {
        await using var office = await CaseOffice.OpenAsync();
        await (await office.ReceiveAsync()).CheckedAsync(Demand.Order(office.Now.AddDays(40)));
        await (await office.GoAsync('P', new CaseMove.Delay())).ApprovedAsync();
        await office.ProduceAsync();
        await office.GoAsync('P', new CaseMove.Close());
        var given = Assert.Single(await office.AboutAsync(office.Dana), e => e.Kind == EntryKind.Disclosure);

        await office.LaterAsync(39);
        Assert.Empty(await office.Get<ReadOwnCases>().ListAsync(office.Dana));
        Assert.DoesNotContain(await LinesAsync(office), line => line.Basis == LegalBasis.LegalProcess);
        Assert.Null(await office.Get<TakeProof>().TakeAsync(office.Dana, given.Id));
        Assert.Equal((CasePhase.Untold, 0), (await office.PhaseAsync(), office.Mails));

        for (var again = 0; again < 3; again++) await office.LaterAsync(1);
        Assert.Equal((CasePhase.Closed, 1), (await office.PhaseAsync(), office.Mails));
        Assert.Single(await LinesAsync(office), line => line.Kind == EntryKind.Notice);
        Assert.Contains(await LinesAsync(office), line => line.Id == given.Id);
        Assert.NotNull(await office.Get<TakeProof>().TakeAsync(office.Dana, given.Id));
    }

    [Fact, Proves("D7")]
    public async Task A_silence_that_is_prolonged_hides_what_the_entry_would_show_by_its_day()
    {
        await using var office = await CaseOffice.OpenAsync();
        await (await office.ReceiveAsync()).CheckedAsync(Demand.Order(office.Now.AddDays(20)));
        await (await office.GoAsync('P', new CaseMove.Delay())).ApprovedAsync();
        await office.ProduceAsync();
        await office.LaterAsync(19);
        await office.GoAsync('C', new CaseMove.CheckSecrecyAgain(office.Now.AddDays(60)));
        await office.LaterAsync(50);
        Assert.DoesNotContain(await LinesAsync(office), line => line.Basis == LegalBasis.LegalProcess);
        await office.LaterAsync(11);
        Assert.Contains(await LinesAsync(office), line => line.Kind == EntryKind.Disclosure);
    }

    [Fact, Proves("D6")]
    public async Task An_informal_request_is_refused_at_once_and_leaves_the_member_alone()
    {
        await using var office = await CaseOffice.OpenAsync();
        await (await office.ReceiveAsync()).GoAsync('S', new CaseMove.RefuseInformal());
        Assert.Equal(CasePhase.Refused, await office.PhaseAsync());
        Assert.Empty(await office.Get<ReadOwnCases>().ListAsync(office.Dana));
        Assert.Contains(CaseFault.NotInThisPhase, Against(await office.TryAsync('P', new CaseMove.Classify(CaseKind.CivilSubpoena, office.Asked(office.Dana)))));
    }

    [Fact, Proves("D6")]
    public async Task What_was_narrowed_away_is_not_given()
    {
        await using var office = await CaseOffice.OpenAsync();
        await (await office.ReceiveAsync()).ClassifiedAsync(CaseKind.CivilSubpoena, office.Dana, office.Bo);
        await office.GoAsync('P', new CaseMove.Preserve());
        await office.GoAsync('C', new CaseMove.FindOverbroad());
        var narrow = new CaseScope([new ScopedMember(office.Dana.Id, FieldSet.Of(PersonalField.FullName))], CaseOffice.Period);
        await office.GoAsync('P', new CaseMove.Narrow(narrow));
        await office.GoAsync('C', new CaseMove.FindValid(narrow));
        await office.GoAsync('C', new CaseMove.CheckSecrecy(silence: null));
        await office.GoAsync('P', new CaseMove.Notify());
        await office.DeliverAsync();
        await (await office.LaterAsync(10)).ApprovedAsync();
        var package = await Opened.PackageAsync(office, await office.ProduceAsync());
        Assert.Equal(["full-name"], package.FieldsOf(1));
        Assert.DoesNotContain("bo@members.example", package.Everything, StringComparison.Ordinal);
        await office.GoAsync('P', new CaseMove.Close());
        Assert.Equal(CaseOutcome.Partly, (await office.ReadAsync()).Case.File.Outcome);
        Assert.Empty(await office.Get<ReadOwnCases>().ListAsync(office.Bo));
    }

    [Fact, Proves("D7")]
    public async Task An_objection_freezes_the_case_until_counsel_has_decided_and_its_attachment_lies_with_it()
    {
        await using var office = await CaseOffice.OpenAsync();
        await (await office.ReceiveAsync()).NotifiedAsync();
        var part = await office.PartAsync(office.Dana);
        var attachment = CaseDocuments.Take("motion.txt", "A motion to quash."u8.ToArray());
        Assert.IsType<CaseOutcomeOfAct.NotThere>(await office.Get<ObjectToDemand>().ObjectAsync(office.Bo, part, new("Not mine"), null));
        Assert.IsType<CaseOutcomeOfAct.Unfit>(await office.Get<ObjectToDemand>().ObjectAsync(office.Dana, part, new(" "), null));
        Assert.IsType<CaseOutcomeOfAct.Done>(await office.Get<ObjectToDemand>().ObjectAsync(office.Dana, part, new("This is privileged."), attachment));
        await (await office.LookAsync()).LaterAsync(30);
        Assert.Equal(CasePhase.Frozen, await office.PhaseAsync());
        Assert.Contains(CaseFault.NotInThisPhase, Against(await office.TryAsync('P', new CaseMove.Approve())));
        var paper = Assert.Single((await office.ReadAsync('C')).Papers, p => p.Kind == CaseDocumentKind.Objection);
        Assert.Equal("A motion to quash."u8.ToArray(), (await office.Get<ReadCase>().OpenAsync(office.Staff('C'), office.Id, paper.Id))!.Bytes);

        await office.GoAsync('C', new CaseMove.DecideObjection(office.Dana.Id, isSustained: true));
        Assert.Equal(CasePhase.Refused, await office.PhaseAsync());
        Assert.Equal(2, (await office.AboutAsync(office.Dana)).Count(e => e.Kind == EntryKind.Objection));
        Assert.DoesNotContain(await office.AboutAsync(office.Dana), e => e.Kind == EntryKind.Disclosure);
    }

    [Fact, Proves("D7"), Proves("O4")]
    public async Task Whose_objection_succeeded_reads_that_nothing_was_given_while_another_reads_what_was()
    {
        await using var office = await CaseOffice.OpenAsync();
        await (await office.ReceiveAsync()).NotifiedAsync(office.Dana, office.Bo);
        var dana = await office.PartAsync(office.Dana);
        await office.Get<ObjectToDemand>().ObjectAsync(office.Dana, dana, new("This is privileged."), null);
        await (await office.LookAsync()).GoAsync('C', new CaseMove.DecideObjection(office.Dana.Id, isSustained: true));
        Assert.Equal(FieldSet.Empty, (await office.ReadAsync()).Case.File.Hold!.Scope.FieldsOf(office.Dana.Id));
        await (await office.LaterAsync(10)).ApprovedAsync();
        await office.ProduceAsync();
        var own = (await office.Get<ReadOwnCases>().OpenAsync(office.Dana, dana))!;
        Assert.Equal((null, FieldSet.Empty), (own.ProducedAt, own.Given));
        var other = (await office.Get<ReadOwnCases>().OpenAsync(office.Bo, await office.PartAsync(office.Bo)))!;
        Assert.Equal((office.Now, FieldSet.Of(PersonalField.FullName, PersonalField.Email)), (other.ProducedAt!.Value, other.Given));
    }

    [Fact, Proves("D7")]
    public async Task A_case_that_cannot_be_turned_holds_up_no_other_notice()
    {
        await using var office = await CaseOffice.OpenAsync();
        await (await office.ReceiveAsync()).CheckedAsync(Demand.Order(office.Now.AddDays(20)));
        await office.GoAsync('P', new CaseMove.Delay());
        var damaged = office.Id;
        await (await office.ReceiveAsync()).CheckedAsync(Demand.Order(office.Now.AddDays(21)), office.Bo);
        await office.GoAsync('P', new CaseMove.Delay());
        await office.Office.Store.Writer.WriteAsync(async work =>
        {
            (await work.Db.Cases.FindAsync(damaged))!.File = [1];
            return 0;
        });
        await office.LaterAsync(22);
        Assert.Single(await office.Get<ReadOwnCases>().ListAsync(office.Bo));
        Assert.Contains(office.Office.Store.Log.All, line => line.Contains(damaged.Value.ToString(), StringComparison.OrdinalIgnoreCase));
    }

    [Fact, Proves("D6")]
    public async Task What_went_without_a_package_gets_one_before_the_case_is_closed_also_when_the_silence_has_ended()
    {
        await using var office = await CaseOffice.OpenAsync();
        await (await office.ReceiveAsync()).CheckedAsync(Demand.Order(office.Now.AddDays(20)));
        await (await office.GoAsync('P', new CaseMove.Delay())).ApprovedAsync();
        await office.ProduceAsync();
        // As if the program had stopped between the record and the package.
        await office.Office.Store.Writer.WriteAsync(async work =>
        {
            (await work.Db.Cases.FindAsync(office.Id))!.HasPackage = false;
            return 0;
        });
        await office.LaterAsync(21);
        Assert.Equal([CaseFault.PackageMissing], Against(await office.TryAsync('P', new CaseMove.Close())));
        await office.ProduceAsync('E');
        Assert.Equal(2, (await office.AboutAsync(office.Dana)).Count(e => e.Kind == EntryKind.Disclosure));
        await office.GoAsync('P', new CaseMove.Close());
    }

    [Fact, Proves("D7")]
    public async Task Another_day_to_answer_gives_the_members_more_time_as_well()
    {
        await using var office = await CaseOffice.OpenAsync();
        await (await office.ReceiveAsync()).NotifiedAsync();
        await office.GoAsync('P', new CaseMove.Postpone(office.Now.AddDays(40)));
        Assert.Equal(office.Now.AddDays(40), (await office.ReadAsync()).Case.File.WindowEnds);
    }

    [Fact, Proves("D8")]
    public async Task In_an_emergency_one_may_approve_alone_and_the_second_word_the_notice_and_the_review_follow()
    {
        await using var office = await CaseOffice.OpenAsync();
        await (await office.ReceiveAsync()).ClassifiedAsync(CaseKind.EmergencyRequest);
        await office.GoAsync('S', new CaseMove.Assess(office.Asked(office.Dana)));
        await office.GoAsync('C', new CaseMove.Approve(isAlone: true));
        Assert.Equal([CaseFault.OwnStep], Against(Assert.IsType<ProductionAnswer.NotMade>(await office.Get<ProduceCase>().ProduceAsync(office.Staff('S'), office.Id, office.Version)).Answer));
        await office.ProduceAsync('E');
        Assert.Contains((await office.ReadAsync()).Agenda, task => task.Duty == CaseDuty.ApproveSecond && task.DueAt == office.Now.AddHours(24));
        Assert.Equal([CaseFault.ApprovalMissing, CaseFault.ReviewMissing, CaseFault.NoticeOwed], Against(await office.TryAsync('P', new CaseMove.Close())));
        Assert.Empty(await office.Get<ReadOwnCases>().ListAsync(office.Dana));

        await office.GoAsync('M', new CaseMove.Approve());
        await office.GoAsync('P', new CaseMove.EndDanger());
        await office.GoAsync('P', new CaseMove.ReviewAfterwards());
        await office.DeliverAsync();
        Assert.Single(await office.Get<ReadOwnCases>().ListAsync(office.Dana));
        Assert.Single(await LinesAsync(office), line => line is { Kind: EntryKind.Disclosure, Basis: LegalBasis.Emergency });
        await office.GoAsync('P', new CaseMove.Close());
        Assert.Equal(CasePhase.Closed, await office.PhaseAsync());
    }

    [Fact, Proves("D8")]
    public async Task A_claim_of_our_own_is_assessed_by_counsel_approved_by_two_told_and_examined()
    {
        await using var office = await CaseOffice.OpenAsync();
        await office.ReceiveAsync('P');
        await office.GoAsync('P', new CaseMove.Classify(CaseKind.OwnClaim, office.Asked(office.Dana)));
        await office.GoAsync('C', new CaseMove.Assess(office.Asked(office.Dana)));
        await office.ApprovedAsync();
        await office.ProduceAsync();
        Assert.Single(await office.AboutAsync(office.Dana), e => e is { Kind: EntryKind.Disclosure, Basis: LegalBasis.LegalRights, Purpose: Purpose.ProtectRights });
        await office.LaterAsync(30);
        Assert.Single(await office.Get<ReadOwnCases>().ListAsync(office.Dana));
    }

    [Fact, Proves("D7")]
    public async Task A_request_to_preserve_is_told_after_45_days_and_its_hold_ends_by_itself()
    {
        await using var office = await CaseOffice.OpenAsync();
        await (await office.ReceiveAsync()).ClassifiedAsync(CaseKind.PreservationRequest);
        await office.GoAsync('P', new CaseMove.Preserve());
        await office.LaterAsync(44);
        Assert.Empty(await office.Get<ReadOwnCases>().ListAsync(office.Dana));
        await office.LaterAsync(1);
        Assert.Single(await office.Get<ReadOwnCases>().ListAsync(office.Dana));
        await office.LaterAsync(45);
        Assert.Equal((CasePhase.Closed, CaseOutcome.Preserved), ((await office.ReadAsync()).Case.Phase, (await office.ReadAsync()).Case.File.Outcome));
    }

    [Fact, Proves("D6")]
    public async Task Two_people_who_act_on_the_same_state_do_not_both_take_the_step()
    {
        await using var office = await CaseOffice.OpenAsync();
        await office.ReceiveAsync();
        var file = (await office.ReadAsync()).Case.File;
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 2).Select(_ => office.Get<MoveCase>().MoveAsync(office.Staff('S'), office.Id, office.Version, new CaseMove.Authenticate(isGenuine: true), CaseOffice.WordsFor(new CaseMove.Authenticate(isGenuine: true), file))));
        Assert.Single(answers.OfType<CaseOutcomeOfAct.Done>());
        Assert.Single(answers.OfType<CaseOutcomeOfAct.Stale>());
    }

    [Fact, Proves("D6"), Proves("O2")]
    public async Task Under_a_policy_that_does_not_describe_it_nothing_goes_and_describing_it_opens_the_way()
    {
        await using var office = await CaseOffice.OpenAsync();
        await (await office.ReceiveAsync()).NotifiedAsync();
        await (await office.LaterAsync(10)).ApprovedAsync();
        var shelf = office.Get<App.Policy.PolicyShelf>();
        var current = office.Get<App.Policy.PolicyInForce>().Version!;
        await shelf.PublishAsync(current with { Number = new PolicyNumber(current.Number.Major, 99), Flows = [.. current.Flows.Where(f => f.Recipient != RecipientKind.Authority)], IsMaterial = false });
        var refused = Assert.IsType<ProductionAnswer.Refused>(await office.Get<ProduceCase>().ProduceAsync(office.Staff('S'), office.Id, office.Version));
        Assert.Equal([RefusalReason.FlowNotDeclared], refused.Reasons);
        Assert.Equal(CasePhase.Approved, await office.PhaseAsync());
        Assert.Contains(await office.AboutAsync(office.Dana), e => e.Kind == EntryKind.Refusal);

        Assert.Null(await office.Get<DescribeLawfulUse>().PublishAsync(office.Staff('P')));
        Assert.True(LawfulFlows.AreDeclaredIn(office.Get<App.Policy.PolicyInForce>().Version!));
        // The new version is material: who hands over signs first.
        Assert.Equal(RefusalReason.AdherenceNotSigned, Assert.IsType<CaseOutcomeOfAct.NotAllowed>(Assert.IsType<ProductionAnswer.NotMade>(
            await office.Get<ProduceCase>().ProduceAsync(office.Staff('S'), office.Id, office.Version)).Answer).Reason);
        await office.Get<App.Staff.SignAdherence>().SignAsync(office.Staff('S'), office.Get<App.Policy.PolicyInForce>().Version!.Number);
        await office.ProduceAsync();
    }

    [Fact, Proves("D6")]
    public async Task No_word_of_a_case_stands_in_a_file_or_in_the_log_in_the_clear()
    {
        await using var office = await CaseOffice.OpenAsync();
        await (await office.ReceiveAsync(agency: "Quizzical Tribunal")).NotifiedAsync();
        await (await office.LaterAsync(10)).ApprovedAsync();
        await office.ProduceAsync();
        office.Office.Store.Folder.ReleaseFiles();
        foreach (var file in Cast.TestFolder.FilesUnder(office.Office.Store.Folder.Data))
        {
            var text = System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
            foreach (var mark in new[] { "Quizzical", "Marlow", "%PDF-1.7 subpoena", "Because of", "26-118" }) Assert.DoesNotContain(mark, text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(office.Office.Store.Log.All, line => line.Contains("Quizzical", StringComparison.Ordinal) || line.Contains("dana", StringComparison.Ordinal));
    }

    private static ImmutableArray<CaseFault> Against(CaseOutcomeOfAct answer) => Assert.IsType<CaseOutcomeOfAct.Against>(answer).Faults;

    /// <summary>What dana reads on the page of the own ledger.</summary>
    private static async Task<IReadOnlyList<LedgerEntry>> LinesAsync(CaseOffice office) =>
        [.. Assert.IsType<OwnLedger.Opened>(await office.Get<ReadOwnLedger>().ReadAsync(office.Dana, LedgerPlace.Newest, 100)).Page.Lines.SelectMany(l => l.Entries).Select(e => e.Entry)];
}
