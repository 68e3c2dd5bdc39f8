using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Erasure;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Erasure;

namespace WorkforceTrack.App.SignIn;

/// <summary>
/// Each minute: ends the sessions that fell silent or grew too old, sends their open pages to the log-in (also of sessions that
/// another process ended), and removes rows that have nothing left to tell.
/// </summary>
internal sealed class SweepSessions(IDbContextFactory<VaultDb> vaults, Callers callers, EndSession end, OpenCircuits circuits, SessionLimits limits, RetentionTimes times, TimeProvider clock, ILogger<SweepSessions> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    internal async Task SweepAsync()
    {
        var now = clock.GetUtcNow();
        var (silentSince, startedBefore, endedBefore) = (now - limits.Idle, now - limits.Absolute, now - times.Of(RecordKind.Sessions));
        await end.EndAsync(sessions => sessions.Where(s => s.LastSeenAt <= silentSince || s.StartedAt <= startedBefore));
        await using var vault = await vaults.CreateDbContextAsync();
        // Also what a term ended meanwhile: nothing that its pages send is carried out any more, and what they show goes too.
        foreach (var id in circuits.Sessions)
        {
            if (!await callers.LivesAsync(id)) circuits.SendAway(id);
        }

        await vault.Sessions.Where(s => s.EndedAt <= endedBefore).ExecuteDeleteAsync();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await SweepAsync();
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // The next round does what this one left.
                log.SweepFailed(failure.GetType().Name);
            }
        }
    }
}

internal static partial class SweepSessionsLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Ended sessions could not be swept this time ({Kind}).")]
    internal static partial void SweepFailed(this ILogger logger, string kind);
}
