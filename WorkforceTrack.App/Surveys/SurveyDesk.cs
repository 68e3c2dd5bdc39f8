using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Staff;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Staff;

namespace WorkforceTrack.App.Surveys;

/// <summary>
/// Who looks after surveys: the privacy officer and management write, open, close and publish them; only the privacy officer has
/// the policy describe them. One step of a survey's life at a time: two at once would each make keys.
/// </summary>
internal sealed class SurveyDesk(ConsoleDoor door, PolicyInForce policy)
{
    private static readonly StaffRole[] Keepers = [StaffRole.PrivacyOfficer, StaffRole.Management];

    /// <summary>Held through opening, closing and publishing.</summary>
    internal SemaphoreSlim Step { get; } = new(1, 1);

    /// <summary>Whether the page offers acts to this person; the acts themselves ask again.</summary>
    internal static bool MayAct(Caller caller) => caller is Caller.OfStaff staff && Keepers.Contains(staff.Role);

    /// <summary>Whether the page offers to describe surveys in the policy to this person.</summary>
    internal static bool MayPublish(Caller caller) => caller is Caller.OfStaff { Role: StaffRole.PrivacyOfficer };

    internal Task<RefusalReason?> WhyNotLookAsync(Caller caller) => door.WhyNotAsync(caller);

    internal Task<RefusalReason?> WhyNotActAsync(Caller caller) => door.WhyNotAsync(caller, Keepers);

    internal Task<RefusalReason?> WhyNotPublishAsync(Caller caller) => door.WhyNotAsync(caller, StaffRole.PrivacyOfficer);

    /// <summary>The entry of a step: who, which survey, and the digest of what it binds.</summary>
    internal LedgerEntry Entry(MainWork work, EntryKind kind, Caller.OfStaff staff, SurveyId survey, Digest? detail) => Entries.New(work, kind, Roles.Of(staff.Role)) with
    {
        Actor = staff.Id.Value,
        Evidence = survey.Value,
        Policy = policy.Version?.Number,
        Detail = detail,
    };
}
