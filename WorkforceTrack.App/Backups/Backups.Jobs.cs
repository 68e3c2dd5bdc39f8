namespace WorkforceTrack.App.Backups;

/// <summary>Makes the backup of each day at its time, and one that a stop let pass soon after the start. What failed is tried again an hour later.</summary>
internal sealed class BackupJob(BackupFolder folder, BackupOptions options, BackupRound round, BackupShelf shelf, VaultCopies vaults, TimeProvider clock, ILogger<BackupJob> log) : BackgroundService
{
    /// <summary>So long after the start nothing is copied: the machine has other things to do.</summary>
    internal static readonly TimeSpan Settling = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromHours(1);

    private DateTimeOffset notBefore;

    /// <summary>Does what is due now.</summary>
    internal async Task LookAsync()
    {
        var now = clock.GetUtcNow();
        if (now < notBefore) return;
        if (IsDone(now))
        {
            // Also on a day on which somebody made the backup by hand.
            if (shelf.Prune() is null) return;
            notBefore = options.LastDue(now).AddDays(1);
            return;
        }

        notBefore = now + BetweenTries;
        await round.RunAsync();
        if (round.Latest is BackupState.Made) notBefore = now;
    }

    // Done is a backup of today that was restored for a test, with a copy of the vault that is no older. A name from days to come, which a
    // clock that ran ahead left, stands for none.
    private bool IsDone(DateTimeOffset now) =>
        shelf.All().FirstOrDefault(b => b.Name.At <= now + Settling) is { IsVerified: true } newest && newest.Name.At >= options.LastDue(now)
        && vaults.Files() is [var copy, ..] && copy.Name.CompareTo(newest.Name) >= 0;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!folder.IsSet)
        {
            log.NoFolder();
            return;
        }

        notBefore = clock.GetUtcNow() + Settling;
        using var timer = new PeriodicTimer(BetweenLooks, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync();
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                log.NotLooked(failure.GetType().Name);
            }
        }
    }
}

internal static partial class BackupJobLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "No backups are made: Backup:Directory is not set.")]
    internal static partial void NoFolder(this ILogger logger);

    [LoggerMessage(Level = LogLevel.Error, Message = "The folder of backups could not be looked at ({Kind}).")]
    internal static partial void NotLooked(this ILogger logger, string kind);
}
