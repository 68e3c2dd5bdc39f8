using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Engagements;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Engagements;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Engagements;

/// <summary>Entering and confirming an engagement, as two people of the staff do it (D5).</summary>
public sealed class EnterEngagementTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact, Proves("D5")]
    public async Task What_was_changed_after_it_was_shown_is_not_confirmed()
    {
        await using var room = await AuditRoom.OpenAsync();
        var id = await room.DraftAsync(members: ["alice"]);
        var shown = (await room.RowAsync(id)).Version;
        await room.Get<NameMember>().AddAsync(room.Priya, id, new("bo"));

        Assert.Equal([EngagementFault.ChangedMeanwhile], Faults(await room.Get<ConfirmEngagement>().AsAsync(room.Mina, id, shown)));
        Assert.IsType<EngagementAnswer.Done>(await room.ConfirmAsync(id));
    }

    [Fact, Proves("D5")]
    public async Task The_confirmation_binds_document_term_and_everyone_within_the_scope()
    {
        await using var room = await AuditRoom.OpenAsync();
        var id = await room.DraftAsync();
        await room.ConfirmAsync(id);
        var evidence = new[] { (await room.SubjectAsync(id, room.Alice)).Evidence, (await room.SubjectAsync(id, room.Bo)).Evidence };

        var entries = (await room.Office.LedgerAsync()).Where(e => e.Kind == EntryKind.Engagement && e.Recipient == id.Value).ToList();

        Assert.Contains(entries, e => e.Detail == Digest.Of(AuditRoom.Paper) && e.Actor == room.Priya.Id.Value);
        var signed = (await room.RowAsync(id)).ToStored().AsSigned(room.Now)!;
        Assert.Single(entries, e => e.Detail == EngagementMarks.Confirmed(signed, evidence) && e.Actor == room.Mina.Id.Value);
        Assert.Equal(evidence.Order(), entries.Where(e => e.Subject is not null).Select(e => e.Evidence!.Value).Order());
        Assert.DoesNotContain(entries, e => e.RecipientName is null);
    }

    [Fact, Proves("D1"), Proves("D5")]
    public async Task A_member_is_named_by_the_exact_user_id_or_a_checked_address_and_a_miss_is_recorded()
    {
        await using var room = await AuditRoom.OpenAsync();
        await room.Office.JoinAsync("eli", addressChecked: false);
        var id = await room.BeginAsync();
        var name = room.Get<NameMember>();

        Assert.IsType<EngagementAnswer.Done>(await name.AddAsync(room.Priya, id, new("alice@members.example")));
        foreach (var typed in new[] { "alice", "ali", "eli@members.example", "nobody" }) Assert.IsType<EngagementAnswer.NobodyNew>(await name.AddAsync(room.Priya, id, new(typed)));

        Assert.Equal(4, (await room.Office.LedgerAsync()).Count(e => e.Refusals is [RefusalReason.NoSuchSubject] && e.Recipient == room.Priya.Id.Value));
        Assert.Equal(await room.RefAsync(id, room.Alice), await name.LookUpAsync(room.Mina, id, new("alice")));
        Assert.Null(await name.LookUpAsync(room.Mina, id, new("bo")));
        Assert.Null(await name.LookUpAsync(new App.SignIn.Caller.Visitor(), id, new("alice")));
    }

    [Fact, Proves("D5")]
    public async Task One_member_has_other_names_in_each_engagement()
    {
        await using var room = await AuditRoom.OpenAsync();
        var (first, second) = (await room.SubjectAsync(await room.DraftAsync(), room.Alice), await room.SubjectAsync(await room.DraftAsync(userId: "second"), room.Alice));

        Assert.Equal(6, new[] { first.Ref, first.Evidence, second.Ref, second.Evidence, room.Alice.Member!.Value.Value, room.Alice.Subject!.Value.Value }.Distinct().Count());
    }

    [Fact, Proves("O2"), Proves("D5")]
    public async Task What_the_policy_does_not_describe_cannot_be_entered_until_the_privacy_officer_publishes_it()
    {
        await using var room = await AuditRoom.OpenAsync();
        var before = room.Get<PolicyInForce>().Version!;
        var flows = before.Flows.RemoveAll(f => f.Basis == LegalBasis.Engagement);
        await room.Get<PolicyShelf>().PublishAsync(before with { Number = new PolicyNumber(1, 9), IsMaterial = false, Flows = flows, Fields = FieldDeclarations.For(flows) });

        Assert.Equal([EngagementFault.UseNotDescribed], Faults(await room.Get<DraftEngagement>().BeginAsync(room.Priya, AuditRoom.Organisation, AuditRoom.Contact, room.Terms)));
        Assert.Equal(RefusalReason.RoleNotEntitled, await room.Get<App.LegalProcess.DescribeLawfulUse>().PublishAsync(room.Mina));
        Assert.Null(await room.Get<App.LegalProcess.DescribeLawfulUse>().PublishAsync(room.Priya));
        Assert.True(LawfulFlows.AreDeclaredIn(room.Get<PolicyInForce>().Version!));
        // Material: the console is closed until it is signed anew.
        Assert.IsType<EngagementAnswer.NotAllowed>(await room.Get<DraftEngagement>().BeginAsync(room.Priya, AuditRoom.Organisation, AuditRoom.Contact, room.Terms));
        await room.Get<App.Staff.SignAdherence>().SignAsync(room.Priya, room.Get<PolicyInForce>().Version!.Number);
        await room.BeginAsync();
    }

    [Fact, Proves("D5")]
    public async Task A_discarded_draft_leaves_nobody_behind_and_frees_the_user_id()
    {
        await using var room = await AuditRoom.OpenAsync();
        var id = await room.DraftAsync();
        Assert.IsType<EngagementAnswer.Done>(await room.Get<DraftEngagement>().DiscardAsync(room.Mina, id));

        await using var store = room.Office.Store.Main();
        await using var vault = room.Office.Store.Vault();
        Assert.Equal((0, 0, 0, 0), (await store.Engagements.CountAsync(Stop), await store.EngagementScope.CountAsync(Stop), await store.EngagedPeople.CountAsync(Stop), await store.EngagementDocuments.CountAsync(Stop)));
        Assert.False(await vault.People.AnyAsync(p => p.Kind == PersonKind.Engaged, Stop));
        Assert.False(await vault.EngagementSubjects.AnyAsync(Stop));
        await room.DraftAsync();
    }

    [Fact, Proves("D5"), Proves("SE1")]
    public async Task No_name_address_or_document_lies_in_a_file_or_the_log_in_the_clear()
    {
        await using var room = await AuditRoom.OpenAsync();
        var id = await room.SignAsync(userId: "marjolein");
        await room.ReadAsync(await room.CallerAsync(id), id, room.Alice, AuditRoom.Scope);
        await room.Get<EndEngagement>().NowAsync(room.Mina, id);
        await room.SettleAsync(id);

        string[] marks = ["marjolein", "tidewater", "signed by both sides", "was destroyed", "compare the region"];
        foreach (var file in TestFolder.FilesUnder(room.Office.Store.Folder.Data))
        {
            await using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[open.Length];
            await open.ReadExactlyAsync(bytes, Stop);
            var text = System.Text.Encoding.Latin1.GetString(bytes);
            Assert.All(marks, mark => Assert.False(text.Contains(mark, StringComparison.OrdinalIgnoreCase), $"{Path.GetFileName(file)} tells {marks.ToList().IndexOf(mark)}"));
        }

        Assert.All(marks, mark => Assert.DoesNotContain(room.Office.Store.Log.All, line => line.Contains(mark, StringComparison.OrdinalIgnoreCase)));
    }

    private static IEnumerable<EngagementFault> Faults(EngagementAnswer answer) => Assert.IsType<EngagementAnswer.NotNow>(answer).Faults;
}
