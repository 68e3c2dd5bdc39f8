using Quartz;

namespace WorkforceTrack.App.LegalProcess;

/// <summary>
/// The clock of the cases: looks every minute what has come due. The scheduler keeps nothing that could be lost: what is due, and
/// whether it was done, stands in the store, and is done there in one unit of work.
/// </summary>
[DisallowConcurrentExecution]
internal sealed class LegalClock(TurnCases turn, ILogger<LegalClock> log) : IJob
{
    internal static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await turn.TurnDueAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.NotTurned(failure.GetType().Name);
        }
    }
}

internal static partial class LegalClockLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "Case {Case} could not be turned ({Kind}); it is tried again in a minute.")]
    internal static partial void OneNotTurned(this ILogger logger, Guid @case, string kind);

    [LoggerMessage(Level = LogLevel.Error, Message = "Cases whose time has come could not be turned ({Kind}); it is tried again in a minute.")]
    internal static partial void NotTurned(this ILogger logger, string kind);
}
