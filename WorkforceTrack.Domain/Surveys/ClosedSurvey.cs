using System.Collections.Immutable;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.Domain.Surveys;

/// <summary>A survey that takes no answers any more and has published nothing yet (S5).</summary>
public sealed class ClosedSurvey
{
    internal ClosedSurvey(OpenSurvey opened, DateTimeOffset closedAt, PassCounts? passes) => (Opened, ClosedAt, Passes) = (opened, closedAt, passes);

    /// <summary>The survey as it was open.</summary>
    public OpenSurvey Opened { get; }

    public SurveyPlan Plan => Opened.Plan;

    public DateTimeOffset ClosedAt { get; }

    /// <summary>How many passes were drawn and used; null for a poll.</summary>
    public PassCounts? Passes { get; }

    /// <summary>Publishes the one release. What comes of it has no such step, so there is no second one (S5).</summary>
    /// <param name="release">SHA-256 of the release, which stands in the ledger.</param>
    /// <param name="now">The moment of publication.</param>
    [Keeps("S5")]
    public ReleasingAnswer Release(Digest release, DateTimeOffset now) => now < ClosedAt
        ? new ReleasingAnswer.Refused([ReleasingFault.BeforeClosing])
        : new ReleasingAnswer.Released(new ReleasedSurvey(this, now, release));
}

/// <summary>A survey whose result is published (S5). Nothing can be done with it any more but read it.</summary>
public sealed class ReleasedSurvey
{
    internal ReleasedSurvey(ClosedSurvey closed, DateTimeOffset releasedAt, Digest release) => (Closed, ReleasedAt, Release) = (closed, releasedAt, release);

    /// <summary>The survey as it was closed.</summary>
    public ClosedSurvey Closed { get; }

    public SurveyPlan Plan => Closed.Plan;

    public DateTimeOffset ReleasedAt { get; }

    /// <summary>SHA-256 of what was published.</summary>
    public Digest Release { get; }
}

/// <summary>The answer to the wish to publish the result of a survey.</summary>
public abstract class ReleasingAnswer
{
    private ReleasingAnswer()
    {
    }

    /// <summary>It is published.</summary>
    public sealed class Released : ReleasingAnswer
    {
        internal Released(ReleasedSurvey survey) => Survey = survey;

        public ReleasedSurvey Survey { get; }
    }

    /// <summary>It stays closed, for all these reasons.</summary>
    public sealed class Refused : ReleasingAnswer
    {
        internal Refused(ImmutableArray<ReleasingFault> faults) => Faults = faults;

        public ImmutableArray<ReleasingFault> Faults { get; }
    }
}

/// <summary>Why a result cannot be published now.</summary>
public enum ReleasingFault
{
    /// <summary>The clock shows a time before the close.</summary>
    BeforeClosing,
}
