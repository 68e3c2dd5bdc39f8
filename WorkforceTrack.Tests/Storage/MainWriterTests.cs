using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Tests.Cast;

namespace WorkforceTrack.Tests.Storage;

public sealed class MainWriterTests
{
    [Fact]
    public async Task What_was_acknowledged_is_in_the_store()
    {
        await using var store = await TestStore.OpenAsync();

        var index = await store.Writer.WriteAsync(work => Task.FromResult(work.Append(Entries.New(work, EntryKind.Notice, ActorRole.Platform))));

        await using var db = store.Main();
        Assert.True(await db.Ledger.AnyAsync(e => e.Index == index, TestContext.Current.CancellationToken));
        Assert.Equal(index + 1, store.Get<LedgerBook>().Head.Size);
    }

    [Fact]
    public async Task A_unit_that_fails_leaves_nothing_and_does_not_harm_its_neighbours()
    {
        await using var store = await TestStore.OpenAsync();
        var before = store.Get<LedgerBook>().Head.Size;
        var good = store.Writer.WriteAsync(Append);
        var bad = store.Writer.WriteAsync<long>(async work =>
        {
            await Append(work);
            throw new InvalidOperationException("on purpose");
        });
        var alsoGood = store.Writer.WriteAsync(Append);

        await Assert.ThrowsAsync<InvalidOperationException>(() => bad);

        Assert.Equal(before, await good);
        Assert.Equal(before + 1, await alsoGood);
        await using var db = store.Main();
        Assert.Equal(before + 2, await db.Ledger.LongCountAsync(TestContext.Current.CancellationToken));
    }

    private static Task<long> Append(WorkforceTrack.App.Storage.MainWork work) =>
        Task.FromResult(work.Append(Entries.New(work, EntryKind.Notice, ActorRole.Platform)));
}
