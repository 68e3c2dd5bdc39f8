using System.Collections.Immutable;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.Domain.Partners;

/// <summary>
/// What a service offers under its agreement, and every reason against offering it now (P1, P2, O2). Judged by the rules of
/// the gate itself: what cannot be read later is not offered today.
/// </summary>
public static class ServiceOffer
{
    private static readonly ImmutableArray<DisclosurePolicy.Rule> Rules =
    [
        CommonRules.APolicyIsInForce,
        CommonRules.SomethingIsAsked,
        CommonRules.TheFlowIsDeclared,
        CommonRules.TheFlowCarriesTheFields,
        PartnerRules.TheTermHasBegun,
        PartnerRules.TheTermHasNotEnded,
        PartnerRules.ThePartnerIsNotSuspended,
    ];

    /// <summary>The fields that a member approves by selecting the service: never an address (P2).</summary>
    public static FieldSet FieldsOf(Agreement agreement) => agreement.Fields.Except(PartnerRules.Addresses);

    /// <summary>The addresses that the agreement allows, each with a consent of its own (P2).</summary>
    public static FieldSet AddressesOf(Agreement agreement) => agreement.Fields.Intersect(PartnerRules.Addresses);

    /// <summary>The part of the fields that are addresses; it is asked on a ground of its own (P2).</summary>
    public static FieldSet AddressesAmong(FieldSet fields) => fields.Intersect(PartnerRules.Addresses);

    /// <summary>Every reason against selecting a service under this agreement; none when it may be selected.</summary>
    [Keeps("P1"), Keeps("O2"), Keeps("P3")]
    public static ImmutableArray<RefusalReason> Against(Agreement agreement, PolicyVersion? policy, DateTimeOffset now) =>
        Against(agreement, policy, now, agreement.Purpose, LegalBasis.SelectedService, FieldsOf(agreement));

    /// <summary>Every reason against giving the partner these addresses; none when the member may agree to it.</summary>
    [Keeps("P2"), Keeps("O2")]
    public static ImmutableArray<RefusalReason> AgainstContact(Agreement agreement, PolicyVersion? policy, DateTimeOffset now, FieldSet addresses)
    {
        var reasons = Against(agreement, policy, now, Purpose.ContactByPartner, LegalBasis.Consent, addresses);
        return AddressesOf(agreement).Covers(addresses) ? reasons : reasons.Add(RefusalReason.FieldOutsideAgreement);
    }

    private static ImmutableArray<RefusalReason> Against(
        Agreement agreement, PolicyVersion? policy, DateTimeOffset now, Purpose purpose, LegalBasis basis, FieldSet fields)
    {
        var request = new DisclosureRequest(
            new Asker.OfPartner(agreement.Partner, agreement.Id.Value), RecipientKind.Partner, agreement.Partner.Value, purpose, basis, fields);
        var facts = new DisclosureFacts(now, policy, Subject: null, Consents: [], agreement);
        return [.. Rules.Select(rule => rule(request, facts)).OfType<RefusalReason>()];
    }
}
