using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Partners;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Consents;

/// <summary>
/// A member takes one consent back, in one act (C3, GDPR 7(3)). It works at once; doing it again does nothing. The consent
/// behind a service takes the service with it.
/// </summary>
internal sealed class WithdrawConsent(MainWriter writer, PassOn passOn, PolicyInForce policy)
{
    [Keeps("C3")]
    internal Task<ConsentAnswer> WithdrawAsync(Caller caller, ConsentId consent) => caller is Caller.Member member
        ? writer.WriteAsync(work => WithdrawAsync(work, member, consent))
        : Task.FromResult<ConsentAnswer>(new ConsentAnswer.Refused(RefusalReason.NotTheSubject));

    private async Task<ConsentAnswer> WithdrawAsync(MainWork work, Caller.Member member, ConsentId id)
    {
        // Another member's consent is answered like one that is not there.
        if (await work.Db.Consents.SingleOrDefaultAsync(c => c.Id == id && c.Member == member.Id) is not { } row)
            return new ConsentAnswer.Refused(RefusalReason.NoLiveConsent);
        var partner = row.RecipientId is { } recipient ? await work.Db.Partners.SingleAsync(p => p.Id == new PartnerId(recipient)) : null;
        if (partner is not null && await work.Db.Selections.SingleOrDefaultAsync(s => s.Consent == id && s.EndedAt == null) is { } selection)
            await DropService.EndAsync(work, member.Person, selection, partner, passOn, policy);
        else
            await EndAsync(work, member.Person, row, partner);
        return new ConsentAnswer.Ended();
    }

    private async Task EndAsync(MainWork work, PersonRow person, ConsentRow row, PartnerRow? partner)
    {
        if (partner is not null) await passOn.WithdrawnAsync(work, person, partner.Id, row.Id);
        ConsentChange.End(work, person, row, partner, policy);
    }
}
