using System.Collections.Immutable;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Staff;

namespace WorkforceTrack.Domain.Engagements;

/// <summary>A person of the staff who may take a step of an engagement: management and the privacy officer (D5). Nobody else is one.</summary>
public sealed class Keeper
{
    /// <summary>The roles that look after engagements.</summary>
    public static readonly ImmutableArray<StaffRole> Roles = [StaffRole.PrivacyOfficer, StaffRole.Management];

    private Keeper(StaffId id, StaffRole role) => (Id, Role) = (id, role);

    public StaffId Id { get; }

    public StaffRole Role { get; }

    /// <summary>Null when the role does not look after engagements.</summary>
    [Keeps("D5")]
    public static Keeper? Of(StaffId id, StaffRole role) => Roles.Contains(role) ? new Keeper(id, role) : null;
}
