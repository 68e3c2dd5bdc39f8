using System.Collections.Immutable;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.Domain.Disclosures;

/// <summary>Auditors and consultants read within their engagement: signed, in its term, for its purpose, only its members and fields (D5).</summary>
internal static class EngagementRules
{
    internal static readonly ImmutableArray<DisclosurePolicy.Rule> UnderAnEngagement =
    [
        ASignedEngagementIsThere,
        TheTermHasBegun,
        TheTermHasNotEnded,
        ThePurposeIsTheEngagements,
        TheSubjectIsWithinTheScope,
        TheEngagementListsTheFields,
        AReasonIsStated,
    ];

    [Keeps("D5")]
    internal static RefusalReason? ASignedEngagementIsThere(DisclosureRequest request, DisclosureFacts facts) =>
        request is { Asker: Asker.OfEngagement asker, Recipient: RecipientKind.Engaged } && facts.Engagement is { IsSigned: true } engagement && engagement.Id == asker.Engagement
            ? null
            : RefusalReason.NoEngagement;

    [Keeps("D5")]
    internal static RefusalReason? TheTermHasBegun(DisclosureRequest request, DisclosureFacts facts) =>
        facts.Engagement is { } engagement && facts.Now < engagement.From ? RefusalReason.EngagementNotYetInForce : null;

    [Keeps("D5")]
    internal static RefusalReason? TheTermHasNotEnded(DisclosureRequest request, DisclosureFacts facts) =>
        facts.Engagement is { } engagement && facts.Now >= engagement.Until ? RefusalReason.EngagementEnded : null;

    [Keeps("D5")]
    internal static RefusalReason? ThePurposeIsTheEngagements(DisclosureRequest request, DisclosureFacts facts) =>
        facts.Engagement is { } engagement && request.Purpose != engagement.Purpose ? RefusalReason.PurposeOutsideEngagement : null;

    [Keeps("D5")]
    internal static RefusalReason? TheSubjectIsWithinTheScope(DisclosureRequest request, DisclosureFacts facts) =>
        facts.Engagement is { Evidence: null } ? RefusalReason.SubjectOutsideEngagement : null;

    [Keeps("D5")]
    internal static RefusalReason? TheEngagementListsTheFields(DisclosureRequest request, DisclosureFacts facts) =>
        facts.Engagement is { } engagement && !engagement.Fields.Covers(request.Fields) ? RefusalReason.FieldOutsideEngagement : null;

    [Keeps("D5")]
    internal static RefusalReason? AReasonIsStated(DisclosureRequest request, DisclosureFacts facts) =>
        request.HasStatedReason ? null : RefusalReason.NoStatedReason;
}
