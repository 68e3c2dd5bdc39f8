using System.Runtime.InteropServices;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Ledger;

namespace WorkforceTrack.App.Disclosures;

/// <summary>Where a page of the ledger begins: at the newest entry, before one, or after one.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct WalkFrom(long? Before, long? After);

/// <summary>An entry at its place; <paramref name="Entry"/> is null where the stored bytes are no entry any more.</summary>
internal sealed record PlacedRow(long Index, LedgerEntry? Entry);

/// <summary>One page, newest first, and whether there is more on either side.</summary>
internal sealed record WalkedPage(IReadOnlyList<PlacedRow> Rows, bool HasNewer, bool HasOlder);

/// <summary>
/// Walks the ledger by key through one index, whatever is asked: no page costs more at a million entries than at ten thousand.
/// With several filters the narrowest one's index is walked and the rest is judged on each entry; days only move the ends.
/// </summary>
internal sealed class LedgerWalk(IDbContextFactory<MainDb> stores, LedgerBook book)
{
    /// <summary>From how many entries on a way counts as wide, and is counted no further.</summary>
    internal int WideEnough { get; init; } = 2_000;

    internal async Task<WalkedPage> PageAsync(EntryFilter filter, WalkFrom from, int size)
    {
        await using var store = await stores.CreateDbContextAsync();
        var (first, end) = await DaysAsync(store, filter);
        if (from.After is { } after)
        {
            var newer = await TakeAsync(store, filter, Math.Max(first, after + 1), end, size + 1, newestFirst: false);
            // Fewer than a page are newer: the newest page shows them all.
            if (newer.Count > size) return new WalkedPage([.. newer.Take(size).Reverse()], HasNewer: true, HasOlder: true);
        }

        var before = from.After is null && from.Before is { } b ? Math.Min(b, end) : end;
        var rows = await TakeAsync(store, filter, first, before, size + 1, newestFirst: true);
        return new WalkedPage([.. rows.Take(size)], HasNewer: from.After is null && from.Before is not null, HasOlder: rows.Count > size);
    }

    /// <summary>How many entries of a kind were made since the beginning of a UTC day.</summary>
    internal async Task<int> CountSinceAsync(EntryKind kind, DateOnly day)
    {
        await using var store = await stores.CreateDbContextAsync();
        var first = await FirstOnAsync(store, day, book.Head.Size);
        return await store.Ledger.Where(e => e.Kind == kind && e.Index >= first).CountAsync();
    }

    private async Task<List<PlacedRow>> TakeAsync(MainDb store, EntryFilter filter, long first, long end, int count, bool newestFirst)
    {
        var rows = new List<PlacedRow>();
        foreach (var path in await LedgerPaths.NarrowestAsync(store, filter, first, end, WideEnough))
        {
            var ordered = newestFirst ? path.OrderByDescending(e => e.Index) : path.OrderBy(e => e.Index);
            var taken = 0;
            await foreach (var row in ordered.Select(e => new { e.Index, e.Body }).AsAsyncEnumerable())
            {
                var entry = CanonicalEntry.TryDecode(row.Body, out var read) ? read : null;
                // What cannot be read is shown, not left out: somebody must see it.
                if (entry is not null && !filter.Admits(entry)) continue;
                rows.Add(new PlacedRow(row.Index, entry));
                if (++taken == count) break;
            }
        }

        rows.Sort((a, b) => newestFirst ? b.Index.CompareTo(a.Index) : a.Index.CompareTo(b.Index));
        return rows.Count > count ? rows[..count] : rows;
    }

    private async Task<(long First, long End)> DaysAsync(MainDb store, EntryFilter filter)
    {
        var size = book.Head.Size;
        return (
            filter.From is { } from ? await FirstOnAsync(store, from, size) : 0,
            filter.To is { } to && to < DateOnly.MaxValue ? await FirstOnAsync(store, to.AddDays(1), size) : size);
    }

    // Entries are appended in the order of time, so a day is found by halving; an entry that tells only its day stands at its midnight.
    private static async Task<long> FirstOnAsync(MainDb store, DateOnly day, long size)
    {
        var midnight = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero);
        var (low, high) = (0L, size);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var at = await store.Ledger.Where(e => e.Index >= middle).OrderBy(e => e.Index).Select(e => (DateTimeOffset?)e.At).FirstOrDefaultAsync();
            if (at < midnight) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
