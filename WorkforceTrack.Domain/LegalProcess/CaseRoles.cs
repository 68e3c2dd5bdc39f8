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

    /// <summary>Who examines afterwards what protected a life or a right.</summary>
    public static readonly ImmutableArray<StaffRole> ReviewAfterwards = [StaffRole.PrivacyOfficer, StaffRole.Counsel, StaffRole.Management];

    /// <summary>Who may read a case.</summary>
    public static readonly ImmutableArray<StaffRole> Read = [StaffRole.PrivacyOfficer, StaffRole.Counsel, StaffRole.Management, StaffRole.Support, StaffRole.Security];

    /// <summary>The roles that a step belongs to; empty when it is no step of the staff.</summary>
    public static ImmutableArray<StaffRole> For(CaseMove move, CaseFile file) => move switch
    {
        CaseMove.RefuseInformal or CaseMove.Authenticate => Intake,
        CaseMove.Assess => file.Kind == CaseKind.EmergencyRequest ? Intake : Counsel,
        CaseMove.Classify or CaseMove.Preserve or CaseMove.RenewHold or CaseMove.Narrow or CaseMove.Notify or CaseMove.Delay or CaseMove.RecordDelivery
            or CaseMove.EndDanger or CaseMove.Close or CaseMove.Withdraw or CaseMove.Postpone => Owner,
        CaseMove.FindDefective or CaseMove.FindOverbroad or CaseMove.FindValid or CaseMove.CheckSecrecy or CaseMove.CheckSecrecyAgain or CaseMove.DecideObjection => Counsel,
        CaseMove.Approve => file.Kind == CaseKind.EmergencyRequest ? ApproveInEmergency : Approve,
        CaseMove.Produce => Release,
        CaseMove.ReviewAfterwards => ReviewAfterwards,
        _ => [],
    };

    /// <summary>Whether the step is this actor's to take.</summary>
    [Policy.Keeps("D6")]
    public static bool Include(CaseActor actor, CaseMove move, CaseFile file) => actor switch
    {
        CaseActor.OfStaff staff => For(move, file).Contains(staff.Role),
        CaseActor.TheSubject => move is CaseMove.Object,
        CaseActor.TheProgram => move is CaseMove.RecordDelivery or CaseMove.EndSilence or CaseMove.ReleaseHold,
        _ => false,
    };
}
