using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Staff;

namespace WorkforceTrack.App.Disclosures;

/// <summary>
/// The ways through the ledger that an index serves, one for each filter. Each names its column and the place alone, so that a
/// store has no other index to choose. Which of several is the narrowest is counted, up to a bound; where all are wide, any index
/// will do, and the store judges the other columns itself, on no longer a stretch than the walk allows.
/// </summary>
internal static class LedgerPaths
{
    /// <summary>The paths that together hold every entry that the filter admits between the two places; it is left to judge the rest.</summary>
    internal static async Task<IReadOnlyList<LedgerPath>> NarrowestAsync(MainDb store, EntryFilter filter, long first, long end, int wideEnough)
    {
        var rows = store.Ledger.AsNoTracking().Where(e => e.Index >= first && e.Index < end);
        var ways = new List<IReadOnlyList<IQueryable<EntryRow>>>();
        if (filter.Partner is { } partner) ways.Add([rows.Where(e => e.Recipient == partner.Value)]);
        if (filter.Staff is { } role) ways.Add(await OfRoleAsync(store, rows, role));
        if (filter.RefusedOnly) ways.Add([rows.Where(e => e.Kind == EntryKind.Refusal)]);
        if (filter.Purpose is { } purpose) ways.Add([rows.Where(e => e.Purpose == purpose)]);
        if (filter.Kind is { } kind) ways.Add([rows.Where(e => e.Kind == kind)]);
        if (ways.Count == 0) return [new LedgerPath(rows, rows)];
        var narrowest = (Way: ways[0], Count: ways.Count == 1 ? 0 : await CountAsync(ways[0], wideEnough));
        foreach (var way in ways.Skip(1))
        {
            var count = await CountAsync(way, wideEnough);
            if (count < narrowest.Count) narrowest = (way, count);
        }

        return [.. narrowest.Way.Select(path => new LedgerPath(path, narrowest.Count < wideEnough ? path : JudgedByTheStore(path, filter)))];
    }

    private static IQueryable<EntryRow> JudgedByTheStore(IQueryable<EntryRow> path, EntryFilter filter)
    {
        if (filter.Partner is { } partner) path = path.Where(e => e.Recipient == partner.Value);
        if (filter.RefusedOnly) path = path.Where(e => e.Kind == EntryKind.Refusal);
        if (filter.Purpose is { } purpose) path = path.Where(e => e.Purpose == purpose);
        return filter.Kind is { } kind ? path.Where(e => e.Kind == kind) : path;
    }

    // Entries name people, not roles: the way leads through everyone who is or was in the role, and the filter reads the role in each entry.
    private static async Task<IReadOnlyList<IQueryable<EntryRow>>> OfRoleAsync(MainDb store, IQueryable<EntryRow> rows, ActorRole role)
    {
        var roles = Enum.GetValues<StaffRole>().Where(r => Roles.Of(r) == role).ToList();
        var people = await store.Staff.AsNoTracking().Where(s => roles.Contains(s.Role)).Select(s => s.Id)
            .Union(store.PastRoles.AsNoTracking().Where(p => roles.Contains(p.Role)).Select(p => p.Staff)).ToListAsync();
        return [.. people.Select(person => rows.Where(e => e.Recipient == person.Value))];
    }

    private static async Task<int> CountAsync(IReadOnlyList<IQueryable<EntryRow>> way, int wideEnough)
    {
        var count = 0;
        foreach (var path in way)
        {
            count += await path.Select(e => e.Index).Take(wideEnough - count).CountAsync();
            if (count >= wideEnough) break;
        }

        return count;
    }
}

/// <summary>A way through one index, and the same with what the store leaves out by itself; the same query where it leaves out nothing.</summary>
internal sealed record LedgerPath(IQueryable<EntryRow> Way, IQueryable<EntryRow> Judged);
