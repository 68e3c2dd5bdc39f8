using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Consents;
using WorkforceTrack.App.Partners;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.Domain.Consents;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Partners;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Consents;

public sealed class ConsentTests : IAsyncLifetime
{
    private static readonly Deal WithAddresses = new() { Fields = PartnerScene.WorkFields.With(PersonalField.Email).With(PersonalField.PostalAddress) };
    private TestStore store = null!;
    private PartnerScene scene = null!;

    public async ValueTask InitializeAsync()
    {
        store = await TestStore.OpenAsync();
        scene = await PartnerScene.SetAsync(store.Services);
    }

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Fact, Proves("C3"), Proves("P1")]
    public async Task Selecting_approves_exactly_the_fields_shown_and_never_an_address()
    {
        var offer = await scene.OfferAsync(WithAddresses);
        var member = await scene.MemberAsync("Ana");
        var from = scene.End;

        var given = Assert.IsType<ConsentAnswer.Given>(await scene.SelectAsync(member, offer));

        var consent = Assert.Single((await OwnAsync(member)).Live).Consent;
        Assert.Equal((given.Id, PartnerScene.WorkFields, Purpose.JobMatching, offer.Partner.Value), (consent.Id, consent.Fields, consent.Purpose, consent.RecipientId!.Value));
        Assert.Equal(scene.Get<PolicyInForce>().Version!.Number, consent.Policy);
        var entry = Assert.Single(await scene.EntriesAsync(from));
        Assert.Equal((EntryKind.Consent, member.Person.Subject, given.Id.Value), (entry.Kind, entry.Subject, entry.Evidence!.Value));
    }

    [Fact, Proves("C3")]
    public async Task Selecting_twice_and_dropping_twice_do_nothing_more_and_a_new_approval_is_a_new_record()
    {
        var offer = await scene.OfferAsync();
        var member = await scene.MemberAsync("Ana");
        var first = Assert.IsType<ConsentAnswer.Given>(await scene.SelectAsync(member, offer));
        Assert.Equal(first.Id, Assert.IsType<ConsentAnswer.Given>(await scene.SelectAsync(member, offer)).Id);
        await scene.DropAsync(member, offer);
        var end = scene.End;

        Assert.IsType<ConsentAnswer.Ended>(await scene.DropAsync(member, offer));
        Assert.Equal(end, scene.End);

        var again = Assert.IsType<ConsentAnswer.Given>(await scene.SelectAsync(member, offer));
        Assert.NotEqual(first.Id, again.Id);
        var own = await OwnAsync(member);
        Assert.Equal(ConsentState.Withdrawn, Assert.Single(own.Past).Consent.State);
        Assert.Equal(again.Id, Assert.Single(own.Live).Consent.Id);
    }

    [Fact, Proves("C3")]
    public async Task What_changed_since_it_was_shown_is_not_approved()
    {
        var offer = await scene.OfferAsync();
        var member = await scene.MemberAsync("Ana");
        var shown = await scene.ShownAsync(offer);
        // Another partner is described meanwhile: the member has read an older policy.
        await scene.OfferAsync();
        var end = scene.End;

        Assert.IsType<ConsentAnswer.ShownOtherwise>(await scene.Get<SelectService>().SelectAsync(member, offer.Service, shown));
        var fewer = await scene.ShownAsync(offer) with { Fields = FieldSet.Of(PersonalField.DisplayName) };
        Assert.IsType<ConsentAnswer.ShownOtherwise>(await scene.Get<SelectService>().SelectAsync(member, offer.Service, fewer));
        Assert.Equal(end, scene.End);
    }

    [Fact, Proves("P2")]
    public async Task Letters_need_a_selected_service_and_only_agreed_addresses()
    {
        var offer = await scene.OfferAsync(new Deal { Fields = PartnerScene.WorkFields.With(PersonalField.PostalAddress) });
        var member = await scene.MemberAsync("Ana");

        Assert.Equal([RefusalReason.NoLiveSelection], Reasons(await scene.AllowContactAsync(member, offer, PersonalField.PostalAddress)));
        await scene.SelectAsync(member, offer);
        Assert.Contains(RefusalReason.FieldOutsideAgreement, Reasons(await scene.AllowContactAsync(member, offer, PersonalField.Email)));
        Assert.Contains(RefusalReason.NothingAsked, Reasons(await scene.AllowContactAsync(member, offer)));
        Assert.Contains(RefusalReason.FieldOutsideAgreement, Reasons(await scene.AllowContactAsync(member, offer, PersonalField.Skills)));
        Assert.IsType<ConsentAnswer.Given>(await scene.AllowContactAsync(member, offer, PersonalField.PostalAddress));
    }

    [Fact, Proves("C3")]
    public async Task Another_set_of_addresses_is_another_consent_and_the_earlier_one_is_kept_as_ended()
    {
        var offer = await scene.OfferAsync(WithAddresses);
        var member = await scene.MemberAsync("Ana");
        await scene.SelectAsync(member, offer);
        await scene.AllowContactAsync(member, offer, PersonalField.PostalAddress);
        await scene.AllowContactAsync(member, offer, PersonalField.PostalAddress, PersonalField.Email);

        var own = await OwnAsync(member);
        Assert.Equal(ConsentState.Terminated, Assert.Single(own.Past).Consent.State);
        Assert.Equal(2, own.LiveFor(Purpose.ContactByPartner, offer.Partner)!.Value.Fields.Count);
    }

    [Fact, Proves("C3"), Proves("P2")]
    public async Task Withdrawing_the_consent_behind_a_service_drops_it_and_takes_the_leave_to_write_with_it()
    {
        var offer = await scene.OfferAsync(WithAddresses);
        var member = await scene.MemberAsync("Ana");
        var service = Assert.IsType<ConsentAnswer.Given>(await scene.SelectAsync(member, offer));
        await scene.AllowContactAsync(member, offer, PersonalField.PostalAddress);
        var from = scene.End;

        Assert.IsType<ConsentAnswer.Ended>(await scene.Get<WithdrawConsent>().WithdrawAsync(member, service.Id));

        Assert.Empty((await OwnAsync(member)).Live);
        Assert.Equal([EntryKind.Withdrawal, EntryKind.Withdrawal], (await scene.EntriesAsync(from)).Select(e => e.Kind));
        Assert.Null((await scene.Get<ReadServices>().ReadAsync(member))!.Services.Single(s => s.Id == offer.Service).SelectedAt);
    }

    [Fact, Proves("C2"), Proves("C3")]
    public async Task News_are_agreed_to_and_ended_by_the_member_alone()
    {
        var member = await scene.MemberAsync("Ana");
        var other = await scene.MemberAsync("Bo");
        var version = scene.Get<PolicyInForce>().Version!;
        var shown = new Shown(ConsentOffer.InTheHouse(version, Purpose.News)!.Fields, version.Number);
        var give = scene.Get<GiveConsent>();

        Assert.Equal([RefusalReason.NotTheSubject], Reasons(await give.InTheHouseAsync(scene.Officer, Purpose.News, shown)));
        Assert.Equal([RefusalReason.FlowNotDeclared], Reasons(await give.InTheHouseAsync(member, Purpose.KeepAccount, shown)));
        var given = Assert.IsType<ConsentAnswer.Given>(await give.InTheHouseAsync(member, Purpose.News, shown));

        Assert.Equal([RefusalReason.NoLiveConsent], Reasons(await scene.Get<WithdrawConsent>().WithdrawAsync(other, given.Id)));
        Assert.Single((await OwnAsync(member)).Live);
        Assert.IsType<ConsentAnswer.Ended>(await scene.Get<WithdrawConsent>().WithdrawAsync(member, given.Id));
        Assert.Empty((await OwnAsync(member)).Live);
    }

    [Fact, Proves("C3")]
    public async Task Nobody_but_a_member_selects()
    {
        var offer = await scene.OfferAsync();
        Assert.Equal([RefusalReason.NotTheSubject], Reasons(await scene.SelectAsync(scene.Officer, offer)));
        Assert.Equal([RefusalReason.NotTheSubject], Reasons(await scene.SelectAsync(new Caller.Visitor(), offer)));
        Assert.Null(await scene.Get<ReadServices>().ReadAsync(scene.Officer));
    }

    [Fact, Proves("C3")]
    public async Task The_receipt_says_what_was_approved_and_names_nobody()
    {
        var offer = await scene.OfferAsync();
        var member = await scene.MemberAsync("Ana");
        var given = Assert.IsType<ConsentAnswer.Given>(await scene.SelectAsync(member, offer));
        await scene.DropAsync(member, offer);

        var receipt = await scene.Get<WriteReceipt>().WriteAsync(member, given.Id, new Uri("http://localhost/"));
        var text = Encoding.UTF8.GetString(ReceiptJson.Write(receipt!));
        var json = JsonDocument.Parse(text).RootElement;
        var record = json.GetProperty("dpv:hasRecordOfActivity");

        Assert.Equal("dpv:ConsentReceipt", json.GetProperty("@type").GetString());
        Assert.Equal("https://w3id.org/dpv/schema/dpv-27560#receipt-record", json.GetProperty("dct:conformsTo").GetProperty("@id").GetString());
        Assert.Equal($"urn:uuid:{given.Id.Value:D}", record.GetProperty("@id").GetString());
        Assert.Equal("The Test Members", record.GetProperty("dpv:hasDataController").GetProperty("dpv:hasName").GetString());
        Assert.Equal(
            ["display-name", "region", "skills"],
            record.GetProperty("dpv:hasProcess").GetProperty("dpv:hasPersonalData").EnumerateArray().Select(f => f.GetProperty("dct:identifier").GetString()!));
        Assert.Equal(["dpv:ConsentGiven", "dpv:ConsentWithdrawn"], record.GetProperty("dpv:hasConsentStatus").EnumerateArray().Select(s => s.GetProperty("@type").GetString()!));
        await using var main = store.Main();
        var policy = await main.Policies.AsNoTracking().SingleAsync(p => p.Number == scene.Get<PolicyInForce>().Version!.Number, TestContext.Current.CancellationToken);
        Assert.Equal(Digest.Of(policy.Json).ToString(), record.GetProperty("dpv:hasNotice").GetProperty("spdx:checksum").GetProperty("spdx:checksumValue").GetString());
        foreach (var id in new[] { member.Id.Value, member.Person.Subject!.Value.Value, member.Person.Id, (await scene.SubjectAsync(member, offer.Partner)).Value })
            Assert.DoesNotContain(id.ToString("D"), text, StringComparison.OrdinalIgnoreCase);

        Assert.Null(await scene.Get<WriteReceipt>().WriteAsync(await scene.MemberAsync("Bo"), given.Id, new Uri("http://localhost/")));
        Assert.Null(await scene.Get<WriteReceipt>().WriteAsync(scene.Officer, given.Id, new Uri("http://localhost/")));
    }

    private async Task<OwnConsents> OwnAsync(Caller member) => (await scene.Get<ReadConsents>().ReadAsync(member))!;

    private static IEnumerable<RefusalReason> Reasons(ConsentAnswer answer) => Assert.IsType<ConsentAnswer.Refused>(answer).Reasons;
}
