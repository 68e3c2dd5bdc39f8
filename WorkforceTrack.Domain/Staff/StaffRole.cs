namespace WorkforceTrack.Domain.Staff;

/// <summary>What a person of the staff is there for. Each role may open records for its own purposes only (D2).</summary>
public enum StaffRole
{
    PrivacyOfficer,
    Counsel,
    Management,
    Support,
    Security,
}
