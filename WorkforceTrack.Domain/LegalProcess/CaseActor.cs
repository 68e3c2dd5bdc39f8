using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Staff;

namespace WorkforceTrack.Domain.LegalProcess;

/// <summary>Who takes a step in a case.</summary>
public abstract class CaseActor
{
    private CaseActor()
    {
    }

    public sealed class OfStaff(StaffId staff, StaffRole role) : CaseActor
    {
        public StaffId Staff { get; } = staff;

        public StaffRole Role { get; } = role;
    }

    /// <summary>A member whose data is demanded.</summary>
    public sealed class TheSubject(MemberId member) : CaseActor
    {
        public MemberId Member { get; } = member;
    }

    /// <summary>The program, when a time is up or a notice has arrived.</summary>
    public sealed class TheProgram : CaseActor;
}
