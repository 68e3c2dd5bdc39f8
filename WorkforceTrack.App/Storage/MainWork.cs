using WorkforceTrack.App.Disclosures;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Partners;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Storage;

/// <summary>What a unit of work may touch: the main store, the ledger's end, and the moment. It must not wait for another unit.</summary>
internal sealed class MainWork(MainDb db, LedgerAppender appender, ReadCounter reads, LedgerTree head, TimeProvider clock)
{
    private List<RecordedPermit> recorded = [];
    private List<Action> afterwards = [];

    internal MainDb Db => db;

    /// <summary>The tree with everything that was appended so far, committed or not.</summary>
    internal LedgerTree Head { get; private set; } = head;

    internal DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Appends one entry; it stands when the unit is committed. Returns the index of its leaf.</summary>
    internal long Append(LedgerEntry entry)
    {
        var index = Head.Size;
        Head = appender.Append(Head, entry);
        return index;
    }

    /// <summary>Counts one read of one record under an agreement, today.</summary>
    internal void CountRead(AgreementId agreement) => reads.Add(agreement, FactsReader.Day(Now));

    /// <summary>Appends the entry of a permit. The result opens nothing before the commit.</summary>
    internal RecordedPermit Record(Permit permit, LedgerEntry entry)
    {
        var result = new RecordedPermit(permit.Subject.Member, permit.Fields, entry.Id, Append(entry));
        recorded.Add(result);
        return result;
    }

    /// <summary>Lets a permit on an entry that stands already open something once this unit is committed.</summary>
    internal void Vouch(RecordedPermit permit) => recorded.Add(permit);

    internal LedgerTree Mark() => Head;

    internal void Return(LedgerTree mark)
    {
        Head = mark;
        (recorded, afterwards) = ([], []);
    }

    /// <summary>Does something once this unit stands in the store, before the next unit begins.</summary>
    internal void AfterCommit(Action act) => afterwards.Add(act);

    internal (IReadOnlyList<RecordedPermit> Recorded, IReadOnlyList<Action> Afterwards) TakeForCommit()
    {
        var taken = (recorded, afterwards);
        (recorded, afterwards) = ([], []);
        return taken;
    }
}
