namespace WorkforceTrack.Domain.Erasure;

/// <summary>Where a member's leaving stands (T1, T2). It goes forward only, but for the way back while it waits.</summary>
public enum LeavingStep
{
    /// <summary>Asked for; the account rests, and the member may change their mind.</summary>
    Waiting,

    /// <summary>All is gone but what a hold keeps; that goes by itself when the hold ends (D6).</summary>
    Held,

    /// <summary>
    /// The intent is recorded, in one commit with the removal of everything in the main store: whatever stops the program now, the key
    /// is destroyed and the rest finished at its next start.
    /// </summary>
    Purged,

    /// <summary>Finished, with evidence.</summary>
    Done,
}
