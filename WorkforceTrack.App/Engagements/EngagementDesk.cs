using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Staff;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Engagements;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Engagements;

/// <summary>
/// Where staff look after engagements: only the privacy officer and management see or change anything, and no step is without an entry
/// that says who took it (D5).
/// </summary>
internal sealed class EngagementDesk(MainWriter writer, ConsoleDoor door, PolicyInForce policy)
{
    internal static bool MayPublish(Caller caller) => caller is Caller.OfStaff { Role: Domain.Staff.StaffRole.PrivacyOfficer };

    /// <summary>Why this person may neither see nor change engagements; null when there is no reason.</summary>
    internal Task<RefusalReason?> WhyNotAsync(Caller caller) => door.WhyNotAsync(caller, Keeper.Roles);

    /// <summary>Carries out one step in a unit of work, if this person may.</summary>
    [Keeps("D5")]
    internal async Task<EngagementAnswer> ActAsync(Caller caller, Func<MainWork, Keeper, Task<EngagementAnswer>> act)
    {
        if (await WhyNotAsync(caller) is { } reason) return new EngagementAnswer.NotAllowed(reason);
        return caller is Caller.OfStaff staff && Keeper.Of(staff.Id, staff.Role) is { } keeper
            ? await writer.WriteAsync(work => act(work, keeper))
            : new EngagementAnswer.NotAllowed(RefusalReason.RoleNotEntitled);
    }

    /// <summary>The same with an engagement that is there.</summary>
    internal Task<EngagementAnswer> ActAsync(Caller caller, EngagementId id, Func<MainWork, Keeper, EngagementRow, Task<EngagementAnswer>> act) => ActAsync(caller, async (work, keeper) =>
        await work.Db.Engagements.SingleOrDefaultAsync(e => e.Id == id) is { } row ? await act(work, keeper, row) : new EngagementAnswer.NotNow(EngagementFault.NotThere));

    /// <summary>The same with a draft that this person may change; the version moves with the change.</summary>
    internal Task<EngagementAnswer> ChangeAsync(Caller caller, EngagementId id, Func<MainWork, Keeper, EngagementRow, DraftedEngagement, Task<EngagementAnswer>> change) =>
        ActAsync(caller, id, async (work, keeper, row) =>
        {
            if (row.ToStored().AsDraft() is not { } draft) return new EngagementAnswer.NotNow(EngagementFault.WrongPhase);
            if (draft.WhyNotChange(keeper) is { } fault) return new EngagementAnswer.NotNow(fault);
            var answer = await change(work, keeper, row, draft);
            if (answer is EngagementAnswer.Done) row.Version++;
            return answer;
        });

    /// <summary>The entry of a step: who, which engagement, resting on what, and the digest of what it binds.</summary>
    internal LedgerEntry Entry(MainWork work, Keeper by, EngagementRow row, Guid evidence, Digest? detail = null) => EntryOf(work, Roles.Of(by.Role), row, evidence, detail) with { Actor = by.Id.Value };

    /// <summary>The entry of a step that the program takes by itself.</summary>
    internal LedgerEntry EntryOf(MainWork work, ActorRole role, EngagementRow row, Guid evidence, Digest? detail = null) => Entries.New(work, EntryKind.Engagement, role) with
    {
        RecipientKind = RecipientKind.Engaged,
        Recipient = row.Id.Value,
        RecipientName = row.NameCommitment,
        Purpose = row.Terms.Purpose,
        Fields = row.Fields,
        Evidence = evidence,
        Policy = policy.Version?.Number,
        Detail = detail,
    };
}
