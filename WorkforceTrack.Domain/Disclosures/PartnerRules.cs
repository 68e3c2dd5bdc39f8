using System.Collections.Immutable;
using WorkforceTrack.Domain.Consents;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.Domain.Disclosures;

/// <summary>A partner reads: under an agreement in force, for a member who selected its service, only what both list (P2, P3).</summary>
internal static class PartnerRules
{
    /// <summary>The fields by which a partner could write to a member; each needs a consent of its own (P2).</summary>
    internal static readonly FieldSet Addresses = FieldSet.Of(PersonalField.Email, PersonalField.PostalAddress);

    /// <summary>What holds for a partner on any ground.</summary>
    internal static readonly ImmutableArray<DisclosurePolicy.Rule> UnderAnAgreement =
    [
        AnAgreementIsThere,
        TheTermHasBegun,
        TheTermHasNotEnded,
        ThePartnerIsNotSuspended,
        TheAgreementListsTheFields,
        ALiveSelectionIsThere,
        TheDailyLimitIsNotReached,
    ];

    [Keeps("P3")]
    internal static RefusalReason? AnAgreementIsThere(DisclosureRequest request, DisclosureFacts facts) =>
        request is { Asker: Asker.OfPartner asker, Recipient: RecipientKind.Partner }
        && facts.Agreement is { } agreement && agreement.Partner == asker.Partner && request.RecipientId == asker.Partner.Value
            ? null
            : RefusalReason.NoAgreement;

    [Keeps("P3")]
    internal static RefusalReason? TheTermHasBegun(DisclosureRequest request, DisclosureFacts facts) =>
        facts.Agreement is { } agreement && facts.Now < agreement.From ? RefusalReason.AgreementNotYetInForce : null;

    [Keeps("P3")]
    internal static RefusalReason? TheTermHasNotEnded(DisclosureRequest request, DisclosureFacts facts) =>
        facts.Agreement is { } agreement && facts.Now >= agreement.Until ? RefusalReason.AgreementExpired : null;

    [Keeps("P4")]
    internal static RefusalReason? ThePartnerIsNotSuspended(DisclosureRequest request, DisclosureFacts facts) =>
        facts.Agreement is { PartnerSuspended: true } ? RefusalReason.PartnerSuspended : null;

    [Keeps("P2")]
    internal static RefusalReason? TheAgreementListsTheFields(DisclosureRequest request, DisclosureFacts facts) =>
        facts.Agreement is { } agreement && !agreement.Fields.Covers(request.Fields) ? RefusalReason.FieldOutsideAgreement : null;

    [Keeps("P3"), Keeps("P5")]
    internal static RefusalReason? ThePurposeIsTheAgreements(DisclosureRequest request, DisclosureFacts facts) =>
        facts.Agreement is { } agreement && request.Purpose != agreement.Purpose ? RefusalReason.PurposeOutsideAgreement : null;

    [Keeps("P2")]
    internal static RefusalReason? ALiveSelectionIsThere(DisclosureRequest request, DisclosureFacts facts) =>
        facts is { Selection: { } selection, Subject: { } subject, Agreement: { } agreement }
        && selection.Member == subject.Member && selection.Agreement == agreement.Id && selection.IsLive(facts.Now)
            ? null
            : RefusalReason.NoLiveSelection;

    /// <summary>The choice of a service is worth as much as the live consent behind it.</summary>
    [Keeps("C3"), Keeps("P2")]
    internal static RefusalReason? TheServiceIsSelected(DisclosureRequest request, DisclosureFacts facts) =>
        Approval(request, facts) is not null ? null : RefusalReason.NoLiveConsent;

    [Keeps("C3")]
    internal static RefusalReason? TheMemberApprovedTheFields(DisclosureRequest request, DisclosureFacts facts) =>
        Approval(request, facts) is { } consent && !consent.Fields.Covers(request.Fields) ? RefusalReason.FieldOutsideConsent : null;

    [Keeps("P2")]
    internal static RefusalReason? NoAddressIsAmongTheFields(DisclosureRequest request, DisclosureFacts facts) =>
        request.Fields.Overlaps(Addresses) ? RefusalReason.NoAddressConsent : null;

    [Keeps("D1")]
    internal static RefusalReason? TheDailyLimitIsNotReached(DisclosureRequest request, DisclosureFacts facts) =>
        facts.Agreement is { } agreement && facts.ReadsToday >= agreement.DailyLimit ? RefusalReason.DailyLimitReached : null;

    // The consent that the selection names, not just any: a member may have two services of one partner for one purpose.
    private static Consent? Approval(DisclosureRequest request, DisclosureFacts facts)
    {
        if (request.Purpose is not { } purpose || facts is not { Selection: { } selection, Subject: { } subject }) return null;
        foreach (ref readonly var consent in facts.Consents.AsSpan())
        {
            if (consent.Id == selection.Consent && consent.Member == subject.Member && consent.IsFor(purpose, request.RecipientId) && consent.IsLive(facts.Now)) return consent;
        }

        return null;
    }
}
