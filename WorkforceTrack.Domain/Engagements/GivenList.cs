using System.Collections.Immutable;
using System.Text;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.Domain.Engagements;

/// <summary>
/// What an engagement was given: the fields of each member, read from the ledger's disclosures to it and from nothing else (D5). What is
/// not in the ledger was not given, and what is in it is on the list.
/// </summary>
public sealed class GivenList
{
    private GivenList(ImmutableArray<GivenFields> members)
    {
        Members = members;
        var text = new StringBuilder("given-to-engagement\n");
        foreach (var member in members) text.Append($"{member.Evidence:N} {member.Fields}\n");
        Digest = Digest.Of(Encoding.UTF8.GetBytes(text.ToString()));
    }

    /// <summary>One line for each member, in an order that tells nothing.</summary>
    public ImmutableArray<GivenFields> Members { get; }

    /// <summary>Binds the list: the entry of the settlement holds it.</summary>
    public Digest Digest { get; }

    public bool IsEmpty => Members.IsEmpty;

    /// <summary>The list for an engagement, from entries of the ledger; those that are no disclosure to it are passed over.</summary>
    [Keeps("D5")]
    public static GivenList From(EngagementId engagement, IEnumerable<LedgerEntry> entries) => new(
    [
        .. entries
            .Where(e => e is { Kind: EntryKind.Disclosure, RecipientKind: RecipientKind.Engaged, Evidence: not null } && e.Recipient == engagement.Value)
            .GroupBy(e => e.Evidence!.Value)
            .Select(g => new GivenFields(g.Key, g.Aggregate(FieldSet.Empty, (all, e) => all.Union(e.Fields)), g.Count(), g.Max(e => e.At.Moment)))
            .OrderBy(m => m.Evidence),
    ]);
}

/// <summary>What was given of one member.</summary>
/// <param name="Evidence">The engagement's id for its part about this member.</param>
/// <param name="Fields">Every field that was given at least once.</param>
/// <param name="Times">How often something was given.</param>
/// <param name="Last">When the last time was.</param>
public sealed record GivenFields(Guid Evidence, FieldSet Fields, int Times, DateTimeOffset Last);
