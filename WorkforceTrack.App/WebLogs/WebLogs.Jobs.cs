namespace WorkforceTrack.App.WebLogs;

/// <summary>Looks at the start, and again and again, at what the web log has kept long enough. A stopped program does at its next start what it missed.</summary>
internal sealed class WebLogJob(PruneWebLog prune, ReadUsage usage, WebLogOptions options, TimeProvider clock, ILogger<WebLogJob> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.BetweenLooks, clock);
        do
        {
            try
            {
                prune.Prune();
                // So that the first look at the usage page need not wait for a year of days.
                usage.Warm();
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
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
    [LoggerMessage(Level = LogLevel.Error, Message = "Addresses of the web log that are due could not be cut this time ({Kind}).")]
    internal static partial void NotPruned(this ILogger logger, string kind);
}
