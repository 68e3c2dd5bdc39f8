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

/// <summary>
/// One page, newest first: the places above and below which its neighbours begin, null where there is nothing more. A page on which
/// little was found in the stretch that was looked at has fewer rows, or none, and a neighbour all the same.
/// </summary>
internal sealed record WalkedPage(IReadOnlyList<PlacedRow> Rows, long? NewerThan, long? OlderThan);

/// <summary>
/// Walks the ledger by key through one index, whatever is asked. With several filters the narrowest one's index is walked and the
/// rest is judged on each entry; days only move the ends. Where what fits is rare among much that does not, a page looks at so many
/// entries and then says where to go on: what a page costs has a bound, however long the ledger is.
/// </summary>
internal sealed class LedgerWalk(IDbContextFactory<MainDb> stores, LedgerBook book)
{
    /// <summary>From how many entries on a way counts as wide, and is counted no further.</summary>
    internal int WideEnough { get; init; } = 2_000;

    /// <summary>How many entries of a way one page looks at.</summary>
    internal int MostLookedAt { get; init; } = 20_000;

    internal async Task<WalkedPage> PageAsync(EntryFilter filter, WalkFrom from, int size)
    {
        await using var store = await stores.CreateDbContextAsync();
        var (first, end) = await DaysAsync(store, filter);
        if (from.After is { } after)
        {
            var newer = await TakeAsync(store, filter, Math.Max(first, after + 1), end, size, newestFirst: false);
            if (newer.Edge is not null) return new WalkedPage([.. newer.Rows.Reverse()], NewerThan: newer.Edge, OlderThan: after + 1);
            // Fewer than a page are newer: the newest page shows them all.
        }

        var before = from.After is null && from.Before is { } b ? Math.Min(b, end) : end;
        var older = await TakeAsync(store, filter, first, before, size, newestFirst: true);
        return new WalkedPage(older.Rows, NewerThan: from.After is null && from.Before is { } below ? below - 1 : null, OlderThan: older.Edge);
    }

    /// <summary>How many entries of a kind were made since the beginning of a UTC day.</summary>
    internal async Task<int> CountSinceAsync(EntryKind kind, DateOnly day)
    {
        await using var store = await stores.CreateDbContextAsync();
        var first = await FirstOnAsync(store, day, book.Head.Size);
        return await store.Ledger.Where(e => e.Kind == kind && e.Index >= first).CountAsync();
    }

    // The edge is where to go on: the last row of a full page, or the last entry that was looked at; null when all was looked at.
    private async Task<(IReadOnlyList<PlacedRow> Rows, long? Edge)> TakeAsync(MainDb store, EntryFilter filter, long first, long end, int size, bool newestFirst)
    {
        var rows = new List<PlacedRow>();
        long? edge = null;
        foreach (var path in await LedgerPaths.NarrowestAsync(store, filter, first, end, WideEnough))
        {
            var (judged, last) = await BoundAsync(path, newestFirst);
            var (taken, looked) = (0, 0);
            await foreach (var row in Ordered(judged, newestFirst).Select(e => new { e.Index, e.Body }).AsAsyncEnumerable())
            {
                var entry = CanonicalEntry.TryDecode(row.Body, out var read) ? read : null;
                // What cannot be read is shown, not left out: somebody must see it. Of a body past its retention nothing is left to show.
                if (row.Body.Length > 0 && (entry is null || filter.Admits(entry)))
                {
                    rows.Add(new PlacedRow(row.Index, entry));
                    if (++taken > size) break;
                }

                if (++looked < MostLookedAt) continue;
                last = row.Index;
                break;
            }

            // Of several ways the one that was broken off first bounds the page: beyond it something of that way might be missing.
            if (last is { } broken && taken <= size) edge = edge is { } other ? (newestFirst ? Math.Max(other, broken) : Math.Min(other, broken)) : broken;
        }

        if (edge is { } bound) rows.RemoveAll(row => newestFirst ? row.Index < bound : row.Index > bound);
        rows.Sort((a, b) => newestFirst ? b.Index.CompareTo(a.Index) : a.Index.CompareTo(b.Index));
        return rows.Count > size ? (rows[..size], rows[size - 1].Index) : (rows, edge);
    }

    // What the store judges it would otherwise judge to the end of the index.
    private async Task<(IQueryable<EntryRow> Judged, long? Last)> BoundAsync(LedgerPath path, bool newestFirst)
    {
        if (ReferenceEquals(path.Way, path.Judged)) return (path.Judged, null);
        var ends = await Ordered(path.Way, newestFirst).Select(e => e.Index).Skip(MostLookedAt - 1).Take(2).ToListAsync();
        if (ends is not [var last, _]) return (path.Judged, null);
        return (newestFirst ? path.Judged.Where(e => e.Index >= last) : path.Judged.Where(e => e.Index <= last), last);
    }

    private static IQueryable<EntryRow> Ordered(IQueryable<EntryRow> path, bool newestFirst) =>
        newestFirst ? path.OrderByDescending(e => e.Index) : path.OrderBy(e => e.Index);

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
