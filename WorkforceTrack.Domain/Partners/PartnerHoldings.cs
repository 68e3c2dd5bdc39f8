using System.Collections.Immutable;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.Domain.Partners;

/// <summary>
/// What each partner holds of one member, as the member's entries in the ledger tell (A2, GDPR 19): the fields that it was given, but for
/// those that it was to erase since because what they rested on ended.
/// </summary>
public sealed class PartnerHoldings
{
    /// <summary>The kinds of entry that tell of it.</summary>
    public static readonly ImmutableArray<EntryKind> Kinds = [EntryKind.Disclosure, EntryKind.Consent, EntryKind.Withdrawal];

    private readonly Dictionary<PartnerId, Held> partners = [];

    private PartnerHoldings()
    {
    }

    /// <summary>Reads the entries of one subject, the oldest first. Entries of other kinds and to other recipients tell nothing here.</summary>
    [Keeps("A2")]
    public static PartnerHoldings After(IEnumerable<LedgerEntry> entries)
    {
        var holdings = new PartnerHoldings();
        foreach (var entry in entries)
        {
            if (entry is { RecipientKind: RecipientKind.Partner, Recipient: { } partner }) holdings.Take(new PartnerId(partner), entry);
        }

        return holdings;
    }

    /// <summary>Every partner that holds some of these fields, with the part that it holds.</summary>
    public IEnumerable<(PartnerId Partner, FieldSet Fields)> Among(FieldSet fields) =>
        partners.Select(p => (Partner: p.Key, Fields: p.Value.Fields.Intersect(fields))).Where(p => !p.Fields.IsEmpty);

    /// <summary>What a partner may hold no longer once these approvals end: what no other one that lives covers.</summary>
    public FieldSet LostWith(PartnerId partner, IReadOnlyCollection<ConsentId> ending) =>
        partners.TryGetValue(partner, out var held) ? held.Fields.Except(held.CoveredWithout([.. ending.Select(c => c.Value)])) : FieldSet.Empty;

    private void Take(PartnerId partner, LedgerEntry entry)
    {
        if (!partners.TryGetValue(partner, out var held)) partners.Add(partner, held = new Held());
        switch (entry.Kind)
        {
            case EntryKind.Disclosure:
                held.Fields = held.Fields.Union(entry.Fields);
                break;
            case EntryKind.Consent when entry.Evidence is { } given:
                held.Live[given] = entry.Fields;
                break;
            case EntryKind.Withdrawal when entry.Evidence is { } ended:
                held.Live.Remove(ended);
                held.Fields = held.Fields.Intersect(held.CoveredWithout([]));
                break;
        }
    }

    private sealed class Held
    {
        internal FieldSet Fields { get; set; }

        /// <summary>What each approval that lives covers.</summary>
        internal Dictionary<Guid, FieldSet> Live { get; } = [];

        internal FieldSet CoveredWithout(ImmutableArray<Guid> ending) =>
            Live.Where(c => !ending.Contains(c.Key)).Aggregate(FieldSet.Empty, (all, c) => all.Union(c.Value));
    }
}
