using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Partners;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Disclosures;

/// <summary>The names of the partners in some entries: never only a category.</summary>
internal sealed class Recipients
{
    private readonly IReadOnlyDictionary<PartnerId, PartnerRow> partners;

    private Recipients(IReadOnlyDictionary<PartnerId, PartnerRow> partners) => this.partners = partners;

    internal static async Task<Recipients> NamedAsync(MainDb store, IEnumerable<LedgerEntry> entries)
    {
        var ids = entries.Select(IdOf).OfType<PartnerId>().Distinct().ToList();
        return new Recipients(ids.Count == 0
            ? new Dictionary<PartnerId, PartnerRow>()
            : await store.Partners.AsNoTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id));
    }

    internal NamedPartner? Of(LedgerEntry entry) => IdOf(entry) is { } id && partners.TryGetValue(id, out var partner)
        ? new NamedPartner(partner.Name, partner.Contact, entry.RecipientName == partner.NameCommitment)
        : null;

    private static PartnerId? IdOf(LedgerEntry entry) =>
        entry is { RecipientKind: RecipientKind.Partner, Recipient: { } id } ? new PartnerId(id) : null;
}
