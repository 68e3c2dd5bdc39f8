namespace WorkforceTrack.App.Erasure;

/// <summary>
/// Erases whoever's waiting time is over: at the start, which finishes what a stop cut off, and once an hour. What a hold kept back goes
/// by itself in the first round after the hold (D6). Once a day, what was kept long enough is swept.
/// </summary>
internal sealed class ErasureClock(EraseMembers erase, SweepRecords sweep, TimeProvider clock, ILogger<ErasureClock> log) : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromHours(1);
    private DateOnly? sweptOn;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Between, clock);
        do
        {
            await TryAsync(erase.EraseDueAsync);
            await TryAsync(() => SweepOnceADayAsync(stoppingToken));
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    // Neither holds up the other, and the next round does what this one left: the store says what was done.
    private async Task TryAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.NotLookedAt(failure.GetType().Name);
        }
    }

    private async Task SweepOnceADayAsync(CancellationToken stop)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        if (sweptOn == today) return;
        await sweep.SweepAsync(stop);
        sweptOn = today;
    }
}

internal static partial class ErasureClockLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "Erasures or sweeps that are due could not be carried out this time ({Kind}); they are taken up again within the hour.")]
    internal static partial void NotLookedAt(this ILogger logger, string kind);
}
