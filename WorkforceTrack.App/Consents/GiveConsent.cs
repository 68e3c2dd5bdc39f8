using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Partners;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Consents;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Partners;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Consents;

/// <summary>
/// A member says yes to one purpose for one recipient (C3, P2): a partner writing to an address, or a use inside the house
/// that the policy rests on consent. Another set of fields is another consent, and the earlier one ends.
/// </summary>
internal sealed class GiveConsent(MainWriter writer, PassOn passOn, PolicyInForce policy)
{
    /// <summary>Lets a partner whose service is selected write to these addresses.</summary>
    internal Task<ConsentAnswer> ToPartnerAsync(Caller caller, PartnerId partner, Shown shown) => caller is Caller.Member member
        ? writer.WriteAsync(work => GiveToPartnerAsync(work, member, partner, shown))
        : Task.FromResult<ConsentAnswer>(new ConsentAnswer.Refused(RefusalReason.NotTheSubject));

    /// <summary>Says yes to a use inside the house, as to news.</summary>
    internal Task<ConsentAnswer> InTheHouseAsync(Caller caller, Purpose purpose, Shown shown) => caller is Caller.Member member
        ? writer.WriteAsync(work => GiveInTheHouseAsync(work, member, purpose, shown))
        : Task.FromResult<ConsentAnswer>(new ConsentAnswer.Refused(RefusalReason.NotTheSubject));

    private async Task<ConsentAnswer> GiveToPartnerAsync(MainWork work, Caller.Member member, PartnerId id, Shown shown)
    {
        if (!await ConsentChange.IsOpenAsync(work.Db, member.Id)) return new ConsentAnswer.Refused(RefusalReason.AccountClosed);
        if (await work.Db.Partners.SingleOrDefaultAsync(p => p.Id == id) is not { } partner) return new ConsentAnswer.Refused(RefusalReason.NoAgreement);
        if (shown.Policy is not { } seen || seen != policy.Version?.Number) return new ConsentAnswer.ShownOtherwise();
        var agreements = await SelectedAgreementsAsync(work.Db, member.Id, partner);
        if (agreements.IsEmpty) return new ConsentAnswer.Refused(RefusalReason.NoLiveSelection);
        var against = agreements.Select(a => ServiceOffer.AgainstContact(a, policy.Version, work.Now, shown.Fields)).MinBy(reasons => reasons.Length);
        return against.IsEmpty
            ? await ReplaceAsync(work, member.Person, Purpose.ContactByPartner, partner, shown.Fields, seen)
            : new ConsentAnswer.Refused(against);
    }

    private async Task<ConsentAnswer> GiveInTheHouseAsync(MainWork work, Caller.Member member, Purpose purpose, Shown shown)
    {
        if (!await ConsentChange.IsOpenAsync(work.Db, member.Id)) return new ConsentAnswer.Refused(RefusalReason.AccountClosed);
        if (policy.Version is not { } version) return new ConsentAnswer.Refused(RefusalReason.NoPolicyInForce);
        if (ConsentOffer.InTheHouse(version, purpose) is not { } flow) return new ConsentAnswer.Refused(RefusalReason.FlowNotDeclared);
        return shown.Policy == version.Number && shown.Fields == flow.Fields
            ? await ReplaceAsync(work, member.Person, purpose, null, flow.Fields, version.Number)
            : new ConsentAnswer.ShownOtherwise();
    }

    private async Task<ConsentAnswer> ReplaceAsync(MainWork work, PersonRow person, Purpose purpose, PartnerRow? partner, FieldSet fields, PolicyNumber number)
    {
        var live = await ConsentChange.LiveAsync(work.Db, person.Member!.Value, purpose, partner?.Id);
        if (live.Find(c => c.Fields == fields) is { } same) return new ConsentAnswer.Given(same.Id);
        // INVARIANT: the new one stands before the earlier one ends, so that a partner loses only what the new one no longer covers.
        var given = ConsentChange.Give(work, person, purpose, partner, fields, number);
        if (partner is not null) await passOn.WithdrawnAsync(work, person, partner.Id, live.ConvertAll(c => c.Id));
        foreach (var earlier in live) ConsentChange.End(work, person, earlier, partner, policy, ConsentState.Terminated);
        return new ConsentAnswer.Given(given.Id);
    }

    private static async Task<ImmutableArray<Agreement>> SelectedAgreementsAsync(MainDb db, MemberId member, PartnerRow partner)
    {
        var rows = await db.Agreements.Where(a => a.Partner == partner.Id
            && db.Selections.Any(s => s.Agreement == a.Id && s.Member == member && s.EndedAt == null)).ToListAsync();
        return [.. rows.Select(a => a.ToAgreement(partner.SuspendedAt is not null))];
    }
}
