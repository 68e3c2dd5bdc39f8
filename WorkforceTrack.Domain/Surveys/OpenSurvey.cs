using System.Collections.Immutable;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.Domain.Surveys;

/// <summary>
/// How many passes were drawn and how many were used (S4), rounded to 5 as all totals are: the exact number used is the exact number
/// of answers, and with it the rounded tables could be worked back (S5). Published at close.
/// </summary>
public sealed record PassCounts
{
    /// <param name="issued">How many were drawn.</param>
    /// <param name="spent">How many were used.</param>
    public PassCounts(long issued, long spent)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(issued);
        ArgumentOutOfRangeException.ThrowIfNegative(spent);
        (Issued, Spent) = (Rounded(issued), Rounded(spent));
    }

    // 8 and 9 would round to 10, and "about 10" beside "fewer than 10 answers" is 8 or 9.
    private static long Rounded(long count) => count < Rounding.FewestAnswers ? Math.Min(5, Rounding.Total(count)) : Rounding.Total(count);

    public long Issued { get; }

    public long Spent { get; }
}

/// <summary>A survey that takes answers (S1). Whom it asks and what stays as it was opened: there is no way to change either.</summary>
public sealed class OpenSurvey
{
    internal OpenSurvey(SurveyPlan plan, DateTimeOffset openedAt, Digest? keyFingerprint) => (Plan, OpenedAt, KeyFingerprint) = (plan, openedAt, keyFingerprint);

    public SurveyPlan Plan { get; }

    public DateTimeOffset OpenedAt { get; }

    /// <summary>SHA-256 of the public key that verifies passes (SPKI); null for a poll.</summary>
    public Digest? KeyFingerprint { get; }

    /// <summary>Closes it: from now on no answer counts. The counts of passes belong to a members' survey, and to no poll.</summary>
    [Keeps("S4")]
    public ClosingAnswer Close(DateTimeOffset now, PassCounts? passes)
    {
        var faults = ImmutableArray.CreateBuilder<ClosingFault>();
        if (now < OpenedAt) faults.Add(ClosingFault.BeforeOpening);
        if (Plan.TakesPasses && passes is null) faults.Add(ClosingFault.NoPassCounts);
        if (!Plan.TakesPasses && passes is not null) faults.Add(ClosingFault.CountsWithoutPasses);
        return faults.Count == 0 ? new ClosingAnswer.Closed(new ClosedSurvey(this, now, passes)) : new ClosingAnswer.Refused(faults.ToImmutable());
    }
}

/// <summary>The answer to the wish to close a survey.</summary>
public abstract class ClosingAnswer
{
    private ClosingAnswer()
    {
    }

    /// <summary>It is closed.</summary>
    public sealed class Closed : ClosingAnswer
    {
        internal Closed(ClosedSurvey survey) => Survey = survey;

        public ClosedSurvey Survey { get; }
    }

    /// <summary>It stays open, for all these reasons.</summary>
    public sealed class Refused : ClosingAnswer
    {
        internal Refused(ImmutableArray<ClosingFault> faults) => Faults = faults;

        public ImmutableArray<ClosingFault> Faults { get; }
    }
}

/// <summary>Why a survey cannot be closed (S4).</summary>
public enum ClosingFault
{
    /// <summary>The clock shows a time before the opening.</summary>
    BeforeOpening,

    /// <summary>Members answered with passes, and nobody counted them.</summary>
    NoPassCounts,

    /// <summary>A poll has no passes to count.</summary>
    CountsWithoutPasses,
}
