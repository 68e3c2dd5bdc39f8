using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.Domain.Engagements;

/// <summary>
/// An engagement as a row holds it. The only way back from the store to a phase, and it takes the moment: an engagement whose term is
/// over is none that lets anyone in, whatever stands in the row (D5). A row that lacks what its step must have is damaged.
/// </summary>
public sealed record StoredEngagement(EngagementId Id, EngagementTerms Terms, EngagementStep Step, StaffId DraftedBy)
{
    public Digest? Document { get; init; }

    public StaffId? ConfirmedBy { get; init; }

    public DateTimeOffset? ConfirmedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public StaffId? SettledBy { get; init; }

    public DateTimeOffset? SettledAt { get; init; }

    public Digest? List { get; init; }

    public Digest? Certificate { get; init; }

    [Keeps("D5")]
    public EngagementPhase PhaseAt(DateTimeOffset now) => Step switch
    {
        EngagementStep.Drafted => EngagementPhase.Drafted,
        EngagementStep.Signed => !WhenSigned().LetsInAt(now) ? EngagementPhase.Ended : now < Terms.From ? EngagementPhase.Awaited : EngagementPhase.InForce,
        EngagementStep.Settled => EngagementPhase.Settled,
    };

    /// <summary>The draft; null when it is none any more.</summary>
    public DraftedEngagement? AsDraft() => Step == EngagementStep.Drafted ? new DraftedEngagement(Id, Terms, DraftedBy, Document) : null;

    /// <summary>The signed engagement before its end; null in every other phase.</summary>
    public SignedEngagement? AsSigned(DateTimeOffset now) => PhaseAt(now) is EngagementPhase.Awaited or EngagementPhase.InForce ? WhenSigned() : null;

    /// <summary>The engagement whose end has come and which is not settled; null in every other phase.</summary>
    public EndedEngagement? AsEnded(DateTimeOffset now) => PhaseAt(now) == EngagementPhase.Ended ? new EndedEngagement(WhenSigned()) : null;

    /// <summary>The settled engagement; null in every other phase.</summary>
    public SettledEngagement? AsSettled() => Step == EngagementStep.Settled
        ? new SettledEngagement(new EndedEngagement(WhenSigned()), SettledBy ?? throw Damaged(), SettledAt ?? throw Damaged(), List ?? throw Damaged(), Certificate)
        : null;

    /// <summary>What the gate must know of it, as far as it is about one subject.</summary>
    [Keeps("D5")]
    public EngagementFacts ToFacts(Guid? evidence) => Step == EngagementStep.Drafted
        ? new EngagementFacts(Id, evidence, Terms.Purpose, Terms.Fields, Terms.From, Terms.Until, IsSigned: false)
        : new EngagementFacts(Id, evidence, Terms.Purpose, Terms.Fields, Terms.From, WhenSigned().Until, IsSigned: true);

    private SignedEngagement WhenSigned() => new(
        Id, Terms, DraftedBy, ConfirmedBy ?? throw Damaged(), Document ?? throw Damaged(), ConfirmedAt ?? throw Damaged(), EndedAt);

    private InvalidOperationException Damaged() => new($"The row of engagement {Id.Value} lacks what its step must have.");
}
