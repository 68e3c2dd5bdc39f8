using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Disclosures;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Erasure;

namespace WorkforceTrack.App.Erasure;

/// <summary>What was removed because its time was over, by day and kind: whoever sweeps writes it down here (C4).</summary>
internal sealed class SweepBook(MainWriter writer, IDbContextFactory<MainDb> stores)
{
    /// <summary>Adds to what was removed of a kind today. Nothing removed leaves no row.</summary>
    internal Task AddAsync(RecordKind kind, int removed) => removed == 0 ? Task.CompletedTask : writer.WriteAsync(work => AddAsync(work, kind, removed));

    /// <summary>The same inside the unit that removes.</summary>
    internal static async Task<int> AddAsync(MainWork work, RecordKind kind, int removed)
    {
        var day = FactsReader.Day(work.Now);
        if (await work.Db.Sweeps.SingleOrDefaultAsync(s => s.Day == day && s.Kind == kind) is { } row) row.Removed += removed;
        else work.Db.Sweeps.Add(new SweepRow { Day = day, Kind = kind, Removed = removed });
        return removed;
    }

    /// <summary>The newest lines, the latest day first.</summary>
    internal async Task<ImmutableArray<SweepLine>> LatestAsync(int most)
    {
        await using var store = await stores.CreateDbContextAsync();
        var rows = await store.Sweeps.AsNoTracking().OrderByDescending(s => s.Day).ThenBy(s => s.Kind).Take(most).ToListAsync();
        return [.. rows.Select(r => new SweepLine(DateOnly.FromDateTime(DateTimeOffset.UnixEpoch.AddDays(r.Day).UtcDateTime), r.Kind, r.Removed))];
    }
}

/// <summary>How many records of a kind were removed on a day.</summary>
public sealed record SweepLine(DateOnly Day, RecordKind Kind, int Removed);
