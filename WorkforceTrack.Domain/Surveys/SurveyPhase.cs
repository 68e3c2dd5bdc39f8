namespace WorkforceTrack.Domain.Surveys;

/// <summary>How far a survey is, as it is stored (S1, S5). In code each phase is a type of its own.</summary>
public enum SurveyPhase
{
    /// <summary>Being written.</summary>
    Draft,

    /// <summary>Taking answers.</summary>
    Open,

    /// <summary>Taking none any more; nothing is published yet.</summary>
    Closed,

    /// <summary>Published, once and for all.</summary>
    Released,
}
