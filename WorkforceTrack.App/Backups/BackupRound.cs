using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Storage.Sqlite;
using WorkforceTrack.Domain.Erasure;

namespace WorkforceTrack.App.Backups;

/// <summary>How far the making of a backup is, or what came of the last.</summary>
internal abstract class BackupState
{
    private BackupState()
    {
    }

    /// <summary>Being copied, so far.</summary>
    internal sealed class Copying(long done, long total) : BackupState
    {
        internal long Done { get; } = done;

        internal long Total { get; } = total;
    }

    /// <summary>Being restored for a test.</summary>
    internal sealed class Testing(BackupName name, long done, long total) : BackupState
    {
        internal BackupName Name { get; } = name;

        internal long Done { get; } = done;

        internal long Total { get; } = total;
    }

    /// <summary>Made and found sound.</summary>
    internal sealed class Made(BackupName name, DateTimeOffset at) : BackupState
    {
        internal BackupName Name { get; } = name;

        internal DateTimeOffset At { get; } = at;
    }

    /// <summary>Something stopped it.</summary>
    internal sealed class Failed(string words, DateTimeOffset at) : BackupState
    {
        internal string Words { get; } = words;

        internal DateTimeOffset At { get; } = at;
    }
}

/// <summary>One round: makes a backup, restores it for a test, removes what is past its generation. One at a time in this process, seen by all who look.</summary>
internal sealed class BackupRound(CreateBackup create, VerifyBackup verify, BackupShelf shelf, TimeProvider clock, ILogger<BackupRound> log)
{
    private readonly Lock gate = new();
    private bool isRunning;

    /// <summary>The round that runs or ran last in this process; null before the first.</summary>
    internal BackupState? Latest { get; private set; }

    internal bool IsRunning
    {
        get
        {
            lock (gate) return isRunning;
        }
    }

    /// <summary>Tells that <see cref="Latest"/> moved on.</summary>
    internal event EventHandler? Moved;

    /// <summary>Runs a round to its end; false when one runs already, which then is the one to watch.</summary>
    internal async Task<bool> RunAsync()
    {
        lock (gate)
        {
            if (isRunning) return false;
            isRunning = true;
        }

        try
        {
            Show(new BackupState.Copying(0, 0));
            Show(await MakeAsync());
        }
        catch (Exception failure)
        {
            // Whatever stopped it: nobody waits for an answer here, and the next round must be able to begin.
            log.NotMade(failure.GetType().Name);
            Show(new BackupState.Failed(failure is StartRefusedException or StoreHeldException ? failure.Message : $"The files could not be written or read ({failure.GetType().Name}).", clock.GetUtcNow()));
        }
        finally
        {
            lock (gate) isRunning = false;
        }

        return true;
    }

    private async Task<BackupState> MakeAsync()
    {
        if (await create.CreateAsync((done, total) => Show(new BackupState.Copying(done, total))) is not { } name) return new BackupState.Failed(VerifyBackup.Busy, clock.GetUtcNow());
        var verdict = await verify.VerifyAsync(name, (done, total) => Show(new BackupState.Testing(name, done, total)));
        shelf.Prune();
        if (verdict is BackupVerdict.Sound) return new BackupState.Made(name, clock.GetUtcNow());
        log.NotSound(verdict.GetType().Name);
        return new BackupState.Failed(verdict is BackupVerdict.Damaged damaged ? $"{name} was made and does not restore: {damaged.Words}" : $"{name} was made and not tested. {((BackupVerdict.NotTested)verdict).Words}", clock.GetUtcNow());
    }

    private void Show(BackupState state)
    {
        lock (gate) Latest = state;
        Moved?.Invoke(this, EventArgs.Empty);
    }
}

internal static partial class BackupRoundLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "A backup could not be made ({Kind}). It is tried again within the hour.")]
    internal static partial void NotMade(this ILogger logger, string kind);

    [LoggerMessage(Level = LogLevel.Critical, Message = "A backup was made and its test restore did not succeed ({Kind}). See /console/backups.")]
    internal static partial void NotSound(this ILogger logger, string kind);
}
