using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.Domain.Disclosures;

/// <summary>A live consent for exactly this purpose and this recipient, covering exactly these fields (C3).</summary>
internal static class ConsentRules
{
    [Keeps("C3")]
    internal static RefusalReason? ALiveConsentCoversThePurpose(DisclosureRequest request, DisclosureFacts facts) =>
        HasConsent(request, facts, FieldSet.Empty)
            ? null
            : request.Purpose == Purpose.ContactByPartner ? RefusalReason.NoAddressConsent : RefusalReason.NoLiveConsent;

    [Keeps("C3")]
    internal static RefusalReason? TheConsentCoversTheFields(DisclosureRequest request, DisclosureFacts facts) =>
        HasConsent(request, facts, FieldSet.Empty) && !HasConsent(request, facts, request.Fields) ? RefusalReason.FieldOutsideConsent : null;

    /// <summary>An address that nobody checked may be a stranger's.</summary>
    [Keeps("P2")]
    internal static RefusalReason? TheAddressWasChecked(DisclosureRequest request, DisclosureFacts facts) =>
        request.Fields.Contains(PersonalField.Email) && facts.Subject is { AddressChecked: false } ? RefusalReason.AddressUnchecked : null;

    private static bool HasConsent(DisclosureRequest request, DisclosureFacts facts, FieldSet fields) =>
        request.Purpose is { } purpose && facts.LiveConsent(purpose, request.RecipientId, fields) is not null;
}
