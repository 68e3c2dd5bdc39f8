using System.Net;
using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using WorkforceTrack.App.Partners;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Partners;

[Trait("needs", "server")]
public sealed class PartnerApiTests(PartnerHouse house) : IClassFixture<PartnerHouse>
{
    private readonly FakeTimeProvider clock = house.Clock;
    private readonly RunningProgram program = house.Program;
    private readonly PartnerScene scene = house.Scene;

    [Fact, Proves("P2"), Proves("O4")]
    public async Task A_partner_reads_the_fields_it_named_of_a_member_who_selected_its_service_and_the_ledger_says_so()
    {
        var offer = await scene.OfferAsync();
        var member = await SelectedAsync(offer, "Ana");
        var from = scene.End;

        var reply = await ReadAsync(offer, member, "display-name,skills,region");

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        var fields = reply.Json.GetProperty("fields");
        Assert.Equal("Ana the member", fields.GetProperty("display-name").GetString());
        Assert.Equal("Ana welds", fields.GetProperty("skills").GetString());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, fields.GetProperty("region").ValueKind);
        Assert.Equal(3, fields.EnumerateObject().Count());
        Assert.StartsWith("\"", reply.ETag);
        var entry = Assert.Single(await scene.EntriesAsync(from));
        Assert.Equal(EntryKind.Disclosure, entry.Kind);
        Assert.Equal(member.Person.Subject, entry.Subject);
        Assert.Equal(offer.Credential.Id, entry.Actor);
        Assert.Equal(PartnerScene.WorkFields, entry.Fields);
        Assert.Equal(LegalBasis.SelectedService, entry.Basis);
        Assert.NotNull(entry.RecipientName);
    }

    [Theory, Proves("P2")]
    [InlineData("user-id", "field-not-declared")]
    [InlineData("display-name,birth-date", "field-not-declared")]
    [InlineData("display-name,birth-date", "field-outside-agreement")]
    [InlineData("email", "flow-not-declared")]
    public async Task One_field_more_than_agreed_is_refused_whole_and_the_refusal_is_recorded(string asked, string reason)
    {
        var offer = await scene.OfferAsync();
        var member = await SelectedAsync(offer);
        var from = scene.End;

        var reply = await ReadAsync(offer, member, asked);

        Assert.Equal(HttpStatusCode.Forbidden, reply.Status);
        Assert.Contains(reason, reply.Reasons);
        Assert.Equal(EntryKind.Refusal, Assert.Single(await scene.EntriesAsync(from)).Kind);
    }

    [Fact, Proves("P2")]
    public async Task A_member_who_selected_another_service_of_the_partner_is_refused_for_this_one()
    {
        var offer = await scene.OfferAsync();
        var other = await scene.OfferAsync(new Deal { Purpose = Purpose.Training, Fields = FieldSet.Of(PersonalField.DisplayName) }, with: offer.Partner);
        var member = await SelectedAsync(offer);

        await RefusedAsync(other, member, "display-name", RefusalReason.NoLiveSelection);
    }

    [Fact, Proves("P3")]
    public async Task An_agreement_that_ended_gives_nothing()
    {
        var offer = await scene.OfferAsync(new Deal { Ends = TimeSpan.FromDays(2) });
        var member = await SelectedAsync(offer);
        clock.Advance(TimeSpan.FromDays(2));

        await RefusedAsync(offer, member, "display-name", RefusalReason.AgreementExpired);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await ClientAsync(offer)).GetAsync("partner/v1/members")).Status);
    }

    [Fact, Proves("P3")]
    public async Task An_agreement_that_has_not_begun_gives_nothing_and_cannot_be_selected()
    {
        var offer = await scene.OfferAsync(new Deal { Begins = TimeSpan.FromDays(1) });
        var now = await scene.OfferAsync(new Deal { Purpose = Purpose.Training, Fields = FieldSet.Of(PersonalField.DisplayName) }, with: offer.Partner);
        var member = await SelectedAsync(now);

        Assert.IsType<App.Consents.ConsentAnswer.Refused>(await scene.SelectAsync(member, offer));
        await RefusedAsync(offer, member, "display-name", RefusalReason.AgreementNotYetInForce);
    }

    [Fact, Proves("P4")]
    public async Task A_suspended_partner_gets_nothing_from_that_moment_and_goes_on_when_resumed()
    {
        var offer = await scene.OfferAsync();
        var member = await SelectedAsync(offer);
        var partner = await ClientAsync(offer);
        var subject = (await scene.SubjectAsync(member, offer.Partner)).Value;
        Assert.Equal(HttpStatusCode.OK, (await partner.ReadAsync(subject, "skills")).Status);

        await scene.Get<SuspendPartner>().SuspendAsync(scene.Officer, offer.Partner);
        Assert.Equal(["partner-suspended"], (await partner.ReadAsync(subject, "skills")).Reasons);
        Assert.Equal(["partner-suspended"], (await partner.GetAsync("partner/v1/members")).Reasons);

        await scene.Get<SuspendPartner>().ResumeAsync(scene.Officer, offer.Partner);
        Assert.Equal(HttpStatusCode.OK, (await partner.ReadAsync(subject, "skills")).Status);
    }

    [Fact, Proves("O2")]
    public async Task What_the_policy_does_not_describe_is_refused_until_a_version_describes_it()
    {
        var described = await scene.OfferAsync();
        var member = await SelectedAsync(described);
        var offer = await scene.OfferAsync(new Deal { Purpose = Purpose.Training, Fields = FieldSet.Of(PersonalField.DisplayName), Described = false }, with: described.Partner);

        Assert.IsType<App.Consents.ConsentAnswer.Refused>(await scene.SelectAsync(member, offer));
        await RefusedAsync(offer, member, "display-name", RefusalReason.FlowNotDeclared);

        Assert.IsType<DeskAnswer.Done>(await scene.Get<DescribePartner>().PublishAsync(scene.Officer, offer.Partner));
        Assert.IsType<App.Consents.ConsentAnswer.Given>(await scene.SelectAsync(member, offer));
        Assert.Equal(HttpStatusCode.OK, (await ReadAsync(offer, member, "display-name")).Status);
    }

    [Fact, Proves("P2")]
    public async Task Two_partners_know_a_member_under_different_names_and_neither_can_use_the_others()
    {
        var one = await scene.OfferAsync();
        var two = await scene.OfferAsync();
        var member = await SelectedAsync(one);
        await scene.SelectAsync(member, two);
        var nameAtOne = await scene.SubjectAsync(member, one.Partner);
        var nameAtTwo = await scene.SubjectAsync(member, two.Partner);
        Assert.NotEqual(nameAtOne, nameAtTwo);
        var from = scene.End;

        var foreign = await (await ClientAsync(one)).ReadAsync(nameAtTwo.Value, "skills");
        var unknown = await (await ClientAsync(one)).ReadAsync(Guid.NewGuid(), "skills");

        Assert.Equal(HttpStatusCode.NotFound, foreign.Status);
        Assert.Equal(unknown, foreign);
        var entries = await scene.EntriesAsync(from);
        Assert.All(entries, e => Assert.Equal((EntryKind.Refusal, null), (e.Kind, e.Subject)));
        Assert.Equal(2, entries.Length);
        var versions = new[] { one, two }.Select(async o => (await (await ClientAsync(o)).GetAsync("partner/v1/members")).Json.GetProperty("members")[0].GetProperty("version").GetString());
        Assert.Equal(2, (await Task.WhenAll(versions)).Distinct().Count());
    }

    [Fact, Proves("C3"), Proves("P2")]
    public async Task A_member_who_withdraws_is_refused_from_the_next_call_on()
    {
        var offer = await scene.OfferAsync();
        var member = await SelectedAsync(offer);
        var tag = (await ReadAsync(offer, member, "skills")).ETag;

        await scene.DropAsync(member, offer);

        await RefusedAsync(offer, member, "skills", RefusalReason.NoLiveSelection, tag);
        Assert.Empty((await (await ClientAsync(offer)).GetAsync("partner/v1/members")).Json.GetProperty("members").EnumerateArray());
    }

    [Fact, Proves("D1")]
    public async Task The_daily_limit_stops_reading_until_midnight()
    {
        var offer = await scene.OfferAsync(new Deal { DailyLimit = 2 });
        var member = await SelectedAsync(offer);
        var partner = await ClientAsync(offer);
        var subject = (await scene.SubjectAsync(member, offer.Partner)).Value;
        for (var i = 0; i < 2; i++) Assert.Equal(HttpStatusCode.OK, (await partner.ReadAsync(subject, "skills")).Status);

        var reply = await partner.ReadAsync(subject, "skills");
        Assert.Equal(HttpStatusCode.TooManyRequests, reply.Status);
        Assert.Equal(["daily-limit-reached"], reply.Reasons);
        Assert.Equal(clock.GetUtcNow().UtcDateTime.Date.AddDays(1) - clock.GetUtcNow().UtcDateTime, reply.RetryAfter);

        clock.Advance(reply.RetryAfter!.Value);
        Assert.Equal(HttpStatusCode.OK, (await ReadAsync(offer, member, "skills")).Status);
    }

    [Fact, Proves("P2")]
    public async Task What_the_partner_holds_is_not_revealed_again_and_leaves_no_entry_and_does_not_count()
    {
        var offer = await scene.OfferAsync(new Deal { DailyLimit = 2 });
        var member = await SelectedAsync(offer);
        var tag = (await ReadAsync(offer, member, "skills")).ETag!;
        var from = scene.End;

        foreach (var held in new[] { tag, "W/" + tag, $"\"other\", {tag}", "*" })
        {
            var reply = await ReadAsync(offer, member, "skills", held);
            Assert.Equal((HttpStatusCode.NotModified, tag, ""), (reply.Status, reply.ETag, reply.Body));
        }

        Assert.Equal(from, scene.End);
        // Other fields, or changed data, are another record.
        Assert.NotEqual(tag, (await ReadAsync(offer, member, "display-name", tag)).ETag);
        Assert.IsType<App.Members.Correction.Done>(await scene.Get<App.Members.CorrectOwnData>().CorrectAsync(member, PersonalField.Skills, "Bea also solders"));
        Assert.Equal(HttpStatusCode.TooManyRequests, (await ReadAsync(offer, member, "skills", tag)).Status);
    }

    [Fact, Proves("P2"), Proves("C3")]
    public async Task An_address_is_given_only_with_a_consent_of_its_own_and_only_when_it_was_checked()
    {
        var offer = await scene.OfferAsync(new Deal { Fields = PartnerScene.WorkFields.With(PersonalField.Email).With(PersonalField.PostalAddress) });
        var member = await SelectedAsync(offer);
        await RefusedAsync(offer, member, "skills,email", RefusalReason.NoAddressConsent);

        await scene.AllowContactAsync(member, offer, PersonalField.PostalAddress);
        Assert.Equal(HttpStatusCode.OK, (await ReadAsync(offer, member, "postal-address")).Status);
        await RefusedAsync(offer, member, "email", RefusalReason.FieldOutsideConsent);

        await scene.AllowContactAsync(member, offer, PersonalField.Email, PersonalField.PostalAddress);
        await RefusedAsync(offer, member, "email,skills", RefusalReason.AddressUnchecked);

        await using (var vault = await scene.Get<IDbContextFactory<VaultDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken))
            await vault.People.Where(p => p.Id == member.Person.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.AddressChecked, true), TestContext.Current.CancellationToken);
        var from = scene.End;
        var reply = await ReadAsync(offer, member, "email,skills");
        Assert.EndsWith("@mail.example", reply.Json.GetProperty("fields").GetProperty("email").GetString());
        Assert.Equal([LegalBasis.SelectedService, LegalBasis.Consent], (await scene.EntriesAsync(from)).Select(e => e.Basis!.Value));
    }

    [Fact, Proves("D1")]
    public async Task The_list_holds_each_selected_member_once_and_no_field()
    {
        var offer = await scene.OfferAsync();
        for (var i = 0; i < 7; i++) await SelectedAsync(offer, $"M{i}");
        await scene.DropAsync(await SelectedAsync(offer), offer);
        var partner = await ClientAsync(offer);
        var from = scene.End;

        var subjects = new List<string>();
        for (var next = "partner/v1/members?limit=3"; next is not null;)
        {
            var page = (await partner.GetAsync(next)).Json;
            subjects.AddRange(page.GetProperty("members").EnumerateArray().Select(m => m.GetProperty("subject").GetString()!));
            Assert.All(page.GetProperty("members").EnumerateArray(), m => Assert.Equal(["subject", "version"], m.EnumerateObject().Select(p => p.Name)));
            next = page.GetProperty("next").GetString();
        }

        Assert.Equal(7, subjects.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(7, subjects.Count);
        Assert.Equal(from, scene.End);
    }

    private async Task<Caller.Member> SelectedAsync(Offer offer, string name = "Bea")
    {
        var member = await scene.MemberAsync(name);
        Assert.IsType<App.Consents.ConsentAnswer.Given>(await scene.SelectAsync(member, offer));
        return member;
    }

    private Task<PartnerClient> ClientAsync(Offer offer) => PartnerClient.SignInAsync(program.NewClient(), offer.Credential);

    private async Task<Reply> ReadAsync(Offer offer, Caller.Member member, string fields, string? ifNoneMatch = null) =>
        await (await ClientAsync(offer)).ReadAsync((await scene.SubjectAsync(member, offer.Partner)).Value, fields, ifNoneMatch);

    private async Task RefusedAsync(Offer offer, Caller.Member member, string fields, RefusalReason reason, string? ifNoneMatch = null)
    {
        var from = scene.End;
        var reply = await ReadAsync(offer, member, fields, ifNoneMatch);
        Assert.Equal(HttpStatusCode.Forbidden, reply.Status);
        Assert.Contains(Names.Of(reason), reply.Reasons);
        Assert.Contains(await scene.EntriesAsync(from), e => e.Kind == EntryKind.Refusal && e.Refusals.Contains(reason) && e.Subject == member.Person.Subject);
    }
}
