using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Staff;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Staff;

namespace WorkforceTrack.App.Partners;

/// <summary>
/// Where staff look after partners: only the privacy officer and management change anything, only the privacy officer
/// publishes, and no act is without an entry that says who did it (P3).
/// </summary>
internal sealed class PartnerDesk(MainWriter writer, ConsoleDoor door, PolicyInForce policy)
{
    private static readonly StaffRole[] Keepers = [StaffRole.PrivacyOfficer, StaffRole.Management];

    /// <summary>Whether the page offers acts to this person; the acts themselves ask again.</summary>
    internal static bool MayAct(Caller caller) => caller is Caller.OfStaff staff && Keepers.Contains(staff.Role);

    /// <summary>Whether the page offers to publish to this person.</summary>
    internal static bool MayPublish(Caller caller) => caller is Caller.OfStaff { Role: StaffRole.PrivacyOfficer };

    /// <summary>Carries out one act, if this person may.</summary>
    internal async Task<DeskAnswer> ActAsync(Caller caller, Func<MainWork, Caller.OfStaff, Task<DeskAnswer>> act)
    {
        if (await door.WhyNotAsync(caller, Keepers) is { } reason) return new DeskAnswer.NotAllowed(reason);
        return await writer.WriteAsync(work => act(work, (Caller.OfStaff)caller));
    }

    /// <summary>Why this person may not see what stands here; null when there is no reason.</summary>
    internal Task<RefusalReason?> WhyNotLookAsync(Caller caller) => door.WhyNotAsync(caller);

    /// <summary>Why this person may not have the policy describe a partner; null when there is no reason.</summary>
    internal Task<RefusalReason?> WhyNotPublishAsync(Caller caller) => door.WhyNotAsync(caller, StaffRole.PrivacyOfficer);

    /// <summary>The entry of an act: who, about which partner, resting on what.</summary>
    internal LedgerEntry Entry(MainWork work, EntryKind kind, Caller.OfStaff staff, PartnerRow partner, Guid evidence) =>
        Entries.New(work, kind, Roles.Of(staff.Role)) with
        {
            Actor = staff.Id.Value,
            RecipientKind = RecipientKind.Partner,
            Recipient = partner.Id.Value,
            RecipientName = partner.NameCommitment,
            Evidence = evidence,
            Policy = policy.Version?.Number,
        };

    internal static Task<PartnerRow?> PartnerAsync(MainDb db, PartnerId id) => db.Partners.SingleOrDefaultAsync(p => p.Id == id);

    internal static async Task<(AgreementRow Agreement, PartnerRow Partner)?> AgreementAsync(MainDb db, AgreementId id) =>
        await db.Agreements.SingleOrDefaultAsync(a => a.Id == id) is { } agreement
            ? (agreement, await db.Partners.SingleAsync(p => p.Id == agreement.Partner))
            : null;
}
