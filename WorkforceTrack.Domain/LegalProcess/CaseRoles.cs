using System.Collections.Immutable;
using WorkforceTrack.Domain.Staff;

namespace WorkforceTrack.Domain.LegalProcess;

/// <summary>
/// Who does what in a case (D6): intake takes it in and hands over, the privacy officer owns it, counsel judges it, management is the
/// second to approve. That one person does not do two of these in one case, the case sees to by the person, not the role.
/// </summary>
public static class CaseRoles
{
    /// <summary>Who takes a demand in, and calls back whoever made it.</summary>
    public static readonly ImmutableArray<StaffRole> Intake = [StaffRole.Support, StaffRole.Security, StaffRole.PrivacyOfficer];

    /// <summary>Who leads a case.</summary>
    public static readonly ImmutableArray<StaffRole> Owner = [StaffRole.PrivacyOfficer];

    /// <summary>Who judges validity, secrecy and objections.</summary>
    public static readonly ImmutableArray<StaffRole> Counsel = [StaffRole.Counsel];

    /// <summary>Who may approve; two different people of these.</summary>
    public static readonly ImmutableArray<StaffRole> Approve = [StaffRole.PrivacyOfficer, StaffRole.Management];

    /// <summary>Who may approve in an emergency, where hours count.</summary>
    public static readonly ImmutableArray<StaffRole> ApproveInEmergency = [StaffRole.PrivacyOfficer, StaffRole.Counsel, StaffRole.Management];

    /// <summary>Who hands over what was approved.</summary>
    public static readonly ImmutableArray<StaffRole> Release = [StaffRole.Support, StaffRole.Security];

    /// <summary>Who may read a case.</summary>
    public static readonly ImmutableArray<StaffRole> Read = [StaffRole.PrivacyOfficer, StaffRole.Counsel, StaffRole.Management, StaffRole.Support, StaffRole.Security];
}
