namespace WorkforceTrack.Domain.Engagements;

/// <summary>The step that a row of the store says. That a term is over is said by the clock, never by a row (D5).</summary>
public enum EngagementStep
{
    /// <summary>Being entered; nobody can log in.</summary>
    Drafted,

    /// <summary>Confirmed by a second person.</summary>
    Signed,

    /// <summary>What was given is returned or destroyed, and the certificate is there.</summary>
    Settled,
}

/// <summary>How far an engagement is at a moment. In code each phase that acts is a type of its own (D5).</summary>
public enum EngagementPhase
{
    /// <summary>Being entered.</summary>
    Drafted,

    /// <summary>Signed; the term has not begun.</summary>
    Awaited,

    /// <summary>Signed, and in its term.</summary>
    InForce,

    /// <summary>Over; the certificate of return or destruction is owed.</summary>
    Ended,

    /// <summary>Over, and settled.</summary>
    Settled,
}
