using WorkforceTrack.Domain.Ledger;

namespace WorkforceTrack.Domain.Surveys;

/// <summary>
/// A survey as a row holds it: the phase, and what each phase has. The only way back from the store to a phase (S1); a survey
/// in another phase is none, and a row that lacks what its phase must have is damaged.
/// </summary>
public sealed record StoredSurvey(SurveyPlan Plan, SurveyPhase Phase)
{
    public DateTimeOffset? OpenedAt { get; init; }

    public Digest? KeyFingerprint { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public PassCounts? Passes { get; init; }

    public DateTimeOffset? ReleasedAt { get; init; }

    public Digest? Release { get; init; }

    public static StoredSurvey Of(DraftSurvey survey) => new(survey.Plan, SurveyPhase.Draft);

    public static StoredSurvey Of(OpenSurvey survey) => new(survey.Plan, SurveyPhase.Open) { OpenedAt = survey.OpenedAt, KeyFingerprint = survey.KeyFingerprint };

    public static StoredSurvey Of(ClosedSurvey survey) => Of(survey.Opened) with { Phase = SurveyPhase.Closed, ClosedAt = survey.ClosedAt, Passes = survey.Passes };

    public static StoredSurvey Of(ReleasedSurvey survey) => Of(survey.Closed) with { Phase = SurveyPhase.Released, ReleasedAt = survey.ReleasedAt, Release = survey.Release };

    /// <summary>The draft; null when the survey is no draft any more.</summary>
    public DraftSurvey? AsDraft() => Phase == SurveyPhase.Draft ? new DraftSurvey(Plan) : null;

    /// <summary>The open survey; null when it is in another phase.</summary>
    public OpenSurvey? AsOpen() => Phase == SurveyPhase.Open ? WhenOpen() : null;

    /// <summary>The closed survey; null when it is in another phase.</summary>
    public ClosedSurvey? AsClosed() => Phase == SurveyPhase.Closed ? WhenClosed() : null;

    /// <summary>The released survey; null when it is in another phase.</summary>
    public ReleasedSurvey? AsReleased() => Phase == SurveyPhase.Released ? new ReleasedSurvey(WhenClosed(), ReleasedAt ?? throw Damaged(), Release ?? throw Damaged()) : null;

    private OpenSurvey WhenOpen() => Plan.TakesPasses == KeyFingerprint is not null ? new OpenSurvey(Plan, OpenedAt ?? throw Damaged(), KeyFingerprint) : throw Damaged();

    private ClosedSurvey WhenClosed() => Plan.TakesPasses == Passes is not null ? new ClosedSurvey(WhenOpen(), ClosedAt ?? throw Damaged(), Passes) : throw Damaged();

    private InvalidOperationException Damaged() => new($"The row of survey {Plan.Id.Value} lacks what its phase must have.");
}
