using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Ledger;

namespace WorkforceTrack.App.Ledger;

/// <summary>
/// The entry under which a session's own access stands. It covers every further look of that session,
/// so the member's ledger shows days, not clicks.
/// </summary>
internal sealed class OwnAccessEntry(IDbContextFactory<MainDb> stores)
{
    /// <summary>A fresh permit on the stored entry, or null when this session has none yet.</summary>
    internal async Task<RecordedPermit?> FindAsync(Caller.Member member)
    {
        await using var store = await stores.CreateDbContextAsync();
        var permit = await ReadAsync(store, member);
        permit?.Committed();
        return permit;
    }

    /// <summary>The same inside a unit of work; the permit opens nothing before the commit.</summary>
    internal static async Task<RecordedPermit?> FindAsync(MainWork work, Caller.Member member)
    {
        var permit = await ReadAsync(work.Db, member);
        if (permit is not null) work.Vouch(permit);
        return permit;
    }

    /// <summary>Remembers, in the unit that wrote it, where the session's entry stands.</summary>
    internal static void Remember(MainWork work, Caller.Member member, RecordedPermit permit) =>
        work.Db.OwnAccess.Add(new OwnAccessRow { Access = member.Session.Access, Index = permit.Index });

    // INVARIANT: the entry itself must say that it is this session's own access to this subject; the row alone is not believed.
    private static async Task<RecordedPermit?> ReadAsync(MainDb store, Caller.Member member)
    {
        var found = await store.OwnAccess.AsNoTracking().Where(a => a.Access == member.Session.Access)
            .Join(store.Ledger, a => a.Index, e => e.Index, (a, e) => new { e.Index, e.Body }).SingleOrDefaultAsync();
        return found is not null && CanonicalEntry.TryDecode(found.Body, out var entry)
            && entry.Kind == EntryKind.OwnAccess && entry.Subject == member.Person.Subject && entry.Evidence == member.Session.Access
            ? new RecordedPermit(member.Id, entry.Fields, entry.Id, found.Index)
            : null;
    }
}
