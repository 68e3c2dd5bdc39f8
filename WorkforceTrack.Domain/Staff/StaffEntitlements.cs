using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.Domain.Staff;

/// <summary>Which role may open a record for which purpose (D2): the least that the work needs.</summary>
public static class StaffEntitlements
{
    private static readonly Purpose[] None = [];

    /// <summary>The purposes that a role may name, in the order in which they are offered.</summary>
    public static IReadOnlyList<Purpose> For(StaffRole role) => role switch
    {
        StaffRole.PrivacyOfficer => [Purpose.AnswerRequest, Purpose.KeepAccount, Purpose.InvestigateMisuse],
        StaffRole.Support => [Purpose.GiveSupport, Purpose.AnswerRequest, Purpose.KeepAccount],
        StaffRole.Security => [Purpose.InvestigateMisuse],
        StaffRole.Counsel => [Purpose.AnswerRequest],
        StaffRole.Management => None,
    };

    /// <summary>Whether the role includes the purpose.</summary>
    [Keeps("D2")]
    public static bool Includes(StaffRole role, Purpose purpose) => For(role).Contains(purpose);
}
