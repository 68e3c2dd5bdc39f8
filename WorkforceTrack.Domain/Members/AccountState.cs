namespace WorkforceTrack.Domain.Members;

/// <summary>Where a membership stands.</summary>
public enum AccountState
{
    /// <summary>In use.</summary>
    Open,

    /// <summary>Asked to leave; nothing is used but the member's own access.</summary>
    Leaving,

    /// <summary>Gone.</summary>
    Closed,
}
