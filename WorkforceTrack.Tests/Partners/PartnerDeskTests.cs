using Microsoft.EntityFrameworkCore;
using OpenIddict.EntityFrameworkCore.Models;
using WorkforceTrack.App.Partners;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Partners;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Staff;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Partners;

public sealed class PartnerDeskTests : IAsyncLifetime
{
    private TestStore store = null!;
    private PartnerScene scene = null!;

    public async ValueTask InitializeAsync()
    {
        store = await TestStore.OpenAsync();
        scene = await PartnerScene.SetAsync(store.Services);
    }

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Fact, Proves("AC1")]
    public async Task Only_the_privacy_officer_and_management_who_signed_change_anything()
    {
        var add = scene.Get<AddPartner>();
        Assert.IsType<DeskAnswer.Done>(await add.AddAsync(await scene.StaffAsync(StaffRole.Management), "Managed", "office@partner.example"));
        (Caller, RefusalReason)[] others =
        [
            (await scene.StaffAsync(StaffRole.Support), RefusalReason.RoleNotEntitled),
            (await scene.StaffAsync(StaffRole.Management, signed: false), RefusalReason.AdherenceNotSigned),
            (await scene.MemberAsync("Ana"), RefusalReason.NotStaff),
            (new Caller.Visitor(), RefusalReason.NotStaff),
        ];
        var end = scene.End;

        foreach (var (caller, reason) in others)
        {
            Assert.Equal(reason, Assert.IsType<DeskAnswer.NotAllowed>(await add.AddAsync(caller, "Theirs", "x")).Reason);
            Assert.Equal(end, scene.End);
        }

        Assert.NotNull(await scene.Get<ReadPartners>().ReadAsync(await scene.StaffAsync(StaffRole.Support)));
        Assert.Null(await scene.Get<ReadPartners>().ReadAsync(await scene.MemberAsync("Bo")));
    }

    [Fact, Proves("O2")]
    public async Task Only_the_privacy_officer_has_the_policy_describe_a_partner()
    {
        var offer = await scene.OfferAsync(new Deal { Described = false });
        var describe = scene.Get<DescribePartner>();
        var before = scene.Get<PolicyInForce>().Version!;
        Assert.False(Assert.Single((await scene.Get<ReadPartners>().ReadAsync(scene.Officer))!.Value).IsDescribed);
        Assert.IsType<DeskAnswer.NotAllowed>(await describe.PublishAsync(await scene.StaffAsync(StaffRole.Management), offer.Partner));

        Assert.IsType<DeskAnswer.Done>(await describe.PublishAsync(scene.Officer, offer.Partner));
        var after = scene.Get<PolicyInForce>().Version!;
        Assert.Equal((new PolicyNumber(before.Number.Major, before.Number.Minor + 1), false), (after.Number, after.IsMaterial));
        Assert.Equal(before.Flows.Length + 1, after.Flows.Length);
        Assert.Equal(before.Number, scene.Get<PolicyInForce>().LatestMaterial);
        Assert.True(Assert.Single((await scene.Get<ReadPartners>().ReadAsync(scene.Officer))!.Value).IsDescribed);

        // What is described already is not published again.
        Assert.IsType<DeskAnswer.Done>(await describe.PublishAsync(scene.Officer, offer.Partner));
        Assert.Equal(after.Number, scene.Get<PolicyInForce>().Version!.Number);
    }

    [Fact, Proves("O2")]
    public async Task Versions_published_at_one_moment_follow_one_another_and_lose_nothing()
    {
        var offers = new List<Offer>();
        for (var n = 0; n < 6; n++) offers.Add(await scene.OfferAsync(new Deal { Described = false }));
        var before = scene.Get<PolicyInForce>().Version!;

        var answers = await Task.WhenAll(offers.Select(offer => Task.Run(() => scene.Get<DescribePartner>().PublishAsync(scene.Officer, offer.Partner))));

        Assert.All(answers, answer => Assert.IsType<DeskAnswer.Done>(answer));
        var after = scene.Get<PolicyInForce>().Version!;
        Assert.Equal(new PolicyNumber(before.Number.Major, before.Number.Minor + offers.Count), after.Number);
        Assert.All(offers, offer => Assert.Contains(after.Flows, flow => flow.RecipientId == offer.Partner.Value));
    }

    [Fact, Proves("P5"), Proves("P2")]
    public async Task Terms_that_no_agreement_may_have_are_refused_with_every_fault()
    {
        var partner = await scene.PartnerAsync("Works");
        var now = store.Clock.GetUtcNow();
        var good = new AgreementTerms(Purpose.JobMatching, PartnerScene.WorkFields, now, now.AddYears(1), 10);
        foreach (var (terms, fault) in new[]
        {
            (good with { Purpose = Purpose.News }, TermsFault.PurposeNotForPartners),
            (good with { Purpose = Purpose.ContactByPartner }, TermsFault.PurposeNotForPartners),
            (good with { Fields = FieldSet.Empty }, TermsFault.NoField),
            (good with { Fields = FieldSet.Of(PersonalField.Email) }, TermsFault.NoField),
            (good with { Fields = FieldSet.Of(PersonalField.UserId) }, TermsFault.FieldDoesNotServePurpose),
            (good with { Fields = FieldSet.Of(PersonalField.BirthDate) }, TermsFault.FieldDoesNotServePurpose),
            (good with { Until = good.From }, TermsFault.EndsBeforeItBegins),
            (good with { Until = good.From.AddYears(6) }, TermsFault.TermTooLong),
            (good with { DailyLimit = 0 }, TermsFault.LimitOutOfRange),
            (good with { DailyLimit = int.MaxValue }, TermsFault.LimitOutOfRange),
        })
            Assert.Contains(fault, Assert.IsType<DeskAnswer.UnfitTerms>(await scene.Get<AddAgreement>().AddAsync(scene.Officer, partner, terms)).Faults);

        Assert.IsType<DeskAnswer.Done>(await scene.Get<AddAgreement>().AddAsync(scene.Officer, partner, good));
        Assert.IsType<DeskAnswer.Unfit>(await scene.Get<AddAgreement>().AddAsync(scene.Officer, new PartnerId(Guid.NewGuid()), good));
    }

    [Theory]
    [InlineData("", DeskFault.Name)]
    [InlineData("   ", DeskFault.Name)]
    [InlineData("a\u202eb", DeskFault.Name)]
    [InlineData("two\nlines", DeskFault.Name)]
    [InlineData("Taken", DeskFault.NameTaken)]
    public async Task A_name_that_members_could_not_read_or_tell_apart_is_refused(string name, DeskFault fault)
    {
        await scene.Get<AddPartner>().AddAsync(scene.Officer, "Taken", "office@partner.example");
        Assert.Equal([fault, DeskFault.Contact], Assert.IsType<DeskAnswer.Unfit>(await scene.Get<AddPartner>().AddAsync(scene.Officer, name, new string('x', 300))).Faults);
    }

    [Fact]
    public async Task The_secret_of_a_credential_is_in_no_store()
    {
        var offer = await scene.OfferAsync();
        await using var main = store.Main();
        var client = await main.Set<OpenIddictEntityFrameworkCoreApplication<Guid>>().SingleAsync(TestContext.Current.CancellationToken);

        Assert.Equal(offer.Credential.ClientId, client.ClientId);
        Assert.DoesNotContain(offer.Credential.Secret, client.ClientSecret, StringComparison.Ordinal);
        Assert.DoesNotContain(offer.Credential.Secret, offer.Credential.ToString(), StringComparison.Ordinal);
    }

    [Fact, Proves("P4")]
    public async Task Every_act_is_an_entry_that_says_who_and_repeating_it_is_none()
    {
        var from = scene.End;
        var offer = await scene.OfferAsync(new Deal { Described = false });
        for (var i = 0; i < 2; i++)
        {
            await scene.Get<SuspendPartner>().SuspendAsync(scene.Officer, offer.Partner);
            await scene.Get<RevokeCredential>().RevokeAsync(scene.Officer, offer.Credential.Id);
        }

        await scene.Get<SuspendPartner>().ResumeAsync(scene.Officer, offer.Partner);
        var entries = await scene.EntriesAsync(from);
        Assert.Equal(
            [EntryKind.Agreement, EntryKind.Agreement, EntryKind.Agreement, EntryKind.Credential, EntryKind.Agreement, EntryKind.Credential, EntryKind.Agreement],
            entries.Select(e => e.Kind));
        Assert.All(entries, e => Assert.Equal((scene.Officer.Id.Value, offer.Partner.Value, ActorRole.PrivacyOfficer), (e.Actor, e.Recipient, e.Role)));
        Assert.Equal([SuspendPartner.SuspendedMark, RevokeCredential.Mark, SuspendPartner.ResumedMark], entries[4..].Select(e => e.Detail!.Value));
    }
}
