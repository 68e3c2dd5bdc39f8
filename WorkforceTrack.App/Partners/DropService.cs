using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Consents;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Partners;

/// <summary>
/// A member drops a service: the selection ends, its consent is withdrawn, and so is the partner's leave to write to the
/// member (C3, P2). It works at once, and the partner is told to erase what it read; doing it again does nothing.
/// </summary>
internal sealed class DropService(MainWriter writer, PassOn passOn, PolicyInForce policy)
{
    [Keeps("C3"), Keeps("P2")]
    internal Task<ConsentAnswer> DropAsync(Caller caller, ServiceId service) => caller is Caller.Member member
        ? writer.WriteAsync(work => DropAsync(work, member, service))
        : Task.FromResult<ConsentAnswer>(new ConsentAnswer.Refused(RefusalReason.NotTheSubject));

    /// <summary>The same inside another unit, for the one selection.</summary>
    internal static async Task EndAsync(MainWork work, PersonRow person, SelectionRow selection, PartnerRow partner, PassOn passOn, PolicyInForce policy)
    {
        selection.EndedAt = work.Now;
        List<ConsentRow> ending =
        [
            await work.Db.Consents.SingleAsync(c => c.Id == selection.Consent),
            .. await ConsentChange.LiveAsync(work.Db, selection.Member, Purpose.ContactByPartner, partner.Id),
        ];
        await passOn.WithdrawnAsync(work, person, partner.Id, ending.ConvertAll(c => c.Id));
        foreach (var consent in ending) ConsentChange.End(work, person, consent, partner, policy);
    }

    private async Task<ConsentAnswer> DropAsync(MainWork work, Caller.Member member, ServiceId service)
    {
        if (await work.Db.Selections.SingleOrDefaultAsync(s => s.Service == service && s.Member == member.Id && s.EndedAt == null) is { } selection)
        {
            var partner = await work.Db.Agreements.Where(a => a.Id == selection.Agreement).Join(work.Db.Partners, a => a.Partner, p => p.Id, (a, p) => p).SingleAsync();
            await EndAsync(work, member.Person, selection, partner, passOn, policy);
        }

        return new ConsentAnswer.Ended();
    }
}
