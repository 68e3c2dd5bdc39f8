namespace WorkforceTrack.App.Correspondence;

/// <summary>Delivers mail while the program runs: at once when some is queued, and again when a pause is over.</summary>
internal sealed class MailJob(MailQueue queue, DeliverMail deliver, TimeProvider clock, ILogger<MailJob> log) : BackgroundService
{
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestRest = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested) await RestAsync(await WorkAsync(stoppingToken), stoppingToken);
    }

    private async Task<TimeSpan> WorkAsync(CancellationToken stop)
    {
        try
        {
            var next = await deliver.DeliverDueAsync(stop) - clock.GetUtcNow();
            return next is not { } rest || rest > LongestRest ? LongestRest : rest < TimeSpan.Zero ? TimeSpan.Zero : rest;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.QueueNotRead(failure.GetType().Name);
            return AfterTrouble;
        }
    }

    private async Task RestAsync(TimeSpan rest, CancellationToken stop)
    {
        using var waking = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await Task.WhenAny(queue.HearAsync(waking.Token), Task.Delay(rest, clock, waking.Token));
        await waking.CancelAsync();
    }
}
