namespace WorkforceTrack.Domain.Partners;

/// <summary>What a partner is told that received data of a member (A2, T2; GDPR 19). Known by name on the wire.</summary>
public enum ChangeKind
{
    /// <summary>Fields that it holds have another value now, or none: read them again.</summary>
    Corrected,

    /// <summary>The member took back what the fields rested on: use them no longer, and erase them.</summary>
    Withdrawn,

    /// <summary>The member left: erase everything.</summary>
    Erased,
}
