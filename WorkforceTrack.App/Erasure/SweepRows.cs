using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Disclosures;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Erasure;

namespace WorkforceTrack.App.Erasure;

/// <summary>A sweep over rows of the main store that have their time in them: one statement, in the unit that writes down how many went.</summary>
internal sealed class SweepRows(RecordKind kind, MainWriter writer, RetentionTimes times) : ISweep
{
    /// <summary>The kinds of which no more is to be said than which rows are due.</summary>
    internal static readonly ImmutableArray<RecordKind> Kinds = [RecordKind.OwnLooks, RecordKind.AgreementCounts, RecordKind.SweepReports, RecordKind.Receipts];

    public RecordKind Kind => kind;

    public Task<int> SweepAsync(CancellationToken stop) => writer.WriteAsync(async work =>
    {
        var removed = await RemoveAsync(work.Db, work.Now - times.Of(kind));
        return removed == 0 ? 0 : await SweepBook.AddAsync(work, kind, removed);
    });

    private Task<int> RemoveAsync(MainDb db, DateTimeOffset before)
    {
        var day = FactsReader.Day(before);
        return kind switch
        {
            RecordKind.OwnLooks => db.OwnAccess.Where(a => db.Ledger.Any(e => e.Index == a.Index && e.At < before)).ExecuteDeleteAsync(),
            RecordKind.AgreementCounts => db.AgreementUse.Where(u => u.Day < day).ExecuteDeleteAsync(),
            RecordKind.SweepReports => db.Sweeps.Where(s => s.Day < day).ExecuteDeleteAsync(),
            RecordKind.Receipts => db.Leavings.Where(l => l.Step == LeavingStep.Done && l.ErasedAt < before).ExecuteDeleteAsync(),
            _ => throw new InvalidOperationException($"No rows are known for {kind}."),
        };
    }
}
