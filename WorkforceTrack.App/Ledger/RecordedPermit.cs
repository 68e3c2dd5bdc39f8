using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Ledger;

/// <summary>
/// A permit that stands in the ledger: the only thing for which the vault opens a value (D3).
/// INVARIANT: made by <see cref="Storage.MainWork.Record"/> and <see cref="OwnAccessEntry"/> alone; a reflection test holds it.
/// </summary>
internal sealed class RecordedPermit
{
    private bool isCommitted;
    private int uses;

    internal RecordedPermit(MemberId member, FieldSet fields, EntryId entry, long index)
    {
        Member = member;
        Fields = fields;
        Entry = entry;
        Index = index;
    }

    internal MemberId Member { get; }

    internal FieldSet Fields { get; }

    internal EntryId Entry { get; }

    internal long Index { get; }

    internal void Committed() => isCommitted = true;

    /// <summary>Spends the permit. A record covers one reveal; before its commit it covers none.</summary>
    internal void Spend()
    {
        if (!isCommitted) throw new InvalidOperationException("A permit was used before its record was committed.");
        if (Interlocked.Exchange(ref uses, 1) == 1) throw new InvalidOperationException("A recorded permit was used twice.");
    }
}
