using WorkforceTrack.Domain.Members;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.Domain.Disclosures;

/// <summary>What holds for every question, whatever its ground (O2, C3).</summary>
internal static class CommonRules
{
    internal static RefusalReason? APolicyIsInForce(DisclosureRequest request, DisclosureFacts facts) =>
        facts.Policy is null ? RefusalReason.NoPolicyInForce : null;

    internal static RefusalReason? SomethingIsAsked(DisclosureRequest request, DisclosureFacts facts) =>
        request.Fields.IsEmpty ? RefusalReason.NothingAsked : null;

    internal static RefusalReason? APurposeIsNamed(DisclosureRequest request, DisclosureFacts facts) =>
        request.Purpose is null ? RefusalReason.NoPurpose : null;

    /// <summary>Nobody asks on another's behalf: what is permitted goes to whoever asked, or to whom a case names.</summary>
    internal static RefusalReason? TheAskerIsTheRecipient(DisclosureRequest request, DisclosureFacts facts) => (request.Asker, request.Recipient) switch
    {
        (Asker.TheMember, RecipientKind.Member) => null,
        (Asker.OfStaff, RecipientKind.Staff) => null,
        (Asker.ThePlatform, RecipientKind.Platform) => null,
        (Asker.OfPartner asker, RecipientKind.Partner) when request.RecipientId == asker.Partner.Value => null,
        (Asker.OfEngagement asker, RecipientKind.Engaged) when request.RecipientId == asker.Engagement.Value => null,
        // An authority has no sign-in here: a person of the staff hands over what a case lets go, and the case says to whom.
        (Asker.OfStaff, RecipientKind.Authority) when CaseRules.Decides(request.Basis) => null,
        _ => RefusalReason.AskerIsNotTheRecipient,
    };

    [Keeps("O2")]
    internal static RefusalReason? TheFlowIsDeclared(DisclosureRequest request, DisclosureFacts facts) =>
        facts.Policy is not null && request.Purpose is not null && Flow(request, facts) is null ? RefusalReason.FlowNotDeclared : null;

    [Keeps("O2")]
    internal static RefusalReason? TheFlowCarriesTheFields(DisclosureRequest request, DisclosureFacts facts) =>
        Flow(request, facts) is { } flow && !flow.Fields.Covers(request.Fields) ? RefusalReason.FieldNotDeclared : null;

    internal static RefusalReason? TheSubjectExists(DisclosureRequest request, DisclosureFacts facts) =>
        facts.Subject is null ? RefusalReason.NoSuchSubject : null;

    internal static RefusalReason? TheAccountIsOpen(DisclosureRequest request, DisclosureFacts facts) => facts.Subject is not { } subject
        ? null
        : subject.State switch
        {
            AccountState.Open => null,
            AccountState.Leaving => IsForWhoeverLeaves(request) ? null : RefusalReason.AccountClosed,
            AccountState.Closed => CaseRules.HoldsWhatIsAsked(request, facts) ? null : RefusalReason.AccountClosed,
        };

    // Until the account is closed, its owner may look, may change their mind, and hears of what happens to the account; nor does
    // leaving undo what the law demands.
    private static bool IsForWhoeverLeaves(DisclosureRequest request) =>
        request.Basis is LegalBasis.OwnAccess or LegalBasis.LegalProcess or LegalBasis.LegalRights or LegalBasis.Emergency
        || request is { Asker: Asker.ThePlatform, Recipient: RecipientKind.Platform, Purpose: Purpose.KeepAccount, Basis: LegalBasis.InternalUse };

    private static DeclaredFlow? Flow(DisclosureRequest request, DisclosureFacts facts) =>
        request.Purpose is { } purpose ? facts.Policy?.FlowFor(request.Recipient, NamedInThePolicy(request), purpose, request.Basis) : null;

    // A partner is described by name; who may ask in law, and who is engaged, is known only when it comes to that.
    private static Guid? NamedInThePolicy(DisclosureRequest request) =>
        request.Recipient is RecipientKind.Authority or RecipientKind.Engaged ? null : request.RecipientId;
}
