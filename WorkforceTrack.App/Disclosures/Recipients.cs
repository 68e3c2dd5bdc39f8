using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Engagements;
using WorkforceTrack.App.LegalProcess;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Disclosures;

/// <summary>The names of those outside who got data or asked for it: never only a category (CJEU C-154/21).</summary>
internal sealed class Recipients(CaseSeal seal, EngagementSeal engaged)
{
    /// <summary>The names for some entries.</summary>
    internal async Task<RecipientNames> NamedAsync(MainDb store, IEnumerable<LedgerEntry> entries)
    {
        var named = new Dictionary<Guid, (string Name, string Contact, Commitment Commitment)>();
        var all = entries.ToList();
        var partners = IdsOf(all, RecipientKind.Partner).Select(id => new PartnerId(id)).ToList();
        if (partners.Count > 0)
        {
            foreach (var row in await store.Partners.AsNoTracking().Where(p => partners.Contains(p.Id)).ToListAsync())
                named.Add(row.Id.Value, (row.Name, row.Contact, row.NameCommitment));
        }

        var authorities = IdsOf(all, RecipientKind.Authority);
        if (authorities.Count > 0)
        {
            foreach (var found in await store.CaseParts.AsNoTracking().Where(p => authorities.Contains(p.Recipient)).Join(store.Cases, p => p.Case, c => c.Id, (p, c) => new { Part = p, Case = c }).ToListAsync())
            {
                var intake = seal.OpenIntake(found.Case);
                named.Add(found.Part.Recipient, (intake.Agency.Open(), intake.Contact.Open(), found.Part.Commitment));
            }
        }

        var engagements = IdsOf(all, RecipientKind.Engaged).Select(id => new EngagementId(id)).ToList();
        if (engagements.Count > 0)
        {
            foreach (var row in await store.Engagements.AsNoTracking().Where(e => engagements.Contains(e.Id)).ToListAsync())
            {
                var organisation = engaged.OpenOrganisation(row);
                named.Add(row.Id.Value, (organisation.Name, organisation.Contact, organisation.Commitment));
            }
        }

        return new RecipientNames(named);
    }

    private static List<Guid> IdsOf(IEnumerable<LedgerEntry> entries, RecipientKind kind) =>
        [.. entries.Where(e => e.RecipientKind == kind).Select(e => e.Recipient).OfType<Guid>().Distinct()];
}

/// <summary>Who is meant by the random ids of some entries.</summary>
internal sealed class RecipientNames(IReadOnlyDictionary<Guid, (string Name, string Contact, Commitment Commitment)> named)
{
    internal NamedPartner? Of(LedgerEntry entry) => entry.Recipient is { } id && named.TryGetValue(id, out var found)
        ? new NamedPartner(found.Name, found.Contact, entry.RecipientName == found.Commitment)
        : null;
}
