using WorkforceTrack.App.Partners;

namespace WorkforceTrack.App.Members;

/// <summary>Once a day, and at the start: asks members to look over their data, and removes what is past its time.</summary>
internal sealed class DailyRound(RemindToReview remind, ForgetInvitations invitations, ForgetChanges changes, TimeProvider clock, ILogger<DailyRound> log) : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Between, clock);
        do
        {
            await TryAsync(remind.RemindAsync, stoppingToken);
            await TryAsync(invitations.SweepAsync, stoppingToken);
            await TryAsync(changes.SweepAsync, stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    // One that fails holds up no other, and what it left is done tomorrow: the store says what is due.
    private async Task TryAsync(Func<CancellationToken, Task<int>> work, CancellationToken stop)
    {
        try
        {
            await work(stop);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.NotDone(failure.GetType().Name);
        }
    }
}

internal static partial class DailyRoundLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "A part of the daily round could not be done ({Kind}); it is tried again tomorrow.")]
    internal static partial void NotDone(this ILogger logger, string kind);
}
