namespace WorkforceTrack.Domain.Ledger;

/// <summary>Why a checkpoint cannot be compared with.</summary>
public enum CheckpointFault
{
    Unreadable,
    OtherLog,
    NotSigned,
    WrongSignature,
}
