using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Erasure;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Erasure;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.Correspondence;

/// <summary>Destroys what visitors wrote, a set time after the answer, with its key (C4). What waits for an answer stays until it has one.</summary>
internal sealed class SweepMessages(MainWriter writer, IDbContextFactory<MainDb> stores, KeyRing keys, RetentionTimes times) : ISweep
{
    public RecordKind Kind => RecordKind.Messages;

    [Keeps("C4")]
    public async Task<int> SweepAsync(CancellationToken stop)
    {
        // INVARIANT: the rows first, the key after them. A key that a crash leaves opens nothing and goes in the next round.
        var removed = await writer.WriteAsync(async work =>
        {
            var before = work.Now - times.Of(Kind);
            var gone = await work.Db.Messages.Where(m => m.AnsweredAt < before).ExecuteDeleteAsync(stop);
            return gone == 0 ? 0 : await SweepBook.AddAsync(work, Kind, gone);
        });
        await using var store = await stores.CreateDbContextAsync(stop);
        var live = (await store.Messages.Select(m => m.Id).ToListAsync(stop)).Select(MessageSeal.KeyName).ToHashSet(StringComparer.Ordinal);
        var orphans = keys.NamesOfOlderKeys(MessageSeal.KeyPrefix).Where(name => !live.Contains(name)).ToList();
        await keys.DestroyProgramKeysAsync(orphans);
        return removed;
    }
}
