using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Erasure;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Erasure;

/// <summary>
/// Removes the bodies of entries past their time whose subject the vault does not know any more. The leaf hash stays for ever, so every
/// proof and every check goes on; the store itself lets a body go only after an entry that says so (SE1).
/// </summary>
internal sealed class SweepLedger(MainWriter writer, IDbContextFactory<MainDb> stores, IDbContextFactory<VaultDb> vaults, RetentionTimes times, PolicyInForce policy, TimeProvider clock) : ISweep
{
    private const int InOneUnit = 500;

    public RecordKind Kind => RecordKind.Ledger;

    public async Task<int> SweepAsync(CancellationToken stop)
    {
        var removed = 0;
        foreach (var some in (await DueAsync(stop)).Chunk(InOneUnit)) removed += await writer.WriteAsync(work => RemoveAsync(work, some));
        return removed;
    }

    private async Task<List<long>> DueAsync(CancellationToken stop)
    {
        var before = clock.GetUtcNow() - times.Of(Kind);
        await using var vault = await vaults.CreateDbContextAsync(stop);
        var known = await vault.People.Where(p => p.Subject != null).Select(p => p.Subject!.Value).ToHashSetAsync(stop);
        var due = new List<long>();
        await using var store = await stores.CreateDbContextAsync(stop);
        var old = store.Ledger.AsNoTracking().OrderBy(e => e.Index).Select(e => new { e.Index, e.Subject, e.At }).AsAsyncEnumerable();
        await foreach (var entry in old.WithCancellation(stop))
        {
            // The moments rise with the index, but for days without a time and for clocks that were set back: two days are room enough.
            if (entry.At > before + TimeSpan.FromDays(2)) break;
            if (entry.At < before && entry.Subject is { } subject && !known.Contains(subject)) due.Add(entry.Index);
        }

        return due;
    }

    private async Task<int> RemoveAsync(MainWork work, long[] due)
    {
        work.Append(Entries.New(work, EntryKind.Sweep, ActorRole.Platform) with { Policy = policy.Version?.Number });
        var removed = await work.Db.Ledger.Where(e => due.Contains(e.Index)).ExecuteUpdateAsync(set => set
            .SetProperty(e => e.Body, Array.Empty<byte>())
            .SetProperty(e => e.Subject, (LedgerSubject?)null)
            .SetProperty(e => e.Recipient, (Guid?)null)
            .SetProperty(e => e.Purpose, (Domain.Policy.Purpose?)null));
        return await SweepBook.AddAsync(work, Kind, removed);
    }
}
