namespace WorkforceTrack.App.Members;

/// <summary>Once a day, and at the start: asks members to look over their data.</summary>
internal sealed class DailyReminders(RemindToReview remind, TimeProvider clock, ILogger<DailyReminders> log) : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Between, clock);
        do
        {
            try
            {
                await remind.RemindAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // What it left is done tomorrow: the store says what is due.
                log.NotDone(failure.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}

internal static partial class DailyRemindersLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "Members could not be asked to look over their data ({Kind}); it is tried again tomorrow.")]
    internal static partial void NotDone(this ILogger logger, string kind);
}
