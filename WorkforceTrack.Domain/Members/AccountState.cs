namespace WorkforceTrack.Domain.Members;

/// <summary>Where a membership stands.</summary>
public enum AccountState
{
    /// <summary>In use.</summary>
    Open,

    /// <summary>Asked to leave; nothing is used but for the member's own access and for mail about the account.</summary>
    Leaving,

    /// <summary>Gone.</summary>
    Closed,
}
