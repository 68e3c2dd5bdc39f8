using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.Domain.Engagements;

/// <summary>An engagement that two people stand for, before the end of its term (D5). Its scope is what it was when it was confirmed.</summary>
public sealed class SignedEngagement
{
    internal SignedEngagement(EngagementId id, EngagementTerms terms, StaffId draftedBy, StaffId confirmedBy, Digest document, DateTimeOffset confirmedAt, DateTimeOffset? endedAt) =>
        (Id, Terms, DraftedBy, ConfirmedBy, Document, ConfirmedAt, EndedAt) = (id, terms, draftedBy, confirmedBy, document, confirmedAt, endedAt);

    public EngagementId Id { get; }

    public EngagementTerms Terms { get; }

    public StaffId DraftedBy { get; }

    public StaffId ConfirmedBy { get; }

    /// <summary>SHA-256 of the signed document.</summary>
    public Digest Document { get; }

    public DateTimeOffset ConfirmedAt { get; }

    /// <summary>When it was ended before its term; null when it was not.</summary>
    public DateTimeOffset? EndedAt { get; }

    /// <summary>The first moment at which nothing may be read any more.</summary>
    public DateTimeOffset Until => EndedAt is { } ended && ended < Terms.Until ? ended : Terms.Until;

    /// <summary>Whether its people may log in at this moment. Decided by the clock: no job has to have run.</summary>
    [Keeps("D5")]
    public bool LetsInAt(DateTimeOffset now) => now < Until;

    /// <summary>Ends it before its term. Any keeper may: ending takes access away and gives none.</summary>
    [Keeps("D5")]
    public SignedEngagement End(Keeper by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        return new SignedEngagement(Id, Terms, DraftedBy, ConfirmedBy, Document, ConfirmedAt, now < Until ? now : EndedAt);
    }
}
