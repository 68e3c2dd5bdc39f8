using Microsoft.Data.Sqlite;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Staff;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Staff;

namespace WorkforceTrack.App.Ledger;

/// <summary>The privacy officer has the whole ledger checked while the program runs (SE1). One check at a time, seen by all who look.</summary>
internal sealed class VerifyLedger(ConsoleDoor door, AuditLedger audit, LedgerBook book, StoreOptions options, TimeProvider clock, ILogger<VerifyLedger> log)
{
    private readonly Lock gate = new();

    /// <summary>The check that runs or ran last in this process; null before the first.</summary>
    internal LedgerCheck? Latest { get; private set; }

    /// <summary>Tells that <see cref="Latest"/> moved on.</summary>
    internal event EventHandler? Moved;

    /// <summary>Starts a check. The reason when the caller may not; null also when one runs already, which then is the one to watch.</summary>
    [Keeps("SE1")]
    internal async Task<RefusalReason?> StartAsync(Caller caller)
    {
        if (await door.WhyNotAsync(caller, StaffRole.PrivacyOfficer) is { } reason) return reason;
        lock (gate)
        {
            if (Latest is LedgerCheck.Running) return null;
            Latest = new LedgerCheck.Running(0, book.Head.Size);
        }

        _ = Task.Run(RunAsync);
        return null;
    }

    private async Task RunAsync()
    {
        try
        {
            // The witness first, the store after it: entries may come in between, never the reverse.
            var note = File.Exists(options.CheckpointFile) ? await File.ReadAllTextAsync(options.CheckpointFile) : null;
            var report = await audit.AuditAsync(note is null ? [] : [("the copy outside the database", note)], Progress);
            Show(new LedgerCheck.Done(report, note is not null, clock.GetUtcNow()));
        }
        catch (Exception failure)
        {
            // Whatever stopped it: nobody waits for an answer here, and a check that never ends could not be started again.
            log.NotRead(failure.GetType().Name);
            Show(new LedgerCheck.Failed(clock.GetUtcNow()));
        }
    }

    private void Progress(long read) => Show(new LedgerCheck.Running(read, Math.Max(read, book.Head.Size)));

    private void Show(LedgerCheck check)
    {
        lock (gate) Latest = check;
        Moved?.Invoke(this, EventArgs.Empty);
    }
}

/// <summary>How far a check of the ledger is, or what it found.</summary>
internal abstract class LedgerCheck
{
    private LedgerCheck()
    {
    }

    internal sealed class Running(long read, long total) : LedgerCheck
    {
        internal long Read { get; } = read;

        internal long Total { get; } = total;
    }

    internal sealed class Done(AuditReport report, bool hasWitness, DateTimeOffset at) : LedgerCheck
    {
        internal AuditReport Report { get; } = report;

        /// <summary>Whether a signed head from outside was there to compare with.</summary>
        internal bool HasWitness { get; } = hasWitness;

        internal DateTimeOffset At { get; } = at;
    }

    /// <summary>The files could not be read to their end.</summary>
    internal sealed class Failed(DateTimeOffset at) : LedgerCheck
    {
        internal DateTimeOffset At { get; } = at;
    }
}

internal static partial class VerifyLedgerLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "The ledger could not be read to its end while it was verified ({Kind}).")]
    internal static partial void NotRead(this ILogger logger, string kind);
}
