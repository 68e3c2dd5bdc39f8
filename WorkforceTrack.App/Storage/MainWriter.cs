using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Partners;

namespace WorkforceTrack.App.Storage;

/// <summary>
/// The one way to write to the main store. Units of work wait in a queue and are carried out one after the other, each in a
/// transaction of its own as far as it can tell; those that wait together share one flush to the disk (group commit).
/// An answer leaves only after the commit, so what a caller was told is in the store.
/// </summary>
internal sealed class MainWriter : IAsyncDisposable
{
    private const int MostUnitsInOneCommit = 64;

    private readonly Channel<Unit> queue = Channel.CreateBounded<Unit>(new BoundedChannelOptions(1024) { SingleReader = true });
    private readonly IDbContextFactory<MainDb> contexts;
    private readonly LedgerBook ledger;
    private readonly TimeProvider clock;
    private readonly ILogger<MainWriter> log;
    private readonly Task loop;

    public MainWriter(IDbContextFactory<MainDb> contexts, LedgerBook ledger, TimeProvider clock, ILogger<MainWriter> log)
    {
        this.contexts = contexts;
        this.ledger = ledger;
        this.clock = clock;
        this.log = log;
        loop = Task.Run(RunAsync);
    }

    /// <summary>Carries out a unit; its changes, its ledger entries and its answer stand or fall together.</summary>
    internal async Task<T> WriteAsync<T>(Func<MainWork, Task<T>> unit)
    {
        var pending = new Unit<T>(unit);
        await queue.Writer.WriteAsync(pending);
        return await pending.Answer;
    }

    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await loop;
    }

    private async Task RunAsync()
    {
        while (await queue.Reader.WaitToReadAsync())
        {
            try
            {
                await using var context = await contexts.CreateDbContextAsync();
                context.Database.AutoSavepointsEnabled = false;
                await context.Database.OpenConnectionAsync();
                context.KeepStatements();
                await using var appender = new LedgerAppender(context);
                await using var reads = new ReadCounter(context);
                do await CommitBatchAsync(context, appender, reads);
                while (await queue.Reader.WaitToReadAsync());
            }
            catch (Exception failure)
            {
                // The units of the failed batch have their answer already; the next batch gets a fresh connection.
                log.BatchFailed(failure.GetType().Name);
                while (queue.Reader.TryRead(out var unit)) unit.Fail(failure);
            }
        }
    }

    private async Task CommitBatchAsync(MainDb context, LedgerAppender appender, ReadCounter reads)
    {
        var done = new List<Unit>();
        try
        {
            await using var transaction = await context.Database.BeginTransactionAsync();
            var work = new MainWork(context, appender, reads, ledger.Head, clock);
            appender.Join(transaction.GetDbTransaction());
            reads.Join(transaction.GetDbTransaction());
            while (done.Count < MostUnitsInOneCommit && queue.Reader.TryRead(out var unit))
            {
                done.Add(unit);
                await RunOneAsync(unit, work, transaction);
                if (unit.ClosesBatch) break;
            }

            await transaction.CommitAsync();
            ledger.Advance(work.Head);
            foreach (var unit in done) unit.Commit();
        }
        catch (Exception failure)
        {
            foreach (var unit in done) unit.Fail(failure);
            throw;
        }
        finally
        {
            context.ChangeTracker.Clear();
        }
    }

    private static async Task RunOneAsync(Unit unit, MainWork work, IDbContextTransaction transaction)
    {
        var before = work.Mark();
        await transaction.CreateSavepointAsync("unit");
        try
        {
            await unit.RunAsync(work);
            await work.Db.SaveChangesAsync();
            await transaction.ReleaseSavepointAsync("unit");
        }
        catch (Exception failure)
        {
            await transaction.RollbackToSavepointAsync("unit");
            work.Return(before);
            unit.Fail(failure);
        }

        work.Db.ChangeTracker.Clear();
    }

    private abstract class Unit
    {
        /// <summary>Whether something must happen after its commit before any other unit may run.</summary>
        internal abstract bool ClosesBatch { get; }

        internal abstract Task RunAsync(MainWork work);

        internal abstract void Commit();

        internal abstract void Fail(Exception failure);
    }

    private sealed class Unit<T>(Func<MainWork, Task<T>> run) : Unit
    {
        private readonly TaskCompletionSource<T> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T result = default!;
        private IReadOnlyList<RecordedPermit> recorded = [];
        private IReadOnlyList<Action> afterwards = [];
        private bool hasFailed;

        internal Task<T> Answer => answer.Task;

        internal override bool ClosesBatch => afterwards.Count > 0;

        internal override async Task RunAsync(MainWork work)
        {
            result = await run(work);
            (recorded, afterwards) = work.TakeForCommit();
        }

        internal override void Commit()
        {
            // A unit that was rolled back alone stands in the batch, but nothing of it stands in the store.
            if (hasFailed) return;
            foreach (var permit in recorded) permit.Committed();
            foreach (var act in afterwards) act();
            answer.TrySetResult(result);
        }

        internal override void Fail(Exception failure)
        {
            hasFailed = true;
            answer.TrySetException(failure);
        }
    }
}

internal static partial class MainWriterLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "A batch of writes to the main store failed ({Kind}); nothing of it was stored.")]
    internal static partial void BatchFailed(this ILogger logger, string kind);
}
