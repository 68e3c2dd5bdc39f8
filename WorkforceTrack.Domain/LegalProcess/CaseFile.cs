using System.Collections.Immutable;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.Domain.LegalProcess;

/// <summary>
/// What a case has gathered so far, as far as anything is decided on it (D6). The words lie sealed beside: who asks, what the document
/// says, why something was decided.
/// </summary>
/// <param name="Id">The case.</param>
/// <param name="ReceivedAt">When the demand came; the clock runs from here.</param>
/// <param name="DueAt">By when it is to be answered.</param>
public sealed record CaseFile(CaseId Id, DateTimeOffset ReceivedAt, DateTimeOffset DueAt)
{
    public CaseKind? Kind { get; init; }

    /// <summary>What was asked for at first.</summary>
    public CaseScope Asked { get; init; } = CaseScope.Nothing;

    /// <summary>What would be given as things stand; never wider than what was asked.</summary>
    public CaseScope Scope { get; init; } = CaseScope.Nothing;

    public int NarrowingRounds { get; init; }

    public CaseHold? Hold { get; init; }

    public CaseSilence? Silence { get; init; }

    /// <summary>Whether an order bound to silence at some time.</summary>
    public bool HadOrder { get; init; }

    /// <summary>When each member was sent the notice, and when it arrived.</summary>
    public ImmutableArray<CaseNotice> Notices { get; init; } = [];

    /// <summary>When the time to object ends; null while the notice is not with everyone.</summary>
    public DateTimeOffset? WindowEnds { get; init; }

    public ImmutableArray<CaseObjection> Objections { get; init; } = [];

    public ImmutableArray<CaseApproval> Approvals { get; init; } = [];

    /// <summary>Whether the one who approved could reach nobody else; only in an emergency.</summary>
    public bool IsApprovedAlone { get; init; }

    /// <summary>Who led it: classified, preserved, sent or delayed the notice.</summary>
    public ImmutableArray<StaffId> Leads { get; init; } = [];

    /// <summary>Who judged it: validity, secrecy, objections.</summary>
    public ImmutableArray<StaffId> Judges { get; init; } = [];

    public DateTimeOffset? ProducedAt { get; init; }

    public StaffId? ProducedBy { get; init; }

    public bool IsReviewedAfterwards { get; init; }

    public CaseOutcome? Outcome { get; init; }

    public LegalBasis Basis => Kind is { } kind ? CaseKinds.BasisOf(kind) : LegalBasis.LegalProcess;

    /// <summary>Whether this moment is within a time in which the members need not or must not be told.</summary>
    public bool IsSilentAt(DateTimeOffset now) => Silence?.EndsAt > now;

    public bool IsTold => !Notices.IsEmpty;

    public bool HasUndecidedObjection => Objections.Any(o => o.IsSustained is null);

    /// <summary>Whether somebody led, judged or approved in it; such a person hands nothing over.</summary>
    public bool IsDecidedBy(StaffId staff) => Leads.Contains(staff) || Judges.Contains(staff) || Approvals.Any(a => a.By == staff);

    /// <summary>The same for a narrower scope: what falls out of it is on hold no more (D6).</summary>
    public CaseFile Narrowed(CaseScope scope) => this with { Scope = scope, Hold = Hold is null ? null : Hold with { Scope = scope } };

    /// <summary>What the gate must know of it, about one member (D6).</summary>
    /// <param name="member">The data subject.</param>
    /// <param name="part">The random ids of the case's part about this member.</param>
    /// <param name="isReleasable">Whether the case stands in the phase in which data may go.</param>
    [Keeps("D6"), Keeps("D7")]
    public CaseFacts FactsFor(MemberId member, CasePart part, bool isReleasable) => new(
        part.Evidence,
        Basis,
        part.Recipient,
        Scope.FieldsOf(member),
        Hold?.Scope.FieldsOf(member) ?? FieldSet.Empty,
        [.. Approvals.Select(a => a.By)],
        IsApprovedAlone ? 1 : 2,
        [.. Leads, .. Judges],
        // Once the data went, the notice before it is settled: a package that was not made then is made now.
        ProducedAt is { } produced ? new NoticeFacts(produced, null) : new NoticeFacts(Notices.Any(n => n.Member == member) ? WindowEnds : null, Silence?.EndsAt),
        HasUndecidedObjection,
        isReleasable);
}

/// <summary>The random ids under which the ledger knows a case's part about one member.</summary>
public readonly record struct CasePart(Guid Evidence, Guid Recipient);

/// <summary>Exactly these fields of these members are kept, whatever else is erased (D6).</summary>
public sealed record CaseHold(CaseScope Scope, DateTimeOffset Until);

/// <summary>Why the members are told later, and until when at the latest; none is without an end (D7).</summary>
/// <param name="Ground">What lets or makes it wait.</param>
/// <param name="EndsAt">When it ends, and the notice goes out.</param>
/// <param name="CheckBy">By when it must be checked again.</param>
/// <param name="IsUnlimited">Whether the order names no end: then it is to be challenged, and ends here at the next check.</param>
public sealed record CaseSilence(SilenceGround Ground, DateTimeOffset EndsAt, DateTimeOffset CheckBy, bool IsUnlimited);

/// <summary>What lets a notice wait (D7).</summary>
public enum SilenceGround
{
    /// <summary>An order with an issuer, a number and an end forbids to tell.</summary>
    Order,

    /// <summary>A mere request to preserve may stay untold for a while.</summary>
    Preservation,

    /// <summary>A life or a right is protected first and told of afterwards (D8).</summary>
    Protection,
}

/// <summary>The notice to one member: when it was sent, and when it arrived.</summary>
public sealed record CaseNotice(MemberId Member, DateTimeOffset SentAt, DateTimeOffset? DeliveredAt);

/// <summary>A member's objection; <paramref name="IsSustained"/> is null until it is decided.</summary>
public sealed record CaseObjection(MemberId Member, DateTimeOffset At, bool? IsSustained);

/// <summary>One person's word that the scope may go as it stands.</summary>
public sealed record CaseApproval(StaffId By, DateTimeOffset At);

/// <summary>How a case ended. Known by name in the transparency report.</summary>
public enum CaseOutcome
{
    /// <summary>Nothing was given.</summary>
    Refused,

    /// <summary>Everything that was asked for was given.</summary>
    Fully,

    /// <summary>Less was given than was asked for.</summary>
    Partly,

    /// <summary>Whoever asked took it back.</summary>
    Withdrawn,

    /// <summary>It was kept for a while, and nothing was given.</summary>
    Preserved,
}
