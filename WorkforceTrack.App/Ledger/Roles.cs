using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Staff;

namespace WorkforceTrack.App.Ledger;

/// <summary>In which role an entry says that someone acted.</summary>
internal static class Roles
{
    internal static ActorRole Of(Asker asker) => asker switch
    {
        Asker.TheMember => ActorRole.Member,
        Asker.OfStaff staff => Of(staff.Role),
        Asker.OfPartner => ActorRole.Partner,
        Asker.ThePlatform => ActorRole.Platform,
        Asker.OfEngagement => ActorRole.Engaged,
        _ => throw new InvalidOperationException("An asker of a kind that the ledger has no role for."),
    };

    internal static ActorRole Of(StaffRole role) => role switch
    {
        StaffRole.PrivacyOfficer => ActorRole.PrivacyOfficer,
        StaffRole.Counsel => ActorRole.Counsel,
        StaffRole.Management => ActorRole.Management,
        StaffRole.Support => ActorRole.Support,
        StaffRole.Security => ActorRole.Security,
    };
}
