namespace WorkforceTrack.Domain.LegalProcess;

/// <summary>Where a case stands (D6, D7). Each phase is a type of its own, <see cref="LegalCase"/>; this is its name in a store. None is renamed.</summary>
public enum CasePhase
{
    /// <summary>The document lies here, hashed, and the clock runs.</summary>
    Received,

    /// <summary>Whoever asks was called back under a number that was found independently.</summary>
    Authenticated,

    /// <summary>It is known what it is and what it asks for.</summary>
    Classified,

    /// <summary>What is asked for is on hold.</summary>
    Preserved,

    /// <summary>It asks for too much; whoever asks was told so and has the word.</summary>
    Narrowing,

    /// <summary>It is valid, and its scope is fixed.</summary>
    Reviewed,

    /// <summary>It is known whether it binds us to silence.</summary>
    SecrecyChecked,

    /// <summary>The notice is on its way to the members.</summary>
    Notifying,

    /// <summary>The members were told, and can object until the window closes.</summary>
    Notified,

    /// <summary>The notice must wait, or may wait, until a day that is known.</summary>
    Delayed,

    /// <summary>A member objected; everything waits for the outcome.</summary>
    Frozen,

    /// <summary>One of two has approved.</summary>
    HalfApproved,

    /// <summary>It may be handed over.</summary>
    Approved,

    /// <summary>It was handed over.</summary>
    Produced,

    /// <summary>Closed, and the members are yet to be told.</summary>
    Untold,

    Closed,

    /// <summary>Nothing was given.</summary>
    Refused,

    /// <summary>Sent back as defective; nothing was given.</summary>
    Returned,
}
