using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Disclosures;

/// <summary>
/// A stretch of the ledger about one subject, drawn together into lines.
/// INVARIANT: it has no gap, whatever is drawn together in it; so all pages together are all entries, each once (O4).
/// </summary>
internal sealed record OwnStretch(ImmutableArray<ImmutableArray<PlacedEntry>> Lines, LedgerPlace? Older, LedgerPlace? Newer)
{
    // However many refusals one partner piles up in a day, a page reads no more than this.
    private const int MostEntries = 200;

    internal IEnumerable<PlacedEntry> Entries => Lines.SelectMany(line => line);

    internal static async Task<OwnStretch> ReadAsync(MainDb store, LedgerSubject subject, DateOnly today, LedgerPlace place, int lines)
    {
        var own = store.Ledger.AsNoTracking().Where(e => e.Subject == subject);
        var rows = place is { Above: { } above }
            ? own.Where(e => e.Index > above).OrderBy(e => e.Index)
            : own.Where(e => place.Below == null || e.Index < place.Below).OrderByDescending(e => e.Index);
        var groups = new Dictionary<object, List<PlacedEntry>>();
        var seen = 0;
        await foreach (var placed in VisibleAsync(rows, today))
        {
            var key = OwnLines.KeyOf(placed.Entry);
            if (seen == MostEntries || (groups.Count == lines && !groups.ContainsKey(key))) break;
            if (!groups.TryGetValue(key, out var line)) groups.Add(key, line = []);
            line.Add(placed);
            seen++;
        }

        if (seen == 0) return new OwnStretch([], null, null);
        var low = groups.Values.Min(line => line.Min(e => e.Index));
        var high = groups.Values.Max(line => line.Max(e => e.Index));
        return new OwnStretch(
            [.. groups.Values.Select(line => line.OrderByDescending(e => e.Index).ToImmutableArray()).OrderByDescending(line => line[0].Index)],
            await AnyAsync(own.Where(e => e.Index < low).OrderByDescending(e => e.Index), today) ? LedgerPlace.Before(low) : null,
            await AnyAsync(own.Where(e => e.Index > high).OrderBy(e => e.Index), today) ? LedgerPlace.After(high) : null);
    }

    /// <summary>The entries that the subject may see today. What cannot be read may be what must not be shown yet, so it is left out; the audit names it.</summary>
    internal static async IAsyncEnumerable<PlacedEntry> VisibleAsync(IQueryable<EntryRow> rows, DateOnly today)
    {
        await foreach (var row in rows.Select(e => new { e.Index, e.Body }).AsAsyncEnumerable())
        {
            if (CanonicalEntry.TryDecode(row.Body, out var entry) && entry.Visibility.IsVisibleOn(today)) yield return new PlacedEntry(row.Index, entry);
        }
    }

    // A link to a page with nothing on it would tell that something is hidden there.
    private static async Task<bool> AnyAsync(IQueryable<EntryRow> rows, DateOnly today)
    {
        await foreach (var _ in VisibleAsync(rows, today)) return true;
        return false;
    }
}

/// <summary>An entry and its place.</summary>
internal sealed record PlacedEntry(long Index, LedgerEntry Entry);
