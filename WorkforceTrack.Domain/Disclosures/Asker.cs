using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Staff;

namespace WorkforceTrack.Domain.Disclosures;

/// <summary>Who asks the gate. There is no other kind of asker, and nobody asks without saying who.</summary>
public abstract class Asker
{
    private Asker()
    {
    }

    /// <summary>A member in a session of the member's own.</summary>
    public sealed class TheMember(MemberId member, Guid access) : Asker
    {
        public MemberId Member { get; } = member;

        /// <summary>Random id of this session's access: the evidence that the ledger names.</summary>
        public Guid Access { get; } = access;
    }

    /// <summary>A person of the staff in one role.</summary>
    public sealed class OfStaff(StaffId staff, StaffRole role) : Asker
    {
        public StaffId Staff { get; } = staff;

        public StaffRole Role { get; } = role;
    }

    /// <summary>A partner's program with a credential of the partner.</summary>
    public sealed class OfPartner(PartnerId partner, Guid credential) : Asker
    {
        public PartnerId Partner { get; } = partner;

        public Guid Credential { get; } = credential;
    }

    /// <summary>An auditor or a consultant, signed in with a log-in that ends with the engagement.</summary>
    public sealed class OfEngagement(EngagementId engagement, Guid person) : Asker
    {
        public EngagementId Engagement { get; } = engagement;

        /// <summary>Random id of the person who signed in.</summary>
        public Guid Person { get; } = person;
    }

    /// <summary>The program itself, for mail that it sends.</summary>
    public sealed class ThePlatform(Guid occasion) : Asker
    {
        /// <summary>Random id of what makes the program act, as in the mail that waits: the evidence that the ledger names.</summary>
        public Guid Occasion { get; } = occasion;
    }
}
