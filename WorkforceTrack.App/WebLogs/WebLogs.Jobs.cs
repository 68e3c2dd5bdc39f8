using WorkforceTrack.App.Erasure;
using WorkforceTrack.Domain.Erasure;

namespace WorkforceTrack.App.WebLogs;

/// <summary>Looks at the start, and again and again, at what the web log has kept long enough. A stopped program does at its next start what it missed.</summary>
internal sealed class WebLogJob(PruneWebLog prune, DestroyIncidents destroy, SweepBook book, ReadUsage usage, WebLogOptions options, TimeProvider clock, ILogger<WebLogJob> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.BetweenLooks, clock);
        do
        {
            try
            {
                if (prune.Prune() is Pruning.Done pruned) await book.AddAsync(RecordKind.WebLog, pruned.Removed);
                await book.AddAsync(RecordKind.Incidents, await destroy.SweepAsync());
                // So that the first look at the usage page need not wait for a year of days.
                usage.Warm();
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // The next look does what this one left.
                log.NotPruned(failure.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}

internal static partial class WebLogJobLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "What the web log kept long enough could not be cut or destroyed this time ({Kind}).")]
    internal static partial void NotPruned(this ILogger logger, string kind);
}
