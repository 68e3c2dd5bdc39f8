using System.Collections.Immutable;
using WorkforceTrack.Domain.Erasure;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.Erasure;

/// <summary>The daily sweep (C4, T5): every kind of record whose declared time is over goes, and what went is reported.</summary>
internal sealed class SweepRecords(IEnumerable<ISweep> sweeps, EraseAccount account, ILogger<SweepRecords> log)
{
    /// <summary>Sweeps once; says how many records of each kind went.</summary>
    [Keeps("T5")]
    internal async Task<ImmutableDictionary<RecordKind, int>> SweepAsync(CancellationToken stop)
    {
        var removed = ImmutableDictionary.CreateBuilder<RecordKind, int>();
        foreach (var sweep in sweeps)
        {
            try
            {
                removed[sweep.Kind] = await sweep.SweepAsync(stop);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // One kind that cannot be swept holds up no other one.
                log.NotSwept(sweep.Kind, failure.GetType().Name);
            }
        }

        // Whatever was counted: a sweep that failed or was cut off may have removed something all the same.
        await account.LeaveNoTraceAsync(erased: null);
        return removed.ToImmutable();
    }
}

internal static partial class SweepRecordsLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "Records of the kind {Records} whose time is over could not be removed ({Kind}); it is tried again tomorrow.")]
    internal static partial void NotSwept(this ILogger logger, RecordKind records, string kind);
}
