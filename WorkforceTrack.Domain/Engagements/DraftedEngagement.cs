using System.Collections.Immutable;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.Domain.Engagements;

/// <summary>An engagement that is being entered (D5). Nobody can log in, and nothing can be read.</summary>
public sealed class DraftedEngagement
{
    internal DraftedEngagement(EngagementId id, EngagementTerms terms, StaffId draftedBy, Digest? document) =>
        (Id, Terms, DraftedBy, Document) = (id, terms, draftedBy, document);

    public EngagementId Id { get; }

    public EngagementTerms Terms { get; }

    /// <summary>Who began it, and alone changes it.</summary>
    public StaffId DraftedBy { get; }

    /// <summary>SHA-256 of the signed document; null while it is not there.</summary>
    public Digest? Document { get; }

    /// <summary>Begins one.</summary>
    public static DraftedEngagement Begin(EngagementId id, EngagementTerms terms, Keeper by) => new(id, terms, by.Id, document: null);

    /// <summary>Why this person may not change it; null when there is no reason.</summary>
    [Keeps("D5")]
    public EngagementFault? WhyNotChange(Keeper by) => by.Id == DraftedBy ? null : EngagementFault.NotYourDraft;

    /// <summary>The draft with the signed document, as its drafter brought it.</summary>
    [Keeps("D5")]
    public DraftedEngagement WithDocument(Digest document) => new(Id, Terms, DraftedBy, document);

    /// <summary>
    /// A second person confirms what the first entered, with everything in place. From then on nothing of it can be widened.
    /// </summary>
    [Keeps("D5")]
    public ConfirmingAnswer Confirm(Keeper by, int members, int people, PolicyVersion? policy, DateTimeOffset now)
    {
        var faults = ImmutableArray.CreateBuilder<EngagementFault>();
        if (by.Id == DraftedBy) faults.Add(EngagementFault.OwnDraft);
        faults.AddRange(Terms.Faults(policy, now));
        if (Document is null) faults.Add(EngagementFault.NoDocument);
        if (members < 1) faults.Add(EngagementFault.NoMember);
        if (members > EngagementTerms.MostMembers) faults.Add(EngagementFault.TooManyMembers);
        if (people < 1) faults.Add(EngagementFault.NobodyEngaged);
        if (people > EngagementTerms.MostPeople) faults.Add(EngagementFault.TooManyPeople);
        return faults.Count == 0 && Document is { } document
            ? new ConfirmingAnswer.Confirmed(new SignedEngagement(Id, Terms, DraftedBy, by.Id, document, now, endedAt: null))
            : new ConfirmingAnswer.Refused(faults.ToImmutable());
    }
}

/// <summary>The answer to the wish to confirm an engagement (D5).</summary>
public abstract class ConfirmingAnswer
{
    private ConfirmingAnswer()
    {
    }

    /// <summary>It is signed.</summary>
    public sealed class Confirmed : ConfirmingAnswer
    {
        internal Confirmed(SignedEngagement engagement) => Engagement = engagement;

        public SignedEngagement Engagement { get; }
    }

    /// <summary>It stays a draft, for all these reasons.</summary>
    public sealed class Refused : ConfirmingAnswer
    {
        internal Refused(ImmutableArray<EngagementFault> faults) => Faults = faults;

        public ImmutableArray<EngagementFault> Faults { get; }
    }
}
