using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.Domain.Consents;

/// <summary>One explicit, dated, versioned approval by a member, for one purpose and one recipient (C3).</summary>
/// <param name="Id">Record identifier, also the evidence in the ledger.</param>
/// <param name="Member">Who approved.</param>
/// <param name="Purpose">What for.</param>
/// <param name="RecipientId">The partner approved, or null for a use inside the house.</param>
/// <param name="Fields">Which fields, at most.</param>
/// <param name="Policy">The version that the member was shown.</param>
/// <param name="State">Where it stands now.</param>
/// <param name="GivenAt">When it was given.</param>
/// <param name="EndedAt">When it stopped being valid, if it did.</param>
// A value, so that a member's consents lie side by side: the gate walks them for every decision.
public readonly record struct Consent(
    ConsentId Id,
    MemberId Member,
    Purpose Purpose,
    Guid? RecipientId,
    FieldSet Fields,
    PolicyNumber Policy,
    ConsentState State,
    DateTimeOffset GivenAt,
    DateTimeOffset? EndedAt)
{
    /// <summary>Whether it is valid at this moment.</summary>
    [Keeps("C3")]
    public bool IsLive(DateTimeOffset now) =>
        State is ConsentState.Given or ConsentState.Renewed && GivenAt <= now && (EndedAt is null || now < EndedAt);

    /// <summary>Whether it speaks of this purpose and this recipient.</summary>
    public bool IsFor(Purpose purpose, Guid? recipientId) => Purpose == purpose && RecipientId == recipientId;

    /// <summary>The record after withdrawal; a past state stays past. Withdrawing twice is withdrawing once.</summary>
    public Consent Withdrawn(DateTimeOffset now) =>
        IsLive(now) ? this with { State = ConsentState.Withdrawn, EndedAt = now } : this;
}
