using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Members;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Staff;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Disclosures;

public sealed class PlatformMailTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly Guid Mail = new("5d1c9c5e-9d1f-4a6e-8f31-0a4f5c3c7b11");

    [Fact, Proves("D2")]
    public void The_evidence_of_account_mail_is_the_mail() =>
        Assert.Equal(Mail, Assert.IsType<Decision.Permitted>(Ask(new Asker.ThePlatform(Mail))).Permit.Evidence);

    [Fact, Proves("D2")]
    public void A_signature_that_lies_about_does_not_stand_in_for_the_mail()
    {
        var signature = new AdherenceSignature(Guid.NewGuid(), new StaffId(Guid.NewGuid()), new PolicyNumber(1, 0), Now);

        var decision = Ask(new Asker.ThePlatform(Mail), facts => facts with { Signature = signature });

        Assert.Equal(Mail, Assert.IsType<Decision.Permitted>(decision).Permit.Evidence);
    }

    [Fact, Proves("C3")]
    public void The_platform_writes_to_no_closed_account() =>
        Assert.Contains(RefusalReason.AccountClosed, Assert.IsType<Decision.Refused>(Ask(new Asker.ThePlatform(Mail), state: AccountState.Closed)).Reasons);

    [Fact, Proves("D2")]
    public void The_platform_writes_about_the_account_to_a_member_who_is_leaving() =>
        Assert.IsType<Decision.Permitted>(Ask(new Asker.ThePlatform(Mail), state: AccountState.Leaving));

    [Fact, Proves("O2")]
    public void The_platform_opens_nothing_but_address_and_name()
    {
        var wider = FieldSet.Of(PersonalField.Email, PersonalField.Phone);

        Assert.Equal([RefusalReason.FieldNotDeclared], Assert.IsType<Decision.Refused>(Ask(new Asker.ThePlatform(Mail), fields: wider)).Reasons);
    }

    private static Decision Ask(Asker asker, Func<DisclosureFacts, DisclosureFacts>? change = null, AccountState state = AccountState.Open, FieldSet? fields = null)
    {
        var request = new DisclosureRequest(asker, RecipientKind.Platform, null, Purpose.KeepAccount, LegalBasis.InternalUse,
            fields ?? FieldSet.Of(PersonalField.Email, PersonalField.DisplayName));
        var facts = new DisclosureFacts(Now, PolicyText.Version1(new DateOnly(2026, 1, 1), []),
            new SubjectFacts(new MemberId(Guid.NewGuid()), new LedgerSubject(Guid.NewGuid()), state, AddressChecked: false), []);
        return DisclosurePolicy.Decide(request, change is null ? facts : change(facts));
    }
}
