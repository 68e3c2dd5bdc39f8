using WorkforceTrack.Domain.Erasure;

namespace WorkforceTrack.App.Erasure;

/// <summary>Removes the records of one kind whose declared time is over. Done twice, the second time does nothing.</summary>
internal interface ISweep
{
    RecordKind Kind { get; }

    /// <summary>Removes what is due now; says how many.</summary>
    Task<int> SweepAsync(CancellationToken stop);
}
