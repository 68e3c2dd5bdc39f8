using System.Collections.Immutable;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.Domain.Disclosures;

/// <summary>
/// The gate. Every use and every disclosure of personal data is decided here, purely, and nowhere else (C3, D3).
/// Silence refuses, refusal wins, and every reason is given.
/// </summary>
public static class DisclosurePolicy
{
    /// <summary>A rule: null when it has nothing against the request, else the reason.</summary>
    internal delegate RefusalReason? Rule(DisclosureRequest request, DisclosureFacts facts);

    private static readonly ImmutableArray<Rule> Always =
    [
        CommonRules.APolicyIsInForce,
        CommonRules.SomethingIsAsked,
        CommonRules.APurposeIsNamed,
        CommonRules.TheAskerIsTheRecipient,
        CommonRules.TheFlowIsDeclared,
        CommonRules.TheFlowCarriesTheFields,
        CommonRules.TheSubjectExists,
        CommonRules.TheAccountIsOpen,
    ];

    private static readonly ImmutableArray<Rule> OwnAccess = [.. Always, OwnAccessRules.TheAskerIsTheSubject];

    private static readonly ImmutableArray<Rule> InternalUse =
    [
        .. Always,
        StaffRules.TheAskerIsStaff,
        StaffRules.TheRoleIncludesThePurpose,
        StaffRules.TheAdherenceAgreementIsSigned,
        StaffRules.AReasonIsStated,
    ];

    private static readonly ImmutableArray<Rule> SelectedService =
    [
        .. Always,
        .. PartnerRules.UnderAnAgreement,
        PartnerRules.ThePurposeIsTheAgreements,
        PartnerRules.TheServiceIsSelected,
        PartnerRules.TheMemberApprovedTheFields,
        PartnerRules.NoAddressIsAmongTheFields,
    ];

    private static readonly ImmutableArray<Rule> Consent =
    [
        .. Always,
        ConsentRules.ALiveConsentCoversThePurpose,
        ConsentRules.TheConsentCoversTheFields,
        ConsentRules.TheAddressWasChecked,
    ];

    private static readonly ImmutableArray<Rule> ConsentForPartner = [.. Consent, .. PartnerRules.UnderAnAgreement];

    private static readonly ImmutableArray<Rule> UnderACase = [.. Always, .. CaseRules.UnderACase, StaffRules.TheAdherenceAgreementIsSigned];

    private static readonly ImmutableArray<Rule> Engagement = [.. Always, .. EngagementRules.UnderAnEngagement];

    /// <summary>Decides one question on the facts given. Pure: the same question and facts give the same answer.</summary>
    [Keeps("C3"), Keeps("D3"), Keeps("O2")]
    public static Decision Decide(DisclosureRequest request, DisclosureFacts facts)
    {
        ulong against = 0;
        foreach (var rule in RulesFor(request))
        {
            if (rule(request, facts) is { } reason) against |= 1UL << (int)reason;
        }

        // INVARIANT: evidence that cannot be named is evidence that is not there.
        if (against == 0 && facts.Subject is { } subject && facts.Policy is { } policy && request.Purpose is { } purpose
            && EvidenceFor(request, facts) is { } evidence)
        {
            return new Decision.Permitted(new Permit(request, subject, purpose, evidence, policy.Number, facts.Now));
        }

        return new Decision.Refused(Reasons(against == 0 ? 1UL << (int)RefusalReason.NoEvidence : against));
    }

    private static ImmutableArray<Rule> RulesFor(DisclosureRequest request) => request.Basis switch
    {
        LegalBasis.OwnAccess => OwnAccess,
        LegalBasis.Consent => request.Recipient == RecipientKind.Partner ? ConsentForPartner : Consent,
        LegalBasis.SelectedService => SelectedService,
        LegalBasis.InternalUse => InternalUse,
        LegalBasis.LegalProcess or LegalBasis.LegalRights or LegalBasis.Emergency => UnderACase,
        LegalBasis.Engagement => Engagement,
    };

    private static Guid? EvidenceFor(DisclosureRequest request, DisclosureFacts facts) => request.Basis switch
    {
        LegalBasis.OwnAccess => (request.Asker as Asker.TheMember)?.Access,
        LegalBasis.Consent => facts.LiveConsent(request.Purpose!.Value, request.RecipientId, request.Fields)?.Id.Value,
        LegalBasis.SelectedService => facts.Selection?.Consent.Value,
        LegalBasis.InternalUse => request.Asker is Asker.ThePlatform platform ? platform.Occasion : facts.Signature?.Id,
        LegalBasis.LegalProcess or LegalBasis.LegalRights or LegalBasis.Emergency => facts.Case?.Evidence,
        LegalBasis.Engagement => facts.Engagement?.Evidence,
    };

    private static ImmutableArray<RefusalReason> Reasons(ulong bits)
    {
        var reasons = ImmutableArray.CreateBuilder<RefusalReason>(System.Numerics.BitOperations.PopCount(bits));
        for (; bits != 0; bits &= bits - 1) reasons.Add((RefusalReason)System.Numerics.BitOperations.TrailingZeroCount(bits));
        return reasons.MoveToImmutable();
    }
}
