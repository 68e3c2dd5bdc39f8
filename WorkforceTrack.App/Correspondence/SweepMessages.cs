using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Erasure;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Erasure;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.Correspondence;

/// <summary>Destroys what visitors wrote, a set time after the answer, with its key (C4). What waits for an answer stays until it has one, a year at most.</summary>
internal sealed class SweepMessages(MainWriter writer, IDbContextFactory<MainDb> stores, KeyRing keys, RetentionTimes times) : ISweep
{
    /// <summary>Whoever waited so long waits no more, and nothing is kept without an end.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(365);

    public RecordKind Kind => RecordKind.Messages;

    [Keeps("C4")]
    public async Task<int> SweepAsync(CancellationToken stop)
    {
        // Read before the rows: a key whose message comes meanwhile is not among them.
        var older = keys.NamesOfOlderKeys(MessageSeal.KeyPrefix);
        // INVARIANT: the rows first, the key after them. A key that a crash leaves opens nothing and goes in the next round.
        var removed = await writer.WriteAsync(async work =>
        {
            var before = work.Now - times.Of(Kind);
            var unanswered = work.Now - LongestWait;
            var gone = await work.Db.Messages.Where(m => m.AnsweredAt < before || (m.AnsweredAt == null && m.ReceivedAt < unanswered)).ExecuteDeleteAsync(stop);
            return gone == 0 ? 0 : await SweepBook.AddAsync(work, Kind, gone);
        });
        await using var store = await stores.CreateDbContextAsync(stop);
        var live = (await store.Messages.Select(m => m.Id).ToListAsync(stop)).Select(MessageSeal.KeyName).ToHashSet(StringComparer.Ordinal);
        await keys.DestroyProgramKeysAsync([.. older.Where(name => !live.Contains(name))]);
        return removed;
    }
}
