using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Correspondence;
using WorkforceTrack.App.Engagements;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Engagements;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Staff;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Engagements;

/// <summary>After the end: exactly what the ledger says, asked for until the certificate is there, and kept no longer than said (D5).</summary>
public sealed class ReturnOrDestroyTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact, Proves("D5")]
    public async Task The_task_lists_exactly_the_fields_of_each_member_that_the_ledger_says_were_given()
    {
        await using var room = await AuditRoom.OpenAsync();
        var id = await room.SignAsync();
        var auditor = await room.CallerAsync(id);
        await room.ReadAsync(auditor, id, room.Alice, FieldSet.Of(PersonalField.Region));
        await room.ReadAsync(auditor, id, room.Alice, FieldSet.Of(PersonalField.DisplayName, PersonalField.Region));
        await room.ReadAsync(auditor, id, room.Bo, FieldSet.Of(PersonalField.Phone));
        var other = await room.SignAsync(userId: "second");
        await room.ReadAsync(await room.CallerAsync(other), other, room.Bo, FieldSet.Of(PersonalField.Employer));

        var given = (await room.Get<ReadEngagements>().OneAsync(room.Priya, id))!.Given;

        var line = Assert.Single(given.Members);
        Assert.Equal((await room.RefAsync(id, room.Alice), FieldSet.Of(PersonalField.DisplayName, PersonalField.Region), 2), (line.Ref!.Value, line.Given.Fields, line.Given.Times));
        // Held against every disclosure that the ledger has, however it is read.
        var all = (await room.Office.LedgerAsync()).Where(e => e.Kind == EntryKind.Disclosure && e.Recipient == id.Value).SelectMany(e => e.Fields.Select(f => (e.Evidence, f))).ToHashSet();
        Assert.Equal(all, given.Members.SelectMany(m => m.Given.Fields.Select(f => ((Guid?)m.Given.Evidence, f))).ToHashSet());
    }

    [Fact, Proves("D5")]
    public async Task The_certificate_is_kept_sealed_its_hash_and_the_list_s_stand_in_the_ledger_and_it_is_settled()
    {
        await using var room = await AuditRoom.OpenAsync();
        var id = await room.SignAsync();
        await room.ReadAsync(await room.CallerAsync(id), id, room.Alice, FieldSet.Of(PersonalField.Region));
        var before = (await room.GivenAsync(id)).Digest;
        await room.Get<EndEngagement>().NowAsync(room.Mina, id);

        Assert.Equal([EngagementFault.NoCertificate], Faults(await room.Get<RecordCertificate>().AsAsync(room.Priya, id, before, file: null)));
        Assert.Equal([EngagementFault.ChangedMeanwhile], Faults(await room.Get<RecordCertificate>().AsAsync(room.Priya, id, GivenList.From(id, []).Digest, AuditRoom.Proof)));
        Assert.Equal([EngagementFault.DocumentEmpty], Faults(await room.Get<RecordCertificate>().AsAsync(room.Priya, id, before, [])));
        Assert.IsType<EngagementAnswer.Done>(await room.Get<RecordCertificate>().AsAsync(room.Priya, id, before, AuditRoom.Proof));

        Assert.Equal([(EntryKind.Engagement, Digest.Of(AuditRoom.Proof)), (EntryKind.Engagement, before)], (await room.Office.LedgerAsync()).TakeLast(2).Select(e => (e.Kind, e.Detail!.Value)));
        Assert.Equal(AuditRoom.Proof, await room.Get<ReadEngagements>().TakeDocumentAsync(room.Priya, id, DocumentKind.Certificate));
        await using var store = room.Office.Store.Main();
        Assert.All(await store.EngagementDocuments.ToListAsync(Stop), d => Assert.Equal(-1, d.Sealed.AsSpan().IndexOf("destroyed"u8)));
        Assert.Equal(EngagementPhase.Settled, (await room.RowAsync(id)).ToStored().PhaseAt(room.Now));
    }

    [Fact, Proves("D5")]
    public async Task Where_nothing_was_given_there_is_nothing_to_certify()
    {
        await using var room = await AuditRoom.OpenAsync();
        var id = await room.SignAsync();
        await room.Get<EndEngagement>().NowAsync(room.Mina, id);

        Assert.IsType<EngagementAnswer.Done>(await room.Get<RecordCertificate>().AsAsync(room.Priya, id, (await room.GivenAsync(id)).Digest, file: null));
    }

    [Fact, Proves("D5")]
    public async Task The_certificate_is_asked_for_at_the_end_and_after_each_pause_until_it_is_there()
    {
        await using var room = await AuditRoom.OpenAsync();
        var id = await room.SignAsync();
        await room.ReadAsync(await room.CallerAsync(id), id, room.Alice, FieldSet.Of(PersonalField.Region));
        var chase = room.Get<ChaseCertificates>();
        Assert.Equal(0, await chase.RemindAsync());
        room.Office.Store.Clock.Advance(TimeSpan.FromDays(20));
        Assert.Equal((1, 0), (await chase.RemindAsync(), await chase.RemindAsync()));
        room.Office.Store.Clock.Advance(TimeSpan.FromDays(13));
        Assert.Equal(0, await chase.RemindAsync());
        room.Office.Store.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal((1, 0), (await chase.RemindAsync(), await chase.RemindAsync()));
        // Long out of order, one goes out and not all that were missed.
        room.Office.Store.Clock.Advance(TimeSpan.FromDays(200));
        Assert.Equal((1, 0), (await chase.RemindAsync(), await chase.RemindAsync()));

        await room.SettleAsync(id);
        room.Office.Store.Clock.Advance(TimeSpan.FromDays(14));
        Assert.Equal(0, await chase.RemindAsync());
    }

    [Fact, Proves("D5")]
    public async Task The_reminder_reaches_the_contact_though_the_log_in_is_over_and_nothing_else_does()
    {
        await using var room = await AuditRoom.OpenAsync();
        var id = await room.SignAsync();
        await room.Get<DeliverMail>().DeliverDueAsync(Stop);
        room.Office.Store.Clock.Advance(TimeSpan.FromDays(20));
        await room.Get<ChaseCertificates>().RemindAsync();
        await room.Get<DeliverMail>().DeliverDueAsync(Stop);

        var letters = Directory.GetFiles(room.Office.Store.Folder.MailFolder, "*.eml").Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(2, letters.Length);
        var mail = await MimeKit.MimeMessage.LoadAsync(letters[1], Stop);
        Assert.Equal(("auditor@tidewater.example", "Return or destroy what you received"), (Assert.Single(mail.To.Mailboxes).Address, mail.Subject));
    }

    [Fact, Proves("D5")]
    public async Task However_often_the_program_is_started_again_a_reminder_is_queued_once()
    {
        using var folder = new TestFolder().WithKey();
        EngagementId id;
        DateTimeOffset end;
        await using (var room = await AuditRoom.OpenAsync(new Staging { Folder = folder }))
        {
            id = await room.SignAsync();
            end = room.Terms.Until;
        }

        var sent = 0;
        for (var start = 0; start < 6; start++)
        {
            // Each start is some days later; two at the same moment see the same store.
            await using var store = await TestStore.OpenAsync(new Staging { Folder = folder, Clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(end.AddDays(start * 5)) });
            var chase = store.Get<ChaseCertificates>();
            sent += (await Task.WhenAll(chase.RemindAsync(), chase.RemindAsync(), chase.RemindAsync())).Sum();
            await using var main = store.Main();
            Assert.Equal(sent, await main.Mail.CountAsync(m => m.Template == MailTemplate.CertificateReminder, Stop));
        }

        // At the end, after 15 days, and not yet after 28.
        Assert.Equal(2, sent);
    }

    [Fact, Proves("D5")]
    public async Task What_is_owed_shows_to_its_keepers_and_is_overdue_after_the_days_that_are_set()
    {
        await using var room = await AuditRoom.OpenAsync("--Legal:CertificateDays=10");
        var id = await room.SignAsync();
        var draft = await room.DraftAsync(userId: "second");
        Assert.Equal([draft], await WaitingAsync(room.Mina));
        Assert.Empty(await WaitingAsync(room.Priya));
        room.Office.Store.Clock.Advance(TimeSpan.FromDays(20));
        var owed = Assert.Single(await room.Get<ReadEngagements>().WaitingAsync(room.Priya));
        Assert.Equal((id, room.Now.AddDays(10), false), (owed.Id, owed.DueAt!.Value, owed.IsOverdue));
        room.Office.Store.Clock.Advance(TimeSpan.FromDays(10));
        Assert.True(Assert.Single(await room.Get<ReadEngagements>().WaitingAsync(room.Priya)).IsOverdue);

        async Task<IEnumerable<EngagementId>> WaitingAsync(App.SignIn.Caller.OfStaff who) => (await room.Get<ReadEngagements>().WaitingAsync(who)).Select(e => e.Id);
    }

    [Fact, Proves("D5")]
    public async Task Documents_and_accounts_go_with_their_retention_and_what_members_read_stays()
    {
        await using var room = await AuditRoom.OpenAsync("--Retention:EngagementDocuments=100.00:00:00");
        var id = await room.SignAsync();
        await room.ReadAsync(await room.CallerAsync(id), id, room.Alice, FieldSet.Of(PersonalField.Region));
        await room.Get<EndEngagement>().NowAsync(room.Mina, id);
        await room.SettleAsync(id);
        var chase = room.Get<ChaseCertificates>();
        room.Office.Store.Clock.Advance(TimeSpan.FromDays(100) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(0, await chase.RemoveAsync());
        room.Office.Store.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal((1, 0), (await chase.RemoveAsync(), await chase.RemoveAsync()));

        await using var store = room.Office.Store.Main();
        await using var vault = room.Office.Store.Vault();
        Assert.Empty(await store.EngagementDocuments.ToListAsync(Stop));
        Assert.False(await vault.People.AnyAsync(p => p.Engaged != null, Stop));
        Assert.Null(room.Get<KeyRing>().FindProgramKey(EngagementSeal.NameOfDocumentKey(id)));
        var shown = (await room.Get<ReadEngagements>().OneAsync(await room.Office.HireAsync(StaffRole.Management), id))!;
        Assert.Equal(AuditRoom.Organisation, shown.Organisation.Name);
        Assert.Null(Assert.Single(shown.People).Named);
        Assert.Null(Assert.Single(shown.Given.Members).Ref);
    }

    private static IEnumerable<EngagementFault> Faults(EngagementAnswer answer) => Assert.IsType<EngagementAnswer.NotNow>(answer).Faults;
}
