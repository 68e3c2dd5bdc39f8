using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Disclosures;
using WorkforceTrack.App.Engagements;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Engagements;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Tests.Promises;
using WorkforceTrack.Tests.Staff;

namespace WorkforceTrack.Tests.Engagements;

/// <summary>What an auditor gets, and what the ledger and the member learn of it (D5, O4).</summary>
public sealed class ReadAsEngagedTests
{
    private static readonly FieldSet Region = FieldSet.Of(PersonalField.Region);

    [Fact, Proves("D5"), Proves("O4")]
    public async Task What_opens_is_what_the_recorded_permit_names_and_the_member_reads_who_why_and_what()
    {
        await using var room = await AuditRoom.OpenAsync();
        var id = await room.SignAsync();
        var auditor = await room.CallerAsync(id);

        var opened = Assert.IsType<EngagedRead.Opened>(await room.ReadAsync(auditor, id, room.Alice, Region));

        Assert.Equal(Office.ValuesOf("alice")[PersonalField.Region], Assert.Single(opened.Values).Value);
        var entry = await room.Office.LastEntryAsync();
        var subject = await room.SubjectAsync(id, room.Alice);
        Assert.Equal((EntryKind.Disclosure, ActorRole.Engaged, room.Alice.Subject, auditor.Person.Engaged), (entry.Kind, entry.Role, entry.Subject, entry.Actor));
        Assert.Equal((RecipientKind.Engaged, id.Value, Purpose.Audit, LegalBasis.Engagement, Region), (entry.RecipientKind, entry.Recipient, entry.Purpose, entry.Basis, entry.Fields));
        Assert.Equal(subject.Evidence, entry.Evidence);
        // What the auditor's papers may call the member is not in the ledger.
        Assert.DoesNotContain(await room.Office.LedgerAsync(), e => e.Evidence == subject.Ref || e.Recipient == subject.Ref || e.Actor == subject.Ref);

        var line = (await OwnAsync(room, room.Alice)).First(l => l.Newest.Entry.Kind == EntryKind.Disclosure);
        Assert.Equal($"{AuditRoom.Organisation} read your data", OwnLines.Title(line));
        Assert.Equal((AuditRoom.Organisation, AuditRoom.Contact, true), (line.Newest.Partner!.Name, line.Newest.Partner.Contact, line.Newest.Partner.IsAsRecorded));
        Assert.Equal(AuditRoom.Why, line.Newest.Reason!.Text!.Value.Open());
    }

    [Fact, Proves("D5"), Proves("O4")]
    public async Task A_member_reads_of_the_scope_from_the_moment_when_it_is_confirmed_and_not_before()
    {
        await using var room = await AuditRoom.OpenAsync();
        var id = await room.DraftAsync();
        Assert.DoesNotContain(await OwnAsync(room, room.Alice), l => l.Newest.Entry.Kind == EntryKind.Engagement);

        await room.ConfirmAsync(id);

        var line = Assert.Single(await OwnAsync(room, room.Alice), l => l.Newest.Entry.Kind == EntryKind.Engagement);
        Assert.Equal($"{AuditRoom.Organisation} may read some of your data, for a time", OwnLines.Title(line));
        Assert.Equal(AuditRoom.Scope, line.Newest.Entry.Fields);
    }

    [Fact, Proves("D5")]
    public async Task What_lies_outside_the_engagement_is_refused_recorded_and_opens_nothing()
    {
        await using var room = await AuditRoom.OpenAsync();
        var id = await room.SignAsync(members: ["alice"]);
        var auditor = await room.CallerAsync(id);
        var other = await room.SignAsync(userId: "second", members: ["bo"]);

        Assert.Equal([RefusalReason.FieldOutsideEngagement], await RefusedAsync(room, auditor, await room.RefAsync(id, room.Alice), Region.With(PersonalField.FullName)));
        Assert.Equal([RefusalReason.FieldNotDeclared, RefusalReason.FieldOutsideEngagement], await RefusedAsync(room, auditor, await room.RefAsync(id, room.Alice), FieldSet.Of(PersonalField.Phone)));
        Assert.Equal([RefusalReason.NoStatedReason], await RefusedAsync(room, auditor, await room.RefAsync(id, room.Alice), Region, reason: " "));
        Assert.Equal([RefusalReason.NothingAsked], await RefusedAsync(room, auditor, await room.RefAsync(id, room.Alice), FieldSet.Empty));
        // The name that another engagement knows leads nowhere here, and says nothing.
        var foreign = await RefusedAsync(room, auditor, await room.RefAsync(other, room.Bo), Region);
        Assert.Equal(await RefusedAsync(room, auditor, Guid.NewGuid(), Region), foreign);
        Assert.Contains(RefusalReason.NoSuchSubject, foreign);
    }

    [Fact, Proves("D5")]
    public async Task A_member_who_is_named_in_a_draft_only_is_not_within_the_scope_of_what_was_confirmed()
    {
        await using var room = await AuditRoom.OpenAsync();
        var id = await room.SignAsync(members: ["alice"]);
        var auditor = await room.CallerAsync(id);
        // As if somebody had written the join into the vault by hand.
        await using (var vault = room.Office.Store.Vault())
        {
            vault.EngagementSubjects.Add(new EngagementSubjectRow { Ref = Guid.NewGuid(), Evidence = Guid.NewGuid(), Engagement = id, Person = room.Bo.Id });
            await vault.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal([RefusalReason.SubjectOutsideEngagement], await RefusedAsync(room, auditor, await room.RefAsync(id, room.Bo), Region));
        Assert.Equal([await room.RefAsync(id, room.Alice)], (await room.Get<SeeOwnEngagement>().SeeAsync(auditor))!.Members);
    }

    [Fact, Proves("D5")]
    public async Task Before_and_after_the_term_the_gate_refuses_even_a_caller_who_was_let_in()
    {
        await using var room = await AuditRoom.OpenAsync();
        var id = await room.SignAsync(room.Terms with { From = room.Now.AddDays(1) });
        var auditor = await room.CallerAsync(id);
        var alice = await room.RefAsync(id, room.Alice);

        Assert.Equal([RefusalReason.EngagementNotYetInForce], await RefusedAsync(room, auditor, alice, Region));
        room.Office.Store.Clock.Advance(TimeSpan.FromDays(1));
        Assert.IsType<EngagedRead.Opened>(await room.ReadAsync(auditor, id, room.Alice, Region));
        room.Office.Store.Clock.Advance(TimeSpan.FromDays(19) - TimeSpan.FromMilliseconds(1));
        Assert.IsType<EngagedRead.Opened>(await room.ReadAsync(auditor, id, room.Alice, Region));
        room.Office.Store.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal([RefusalReason.EngagementEnded], await RefusedAsync(room, auditor, alice, Region));
    }

    [Fact, Proves("D5")]
    public async Task Who_was_shut_out_and_whose_engagement_was_ended_gets_nothing_from_that_moment()
    {
        await using var room = await AuditRoom.OpenAsync();
        var id = await room.SignAsync();
        var auditor = await room.CallerAsync(id);
        Assert.IsType<EngagementAnswer.Done>(await room.Get<InvitePerson>().ShutOutAsync(room.Priya, id, auditor.Person.Engaged!.Value));
        Assert.Equal([RefusalReason.NoEngagement], await RefusedAsync(room, auditor, await room.RefAsync(id, room.Alice), Region));

        var second = await room.SignAsync(userId: "second");
        var other = await room.CallerAsync(second);
        await room.Get<EndEngagement>().NowAsync(room.Mina, second);
        Assert.Equal([RefusalReason.EngagementEnded], await RefusedAsync(room, other, await room.RefAsync(second, room.Alice), Region));
    }

    [Fact, Proves("D5"), Proves("SE1")]
    public async Task An_engagement_asks_for_no_more_in_an_hour_than_the_limit_and_what_was_refused_counts()
    {
        await using var room = await AuditRoom.OpenAsync("--Security:EngagedReadsPerHour=3");
        var id = await room.SignAsync();
        var auditor = await room.CallerAsync(id);
        Assert.IsType<EngagedRead.Opened>(await room.ReadAsync(auditor, id, room.Alice, Region));
        room.Office.Store.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.IsType<EngagedRead.Refused>(await room.ReadAsync(auditor, id, room.Alice, FieldSet.Of(PersonalField.Phone)));
        Assert.IsType<EngagedRead.Opened>(await room.ReadAsync(auditor, id, room.Bo, Region));

        var stopped = Assert.IsType<EngagedRead.TooMany>(await room.ReadAsync(auditor, id, room.Alice, Region));
        Assert.IsType<EngagedRead.TooMany>(await room.ReadAsync(auditor, id, room.Alice, Region));
        Assert.Equal(room.Now.AddMinutes(50), stopped.Again);
        Assert.Single(await room.Office.LedgerAsync(), e => e.Refusals.Contains(RefusalReason.LookLimitReached));
        room.Office.Store.Clock.Advance(TimeSpan.FromMinutes(50));
        Assert.IsType<EngagedRead.Opened>(await room.ReadAsync(auditor, id, room.Alice, Region));
    }

    [Fact, Proves("D5")]
    public async Task Nobody_but_a_person_of_the_engagement_reads_as_one()
    {
        await using var room = await AuditRoom.OpenAsync();
        var id = await room.SignAsync();
        foreach (var caller in new Caller[] { room.Priya, room.Mina, new Caller.Visitor() })
        {
            Assert.Equal([RefusalReason.NoEngagement], Assert.IsType<EngagedRead.Refused>(await room.ReadAsync(caller, id, room.Alice, Region)).Reasons);
            Assert.Null(await room.Get<SeeOwnEngagement>().SeeAsync(caller));
            Assert.Null(await room.Get<SeeOwnEngagement>().TakeDocumentAsync(caller));
        }
    }

    [Fact, Proves("D5"), Proves("O4")]
    public async Task The_review_names_the_engaged_organisation_and_no_member()
    {
        await using var room = await AuditRoom.OpenAsync();
        var id = await room.SignAsync();
        await room.ReadAsync(await room.CallerAsync(id), id, room.Alice, Region);

        var page = Assert.IsType<DisclosureReview.Page>(await room.Get<ReviewDisclosures>().ReadAsync(room.Priya, new EntryFilter(EntryKind.Disclosure), default));

        Assert.Equal(AuditRoom.Organisation, Assert.Single(page.Entries).PartnerName);
    }

    private static async Task<IReadOnlyList<OwnLine>> OwnAsync(AuditRoom room, PersonRow member)
    {
        var caller = new Caller.Member(member, new SessionRow { Id = Guid.NewGuid(), Person = member.Id, StartedAt = room.Now, LastSeenAt = room.Now, SealedDevice = [], Access = Guid.NewGuid() });
        return Assert.IsType<OwnLedger.Opened>(await room.Get<ReadOwnLedger>().ReadAsync(caller, LedgerPlace.Newest)).Page.Lines;
    }

    private static async Task<IEnumerable<RefusalReason>> RefusedAsync(AuditRoom room, Caller.OfEngagement who, Guid member, FieldSet fields, string reason = AuditRoom.Why)
    {
        var refused = Assert.IsType<EngagedRead.Refused>(await room.Get<ReadAsEngaged>().OpenAsync(who, new EngagedRequest(member, new(reason), fields)));
        var entry = await room.Office.LastEntryAsync();
        Assert.Equal((EntryKind.Refusal, who.Engagement.Id.Value, who.Person.Engaged), (entry.Kind, entry.Recipient, entry.Actor));
        Assert.Equal(refused.Reasons, entry.Refusals);
        return refused.Reasons;
    }
}
