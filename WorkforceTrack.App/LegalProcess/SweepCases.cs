using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Erasure;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Erasure;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.LegalProcess;

/// <summary>
/// Removes the packages of cases some time after they are over, and in the end the cases themselves: key, words, documents, and what
/// joins their members to them (D6). The ledger keeps its entries, which name neither.
/// </summary>
internal sealed class SweepCases(RecordKind kind, MainWriter writer, IDbContextFactory<MainDb> stores, KeyRing keys, RetentionTimes times, TimeProvider clock) : ISweep
{
    public RecordKind Kind => kind;

    [Keeps("D6")]
    public async Task<int> SweepAsync(CancellationToken stop)
    {
        var due = await DueAsync(stop);
        if (kind == RecordKind.CasePackages) return await writer.WriteAsync(work => RemovePackagesAsync(work, due));
        // Read before the rows: a key whose case comes meanwhile is not among them.
        var older = keys.NamesOfOlderKeys(CaseSeal.KeyPrefix);
        // INVARIANT: the rows first, the key after them. A key that a crash leaves opens nothing and goes in the next round.
        var removed = await writer.WriteAsync(work => RemoveAsync(work, due));
        await keys.DestroyProgramKeysAsync(await OrphansAsync(older, stop));
        return removed;
    }

    private async Task<List<CaseId>> DueAsync(CancellationToken stop)
    {
        var before = clock.GetUtcNow() - times.Of(kind);
        await using var store = await stores.CreateDbContextAsync(stop);
        var still = await store.Cases.AsNoTracking().Where(c => c.TurnsAt == null && !store.CaseSteps.Any(s => s.Case == c.Id && s.At >= before)).ToListAsync(stop);
        return [.. still.Where(c => CaseBook.Restore(c).IsOver).Select(c => c.Id)];
    }

    private static async Task<int> RemovePackagesAsync(MainWork work, List<CaseId> due)
    {
        var removed = await work.Db.CaseDocuments.Where(d => due.Contains(d.Case) && d.Kind == CaseDocumentKind.Package).ExecuteDeleteAsync();
        return removed == 0 ? 0 : await SweepBook.AddAsync(work, RecordKind.CasePackages, removed);
    }

    private static async Task<int> RemoveAsync(MainWork work, List<CaseId> due)
    {
        if (due.Count == 0) return 0;
        var parts = work.Db.CaseParts.Where(p => due.Contains(p.Case));
        await work.Db.HiddenEntries.Where(h => parts.Select(p => p.Evidence).Contains(h.Part)).ExecuteDeleteAsync();
        await parts.ExecuteDeleteAsync();
        await work.Db.CaseDocuments.Where(d => due.Contains(d.Case)).ExecuteDeleteAsync();
        await work.Db.CaseSteps.Where(s => due.Contains(s.Case)).ExecuteDeleteAsync();
        return await SweepBook.AddAsync(work, RecordKind.Cases, await work.Db.Cases.Where(c => due.Contains(c.Id)).ExecuteDeleteAsync());
    }

    private async Task<List<string>> OrphansAsync(IReadOnlyList<string> older, CancellationToken stop)
    {
        await using var store = await stores.CreateDbContextAsync(stop);
        var live = (await store.Cases.Select(c => c.Id).ToListAsync(stop)).Select(CaseSeal.KeyName).ToHashSet(StringComparer.Ordinal);
        return [.. older.Where(name => !live.Contains(name))];
    }
}
