using WorkforceTrack.Domain.LegalProcess;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.LegalProcess;

/// <summary>A demand for a member's own data, as the member reads it.</summary>
/// <param name="Evidence">The address of its page.</param>
/// <param name="Agency">Who asks.</param>
/// <param name="Contact">Where they are reached.</param>
/// <param name="Summary">What it is about, in plain words.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Asked">The fields that were asked for.</param>
/// <param name="Period">For which days.</param>
/// <param name="Held">The fields of these that hold a value.</param>
/// <param name="ToldAt">When the member was told.</param>
/// <param name="DueAt">By when it is to be answered.</param>
/// <param name="WindowEnds">Until when the member can object; null while the notice is not with everyone.</param>
/// <param name="Objection">The member's own objection.</param>
/// <param name="Approved">The fields that may be given, or were.</param>
/// <param name="ApprovedPeriod">For which days.</param>
/// <param name="ProducedAt">When they were given; null: nothing was.</param>
/// <param name="Given">The fields that were given, as the ledger says.</param>
/// <param name="IsOver">Whether the case is over.</param>
/// <param name="HasPaper">Whether the demand can be read.</param>
/// <param name="CanObject">Whether the member can object now.</param>
/// <param name="Now">The moment of the look.</param>
public sealed record OwnCase(
    Guid Evidence, Redacted<string> Agency, Redacted<string> Contact, Redacted<string> Summary, CaseKind Kind, FieldSet Asked, CasePeriod Period, FieldSet Held, DateTimeOffset ToldAt,
    DateTimeOffset DueAt, DateTimeOffset? WindowEnds, CaseObjection? Objection, FieldSet Approved, CasePeriod ApprovedPeriod, DateTimeOffset? ProducedAt, FieldSet Given, bool IsOver, bool HasPaper,
    bool CanObject, DateTimeOffset Now)
{
    private static readonly TimeSpan FreshFor = TimeSpan.FromDays(30);

    /// <summary>Whether a member's first page speaks of it: while it goes on, and for a while after the member was told.</summary>
    public bool IsFresh => !IsOver || Now - ToldAt < FreshFor;
}
