using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.LegalProcess;

/// <summary>
/// What happens by time alone (D7): a silence ends and the members are told, a window closes, a hold runs out. What is due stands in the
/// store, and each case turns in one unit of work together with its notices: whenever the program was stopped, a notice is neither lost
/// nor sent twice.
/// </summary>
internal sealed class TurnCases(MainWriter writer, CaseBook book, IDbContextFactory<MainDb> stores, TimeProvider clock, ILogger<TurnCases> log)
{
    /// <summary>Turns every case whose moment has come. Returns the next such moment; null when none is known.</summary>
    [Keeps("D7")]
    internal async Task<DateTimeOffset?> TurnDueAsync(CancellationToken stop)
    {
        foreach (var id in await DueAsync(stop)) await TurnOneAsync(id);
        await using var store = await stores.CreateDbContextAsync(stop);
        return await store.Cases.AsNoTracking().MinAsync(c => c.TurnsAt, stop);
    }

    // INVARIANT: a case that cannot be turned holds up no other one's notice.
    private async Task TurnOneAsync(CaseId id)
    {
        try
        {
            await writer.WriteAsync(work => TurnAsync(work, id));
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.OneNotTurned(id.Value, failure.GetType().Name);
        }
    }

    private async Task<List<CaseId>> DueAsync(CancellationToken stop)
    {
        await using var store = await stores.CreateDbContextAsync(stop);
        var now = clock.GetUtcNow();
        return await store.Cases.AsNoTracking().Where(c => c.TurnsAt <= now).OrderBy(c => c.TurnsAt).Select(c => c.Id).ToListAsync(stop);
    }

    // Read again inside the unit: somebody may have taken a step since.
    private async Task<bool> TurnAsync(MainWork work, CaseId id)
    {
        if (await CaseBook.FindAsync(work.Db, id) is not { } row || !(row.TurnsAt <= work.Now)) return false;
        await book.TurnAsync(work, row);
        return true;
    }
}
