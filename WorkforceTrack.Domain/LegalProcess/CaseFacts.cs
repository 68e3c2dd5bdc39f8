using System.Collections.Immutable;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.Domain.LegalProcess;

/// <summary>What the gate must know of a case, as far as it is about one data subject (D6, D7, D8).</summary>
/// <param name="Evidence">Random id of the case's part about this subject; the ledger names it, and nothing else joins the two.</param>
/// <param name="Basis">The ground on which the case stands.</param>
/// <param name="Recipient">To whom the case lets data go: random id for this subject.</param>
/// <param name="Approved">The fields that were approved for this subject; empty when it is outside the scope.</param>
/// <param name="Held">The fields of this subject that are on hold.</param>
/// <param name="Approvers">Who approved.</param>
/// <param name="ApprovalsNeeded">How many must have approved: two, or one in an emergency in which nobody else could be reached.</param>
/// <param name="Deciders">Everyone who reviewed, decided or approved.</param>
/// <param name="Notice">Where the notice to the subject stands.</param>
/// <param name="IsFrozen">Whether an objection waits for its outcome.</param>
/// <param name="IsReleasable">Whether the case stands where data may be handed over.</param>
public sealed record CaseFacts(
    Guid Evidence,
    LegalBasis Basis,
    Guid Recipient,
    FieldSet Approved,
    FieldSet Held,
    ImmutableArray<StaffId> Approvers,
    int ApprovalsNeeded,
    ImmutableArray<StaffId> Deciders,
    NoticeFacts Notice,
    bool IsFrozen,
    bool IsReleasable);

/// <summary>Whether the subject was told, or may lawfully be told later (D7).</summary>
/// <param name="WindowEnds">When the time to object ends; null while nobody was told.</param>
/// <param name="SilentUntil">Until when an order in force, or a danger, lets the notice wait; null when nothing does.</param>
public sealed record NoticeFacts(DateTimeOffset? WindowEnds, DateTimeOffset? SilentUntil)
{
    public bool IsOwed(DateTimeOffset now) => WindowEnds is null && !(SilentUntil > now);

    public bool IsWindowOpen(DateTimeOffset now) => WindowEnds > now;
}
