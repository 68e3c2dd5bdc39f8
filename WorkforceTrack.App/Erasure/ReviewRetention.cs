using System.Collections.Immutable;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Staff;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Erasure;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.Erasure;

/// <summary>Staff see how long each kind of record is kept, and what the daily sweep removed lately.</summary>
internal sealed class ReviewRetention(ConsoleDoor door, RetentionTimes times, SweepBook book)
{
    private const int MostLines = 40;

    [Keeps("O1")]
    internal async Task<RetentionReview> ReadAsync(Caller caller) => await door.WhyNotAsync(caller) is { } reason
        ? new RetentionReview.Refused(reason)
        : new RetentionReview.Shown([.. RecordDeclarations.All.Select(record => (record, times.Words(record)))], await book.LatestAsync(MostLines));
}

/// <summary>What a look at the retention gave.</summary>
internal abstract class RetentionReview
{
    private RetentionReview()
    {
    }

    internal sealed class Shown(ImmutableArray<(RecordDeclaration Record, string Kept)> records, ImmutableArray<SweepLine> swept) : RetentionReview
    {
        internal ImmutableArray<(RecordDeclaration Record, string Kept)> Records { get; } = records;

        internal ImmutableArray<SweepLine> Swept { get; } = swept;
    }

    internal sealed class Refused(RefusalReason reason) : RetentionReview
    {
        internal RefusalReason Reason { get; } = reason;
    }
}
