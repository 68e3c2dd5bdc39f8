using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Consents;
using WorkforceTrack.App.Members;
using WorkforceTrack.App.Erasure;
using WorkforceTrack.App.Partners;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Erasure;
using WorkforceTrack.Domain.Partners;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Partners;

public sealed class PassOnTests : IAsyncLifetime
{
    private static readonly FieldSet Skills = FieldSet.Of(PersonalField.Skills);

    private TestStore store = null!;
    private PartnerScene scene = null!;

    public async ValueTask InitializeAsync()
    {
        store = await TestStore.OpenAsync();
        scene = await PartnerScene.SetAsync(store.Services);
    }

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Fact, Proves("A2")]
    public async Task A_correction_waits_for_the_partner_that_read_the_field_and_for_no_other()
    {
        var (reader, stranger) = (await scene.OfferAsync(), await scene.OfferAsync());
        var member = await SelectedAsync(reader, stranger);
        await ReadAsync(reader, member, Skills);
        await ReadAsync(stranger, member, FieldSet.Of(PersonalField.DisplayName));

        await CorrectAsync(member, PersonalField.Skills, "Ana also solders");

        var change = Assert.Single(await WaitingAsync(reader));
        Assert.Equal((ChangeKind.Corrected, Skills, new DateOnly(2026, 3, 2)), (change.Kind, change.Fields, change.ToldOn));
        Assert.Equal(await scene.SubjectAsync(member, reader.Partner), change.Subject);
        Assert.Empty(await WaitingAsync(stranger));
    }

    [Fact, Proves("A2")]
    public async Task A_value_that_is_removed_is_a_correction_too_and_one_that_is_refused_is_none()
    {
        var offer = await scene.OfferAsync();
        var member = await SelectedAsync(offer);
        await ReadAsync(offer, member, Skills);

        Assert.IsType<Correction.Rejected>(await scene.Get<CorrectOwnData>().CorrectAsync(member, PersonalField.Skills, " "));
        Assert.Empty(await WaitingAsync(offer));
        Assert.IsType<Correction.Done>(await scene.Get<CorrectOwnData>().RemoveAsync(member, PersonalField.Skills));
        Assert.Equal(Skills, Assert.Single(await WaitingAsync(offer)).Fields);
    }

    [Fact, Proves("A2"), Proves("D1")]
    public async Task Corrections_that_wait_are_drawn_together_under_a_new_id_that_alone_can_be_acknowledged()
    {
        var offer = await scene.OfferAsync();
        var member = await SelectedAsync(offer);
        await ReadAsync(offer, member, PartnerScene.WorkFields);
        await CorrectAsync(member, PersonalField.Skills, "Ana also solders");
        var first = Assert.Single(await WaitingAsync(offer));
        store.Clock.Advance(TimeSpan.FromDays(3));

        await CorrectAsync(member, PersonalField.Region, "Southern Isles");
        var second = Assert.Single(await WaitingAsync(offer));
        // It waits as long as its oldest part, and the same field once more is news too.
        Assert.Equal((FieldSet.Of(PersonalField.Skills, PersonalField.Region), first.ToldOn), (second.Fields, second.ToldOn));
        await CorrectAsync(member, PersonalField.Skills, "Ana also glazes");
        var third = Assert.Single(await WaitingAsync(offer));

        Assert.Equal(3, new[] { first.Id, second.Id, third.Id }.Distinct().Count());
        Assert.False(await AcknowledgeAsync(offer, first.Id));
        Assert.False(await AcknowledgeAsync(offer, second.Id));
        Assert.True(await AcknowledgeAsync(offer, third.Id));
        Assert.Empty(await WaitingAsync(offer));
    }

    [Fact, Proves("A2"), Proves("C3")]
    public async Task A_service_that_is_dropped_tells_the_partner_to_erase_what_it_read_and_nothing_is_told_of_what_changes_after()
    {
        var offer = await scene.OfferAsync();
        var member = await SelectedAsync(offer);
        await ReadAsync(offer, member, FieldSet.Of(PersonalField.Skills, PersonalField.DisplayName));
        await CorrectAsync(member, PersonalField.Skills, "Ana also solders");

        await scene.DropAsync(member, offer);
        await CorrectAsync(member, PersonalField.DisplayName, "Ana B.");

        var change = Assert.Single(await WaitingAsync(offer));
        Assert.Equal((ChangeKind.Withdrawn, FieldSet.Of(PersonalField.Skills, PersonalField.DisplayName)), (change.Kind, change.Fields));
    }

    [Fact, Proves("A2"), Proves("P2")]
    public async Task A_field_that_another_service_of_the_partner_still_covers_is_not_to_be_erased()
    {
        var work = await scene.OfferAsync();
        var training = await scene.OfferAsync(new Deal { Purpose = Purpose.Training, Fields = Skills.With(PersonalField.DisplayName) }, with: work.Partner);
        var member = await SelectedAsync(work, training);
        await ReadAsync(work, member, PartnerScene.WorkFields);

        await scene.DropAsync(member, work);

        Assert.Equal(FieldSet.Of(PersonalField.Region), Assert.Single(await WaitingAsync(work)).Fields);
        await CorrectAsync(member, PersonalField.Skills, "Ana also solders");
        Assert.Equal([ChangeKind.Corrected, ChangeKind.Withdrawn], (await WaitingAsync(work)).Select(c => c.Kind).Order());
    }

    [Fact, Proves("A2"), Proves("C3")]
    public async Task An_approval_that_a_narrower_one_replaces_or_that_is_taken_back_costs_what_is_not_covered_any_more()
    {
        var addresses = FieldSet.Of(PersonalField.Email, PersonalField.PostalAddress);
        var offer = await scene.OfferAsync(new Deal { Fields = PartnerScene.WorkFields.Union(addresses) });
        var member = await SelectedAsync(offer, addressChecked: true);
        await scene.AllowContactAsync(member, offer, [.. addresses]);
        await ReadAsync(offer, member, addresses);

        var narrower = Assert.IsType<ConsentAnswer.Given>(await scene.AllowContactAsync(member, offer, PersonalField.PostalAddress));
        Assert.Equal(FieldSet.Of(PersonalField.Email), Assert.Single(await WaitingAsync(offer)).Fields);

        await scene.Get<WithdrawConsent>().WithdrawAsync(member, narrower.Id);
        Assert.Equal(addresses, Assert.Single(await WaitingAsync(offer)).Fields);
        Assert.Equal(ChangeKind.Withdrawn, Assert.Single(await WaitingAsync(offer)).Kind);
    }

    [Fact, Proves("A2")]
    public async Task An_acknowledgement_is_an_entry_that_names_the_partner_and_nobody_else_and_counts_once()
    {
        var (offer, other) = (await scene.OfferAsync(), await scene.OfferAsync());
        var member = await SelectedAsync(offer);
        await ReadAsync(offer, member, Skills);
        await CorrectAsync(member, PersonalField.Skills, "Ana also solders");
        var change = Assert.Single(await WaitingAsync(offer));
        var from = scene.End;

        Assert.False(await AcknowledgeAsync(other, change.Id));
        Assert.Equal(from, scene.End);
        Assert.True(await AcknowledgeAsync(offer, change.Id));
        Assert.True(await AcknowledgeAsync(offer, change.Id));

        var entry = Assert.Single(await scene.EntriesAsync(from));
        Assert.Equal((EntryKind.Notice, ActorRole.Partner, offer.Credential.Id, offer.Partner.Value, change.Id), (entry.Kind, entry.Role, entry.Actor, entry.Recipient, entry.Evidence));
        Assert.Null(entry.Subject);
    }

    [Fact, Proves("A2")]
    public async Task An_erasure_takes_the_place_of_what_waits_and_leaves_nothing_of_the_person_once_it_is_acknowledged()
    {
        var (one, two) = (await scene.OfferAsync(), await scene.OfferAsync());
        var member = await SelectedAsync(one, two);
        await ReadAsync(one, member, Skills);
        await CorrectAsync(member, PersonalField.Skills, "Ana also solders");
        var receipt = Randomness.Id();

        // As a crash in the midst of it would: the second time changes nothing.
        for (var times = 0; times < 2; times++) await EraseAsync(member, receipt);

        var told = await ToldAsync(receipt);
        Assert.Equal([null, null], told.Select(t => t.AcknowledgedOn));
        Assert.All(told, t => Assert.Equal(new DateOnly(2026, 3, 2), t.ToldOn));
        Assert.Empty(await ToldAsync(Randomness.Id()));
        await using (var main = store.Main())
        {
            var rows = await main.PartnerChanges.AsNoTracking().ToListAsync(TestContext.Current.CancellationToken);
            Assert.Equal([ChangeKind.Erased, ChangeKind.Erased], rows.Select(r => r.Kind));
            // Nothing in them is alike: who has the table joins no two partners' copies.
            Assert.NotEqual(rows[0].Subject, rows[1].Subject);
            Assert.NotEqual(rows[0].ReceiptMark, rows[1].ReceiptMark);
            Assert.DoesNotContain(rows, r => r.ReceiptMark!.AsSpan().SequenceEqual(receipt.ToByteArray()));
        }

        store.Clock.Advance(TimeSpan.FromDays(1));
        Assert.True(await AcknowledgeAsync(one, Assert.Single(await WaitingAsync(one)).Id));
        Assert.Equal([null, new DateOnly(2026, 3, 3)], (await ToldAsync(receipt)).Select(t => t.AcknowledgedOn).Order());
        await EraseAsync(member, receipt);
        var left = Assert.Single(await RowsAsync(), r => r.Partner == one.Partner);
        Assert.Null(left.Subject);
        Assert.Empty(await WaitingAsync(one));
    }

    [Fact, Proves("A2")]
    public async Task What_was_acknowledged_goes_after_its_time_and_what_was_not_waits()
    {
        var (quick, slow) = (await scene.OfferAsync(), await scene.OfferAsync());
        var member = await SelectedAsync(quick, slow);
        foreach (var offer in new[] { quick, slow }) await ReadAsync(offer, member, Skills);
        await CorrectAsync(member, PersonalField.Skills, "Ana also solders");
        await AcknowledgeAsync(quick, Assert.Single(await WaitingAsync(quick)).Id);

        store.Clock.Advance(TimeSpan.FromDays(29));
        Assert.Equal(0, await SweepAsync());
        Assert.Equal(2, (await scene.Get<ReadTold>().ReadAsync(member)).Length);
        store.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await SweepAsync());
        Assert.Equal(slow.Partner, Assert.Single(await RowsAsync()).Partner);

        // Of an erasure the receipt tells longer; it names nobody.
        await EraseAsync(member, Randomness.Id());
        foreach (var offer in new[] { quick, slow }) await AcknowledgeAsync(offer, Assert.Single(await WaitingAsync(offer)).Id);
        store.Clock.Advance(TimeSpan.FromDays(1825));
        Assert.Equal(0, await SweepAsync());
        store.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(2, await SweepAsync());
    }

    [Fact, Proves("A2")]
    public async Task The_member_reads_who_was_told_and_who_confirmed_and_the_staff_only_how_much_waits()
    {
        var (quick, slow) = (await scene.OfferAsync(), await scene.OfferAsync());
        var member = await SelectedAsync(quick, slow);
        foreach (var offer in new[] { quick, slow }) await ReadAsync(offer, member, Skills);
        await CorrectAsync(member, PersonalField.Skills, "Ana also solders");
        store.Clock.Advance(TimeSpan.FromDays(2));
        await AcknowledgeAsync(quick, Assert.Single(await WaitingAsync(quick)).Id);

        var told = (await scene.Get<ReadTold>().ReadAsync(member)).Select(ToldWords.StateOf).Order(StringComparer.Ordinal);
        Assert.Equal(["Told on 2 March 2026. Confirmed on 4 March 2026.", "Told since 2 March 2026. Not confirmed yet."], told);
        Assert.Empty(await scene.Get<ReadTold>().ReadAsync(await scene.MemberAsync("Bo")));
        var desk = (await scene.Get<ReadPartners>().ReadAsync(scene.Officer))!.Value;
        var today = new DateOnly(2026, 3, 4);
        Assert.Equal("All acknowledged", ToldWords.Of(desk.Single(p => p.Id == quick.Partner).Waiting, today));
        Assert.Equal("1 change not yet acknowledged, the oldest for 2 days", ToldWords.Of(desk.Single(p => p.Id == slow.Partner).Waiting, today));
    }

    /// <summary>Row ids would number the changes in the order of the ledger's entries, which name the subject.</summary>
    [Fact, Proves("D1"), Proves("P2")]
    public async Task The_table_keeps_no_order_of_arrival_and_no_id_of_a_person()
    {
        var sql = (string)(await Sql.ReadAsync(store.Folder.MainFile, "SELECT sql FROM sqlite_schema WHERE name = 'PartnerChanges'"))[0][0]!;
        Assert.EndsWith("WITHOUT ROWID", sql, StringComparison.Ordinal);
        var columns = (await Sql.ReadAsync(store.Folder.MainFile, "SELECT name FROM pragma_table_info('PartnerChanges') ORDER BY name")).Select(r => (string)r[0]!);
        Assert.Equal(["AcknowledgedOn", "Fields", "Id", "Kind", "Partner", "ReceiptMark", "Subject", "ToldOn"], columns);
    }

    private async Task<Caller.Member> SelectedAsync(params Offer[] offers) => await SelectedAsync(offers, addressChecked: false);

    private Task<Caller.Member> SelectedAsync(Offer offer, bool addressChecked) => SelectedAsync([offer], addressChecked);

    private async Task<Caller.Member> SelectedAsync(Offer[] offers, bool addressChecked)
    {
        var member = await scene.MemberAsync("Ana", addressChecked);
        foreach (var offer in offers) Assert.IsType<ConsentAnswer.Given>(await scene.SelectAsync(member, offer));
        return member;
    }

    private async Task<PartnerCaller> CallerAsync(Offer offer) => (await scene.Get<PartnerCallers>().ReadAsync(offer.Credential.ClientId))!;

    private async Task ReadAsync(Offer offer, Caller.Member member, FieldSet fields) =>
        Assert.IsType<MemberAnswer.Opened>(await scene.Get<ReadMember>().ReadAsync(await CallerAsync(offer), await scene.SubjectAsync(member, offer.Partner), fields, _ => false));

    private async Task CorrectAsync(Caller.Member member, PersonalField field, string value) =>
        Assert.IsType<Correction.Done>(await scene.Get<CorrectOwnData>().CorrectAsync(member, field, value));

    private async Task<IReadOnlyList<PartnerChangeRow>> WaitingAsync(Offer offer) => (await scene.Get<ListChanges>().ListAsync(await CallerAsync(offer), 200, after: null)).Changes;

    private async Task<bool> AcknowledgeAsync(Offer offer, Guid change) => await scene.Get<AcknowledgeChange>().AcknowledgeAsync(await CallerAsync(offer), change);

    private async Task EraseAsync(Caller.Member member, Guid receipt)
    {
        await using var vault = store.Vault();
        var subjects = await vault.PartnerSubjects.AsNoTracking().Where(s => s.Person == member.Person.Id).ToListAsync();
        await store.Writer.WriteAsync(async work =>
        {
            await scene.Get<PassOn>().ErasedAsync(work, subjects, receipt);
            return 0;
        });
    }

    private async Task<IReadOnlyList<ToldPartner>> ToldAsync(Guid receipt)
    {
        await using var main = store.Main();
        return await scene.Get<PassOn>().ToldAsync(main, receipt);
    }

    private async Task<List<PartnerChangeRow>> RowsAsync()
    {
        await using var main = store.Main();
        return await main.PartnerChanges.AsNoTracking().ToListAsync();
    }

    private async Task<int> SweepAsync()
    {
        var swept = await scene.Get<SweepRecords>().SweepAsync(TestContext.Current.CancellationToken);
        return swept[RecordKind.PartnerChanges] + swept[RecordKind.ToldErasures];
    }
}
