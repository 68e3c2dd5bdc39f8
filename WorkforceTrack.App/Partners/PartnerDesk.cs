using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Staff;

namespace WorkforceTrack.App.Partners;

/// <summary>
/// Where staff look after partners: only the privacy officer and management change anything, only while on the staff and
/// bound by the latest material version (AC1), and never without an entry that says who did it.
/// </summary>
internal sealed class PartnerDesk(MainWriter writer, PolicyInForce policy)
{
    /// <summary>Whether the role includes the right.</summary>
    internal static bool Includes(StaffRole role, DeskRight right) => right switch
    {
        DeskRight.Look => true,
        DeskRight.Change => role is StaffRole.PrivacyOfficer or StaffRole.Management,
        DeskRight.Publish => role is StaffRole.PrivacyOfficer,
    };

    /// <summary>Carries out one act, if this person may.</summary>
    [Keeps("AC1")]
    internal Task<DeskAnswer> ActAsync(Caller caller, Func<MainWork, Caller.OfStaff, Task<DeskAnswer>> act) => caller is Caller.OfStaff staff
        ? writer.WriteAsync(async work => await AgainstAsync(work.Db, staff, DeskRight.Change) is { } reason ? new DeskAnswer.NotAllowed(reason) : await act(work, staff))
        : Task.FromResult<DeskAnswer>(new DeskAnswer.NotAllowed(RefusalReason.NotStaff));

    /// <summary>Who may not, and why; null when this person may.</summary>
    internal async Task<RefusalReason?> AgainstAsync(MainDb db, Caller.OfStaff staff, DeskRight right)
    {
        if (!await db.Staff.AnyAsync(s => s.Id == staff.Id && s.IsActive && s.Role == staff.Role)) return RefusalReason.NotStaff;
        if (!Includes(staff.Role, right)) return RefusalReason.RoleNotEntitled;
        var signature = await db.Signatures.Where(s => s.Staff == staff.Id).OrderByDescending(s => s.SignedAt).FirstOrDefaultAsync();
        return policy.LatestMaterial is { } latest && signature?.ToSignature().Covers(latest) == true ? null : RefusalReason.AdherenceNotSigned;
    }

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

/// <summary>What someone wants to do at the partners' desk.</summary>
internal enum DeskRight
{
    /// <summary>See what stands there.</summary>
    Look,

    /// <summary>Enter, revoke, suspend.</summary>
    Change,

    /// <summary>Have the policy describe a partner.</summary>
    Publish,
}
