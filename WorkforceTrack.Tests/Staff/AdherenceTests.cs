using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Disclosures;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Staff;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Staff;
using WorkforceTrack.Tests.Policy;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Staff;

public sealed class AdherenceTests
{
    [Fact, Proves("AC1")]
    public async Task Without_a_signature_every_act_of_the_console_is_refused()
    {
        await using var office = await Office.OpenAsync();
        var officer = await office.HireAsync(StaffRole.PrivacyOfficer, signed: false);
        var other = await office.HireAsync(StaffRole.Support);

        Assert.All(await AllActsAsync(office, officer, other), reason => Assert.Equal(RefusalReason.AdherenceNotSigned, reason));
        Assert.Equal(StandingAnswer.NotEntitled, await office.Get<ChangeStanding>().ToAsync(officer, other.Id, new StaffStanding(StaffRole.Counsel, IsActive: true)));
    }

    [Fact, Proves("AC1")]
    public async Task A_new_material_version_locks_everyone_out_until_they_sign_it()
    {
        await using var office = await Office.OpenAsync();
        var officer = await office.HireAsync(StaffRole.PrivacyOfficer);
        var other = await office.HireAsync(StaffRole.Support);
        Assert.All(await AllActsAsync(office, officer, other), Assert.Null);

        await PublishAsync(office, new PolicyNumber(2, 0), isMaterial: true);

        Assert.All(await AllActsAsync(office, officer, other), reason => Assert.Equal(RefusalReason.AdherenceNotSigned, reason));
        Assert.Equal(Signing.PolicyChanged, await office.Get<SignAdherence>().SignAsync(officer, new PolicyNumber(1, 0)));
        Assert.Equal(Signing.Signed, await office.Get<SignAdherence>().SignAsync(officer, new PolicyNumber(2, 0)));
        Assert.All(await AllActsAsync(office, officer, other), Assert.Null);
    }

    [Fact]
    public async Task A_new_version_without_a_change_in_substance_locks_nobody_out()
    {
        await using var office = await Office.OpenAsync();
        var officer = await office.HireAsync(StaffRole.PrivacyOfficer);

        await PublishAsync(office, new PolicyNumber(1, 1), isMaterial: false);

        Assert.Null(await office.Get<ConsoleDoor>().WhyNotAsync(officer));
    }

    [Fact, Proves("AC1")]
    public async Task A_signature_is_an_entry_that_binds_the_words_signed()
    {
        await using var office = await Office.OpenAsync();
        var counsel = await office.HireAsync(StaffRole.Counsel);

        var entry = await office.LastEntryAsync();

        await using var store = office.Store.Main();
        var signature = await store.Signatures.SingleAsync(s => s.Staff == counsel.Id, TestContext.Current.CancellationToken);
        Assert.Equal((EntryKind.Adherence, ActorRole.Counsel, counsel.Id.Value), (entry.Kind, entry.Role, entry.Actor));
        Assert.Equal((signature.Id, new PolicyNumber(1, 0)), (entry.Evidence, entry.Policy));
        Assert.Equal(AdherenceAgreement.DigestFor(new PolicyNumber(1, 0)), entry.Detail);
        Assert.NotEqual(AdherenceAgreement.DigestFor(new PolicyNumber(2, 0)), entry.Detail);
    }

    [Fact]
    public async Task Nobody_but_staff_signs_or_enters()
    {
        await using var office = await Office.OpenAsync();
        var visitor = new Caller.Visitor();

        Assert.Equal(Signing.NotStaff, await office.Get<SignAdherence>().SignAsync(visitor, new PolicyNumber(1, 0)));
        Assert.Equal(RefusalReason.NotStaff, await office.Get<ConsoleDoor>().WhyNotAsync(visitor));
    }

    [Fact]
    public async Task Each_part_opens_to_its_roles_alone()
    {
        await using var office = await Office.OpenAsync();
        foreach (var role in Names.All<StaffRole>())
        {
            var person = await office.HireAsync(role);
            var reviews = role is StaffRole.PrivacyOfficer or StaffRole.Counsel or StaffRole.Management;
            var keeps = role is StaffRole.PrivacyOfficer or StaffRole.Management;
            Assert.Equal(reviews ? null : RefusalReason.RoleNotEntitled, (await office.Get<ReviewDisclosures>().ReadAsync(person, new EntryFilter(), default) as DisclosureReview.Refused)?.Reason);
            Assert.Equal(keeps ? null : RefusalReason.RoleNotEntitled, (await office.Get<ReviewStaff>().ReadAsync(person) as StaffReview.Refused)?.Reason);
            Assert.Equal(role == StaffRole.PrivacyOfficer ? null : RefusalReason.RoleNotEntitled, await office.Get<VerifyLedger>().StartAsync(person));
        }
    }

    private static async Task<List<RefusalReason?>> AllActsAsync(Office office, Caller.OfStaff officer, Caller.OfStaff other)
    {
        var look = await office.Get<OpenRecord>().OpenAsync(officer, new LookRequest(Purpose.AnswerRequest, new("nobody-here"), new("Asked by phone"), FieldSet.Of(PersonalField.Email)));
        return
        [
            (await office.Get<ReviewDisclosures>().ReadAsync(officer, new EntryFilter(), default) as DisclosureReview.Refused)?.Reason,
            (await office.Get<ReviewDisclosures>().OpenAsync(officer, (await office.LastEntryAsync()).Id) as DisclosureReview.Refused)?.Reason,
            (await office.Get<ReviewStaff>().ReadAsync(officer) as StaffReview.Refused)?.Reason,
            (await office.Get<LetIn>().AsAsync(officer, StaffRole.Support, "", "", "") as LetInAnswer.Refused)?.Reason,
            (await office.Get<SeeWhatWaits>().SeeAsync(officer) as Waiting.Refused)?.Reason,
            await office.Get<VerifyLedger>().StartAsync(officer),
            look is StaffLook.Refused { Reasons: [RefusalReason.NoSuchSubject] } ? null : ((StaffLook.Refused)look).Reasons.Single(),
        ];
    }

    private static Task PublishAsync(Office office, PolicyNumber number, bool isMaterial) =>
        office.Get<PolicyShelf>().PublishAsync(ExamplePartner.Version with { Number = number, IsMaterial = isMaterial });
}
