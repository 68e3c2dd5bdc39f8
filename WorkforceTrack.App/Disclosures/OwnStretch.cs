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
        await foreach (var placed in VisibleAsync(store, rows, today))
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
            await AnyAsync(store, own.Where(e => e.Index < low).OrderByDescending(e => e.Index), today) ? LedgerPlace.Before(low) : null,
            await AnyAsync(store, own.Where(e => e.Index > high).OrderBy(e => e.Index), today) ? LedgerPlace.After(high) : null);
    }

    /// <summary>The entries that the subject may see today. What cannot be read may be what must not be shown yet, so it is left out; the audit names it.</summary>
    internal static async IAsyncEnumerable<PlacedEntry> VisibleAsync(MainDb store, IQueryable<EntryRow> rows, DateOnly today)
    {
        await foreach (var row in rows.Select(e => new { e.Index, e.Body, Told = store.HiddenEntries.Where(h => h.Entry == e.Id).Join(store.CaseParts, h => h.Part, p => p.Evidence, (h, p) => (HiddenBy?)(p.ToldAt != null ? HiddenBy.ToldCase : p.IsOver ? HiddenBy.CaseThatIsOver : HiddenBy.OpenCase)).FirstOrDefault() }).AsAsyncEnumerable())
        {
            if (CanonicalEntry.TryDecode(row.Body, out var entry) && MaySee(entry, row.Told, today)) yield return new PlacedEntry(row.Index, entry);
        }
    }

    /// <summary>
    /// Whether the subject may see an entry (D7): one about a case as soon as the subject was told of it; else from its day on, but not
    /// while the case is open, for its silence may have been prolonged.
    /// </summary>
    private static bool MaySee(LedgerEntry entry, HiddenBy? hidden, DateOnly today) => hidden switch
    {
        HiddenBy.ToldCase => true,
        HiddenBy.OpenCase => false,
        _ => entry.Visibility.IsVisibleOn(today),
    };

    // A link to a page with nothing on it would tell that something is hidden there.
    private static async Task<bool> AnyAsync(MainDb store, IQueryable<EntryRow> rows, DateOnly today)
    {
        await foreach (var _ in VisibleAsync(store, rows, today)) return true;
        return false;
    }
}

/// <summary>What an entry about a case is hidden by.</summary>
internal enum HiddenBy
{
    OpenCase,
    CaseThatIsOver,
    ToldCase,
}

/// <summary>An entry and its place.</summary>
internal sealed record PlacedEntry(long Index, LedgerEntry Entry);
