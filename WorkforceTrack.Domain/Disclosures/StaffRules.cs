using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Staff;

namespace WorkforceTrack.Domain.Disclosures;

/// <summary>Internal use: staff of today, in a role that includes the purpose, bound by the latest material version, saying why (D2, AC1).</summary>
internal static class StaffRules
{
    [Keeps("D2")]
    internal static RefusalReason? TheAskerIsStaff(DisclosureRequest request, DisclosureFacts facts) => request.Asker switch
    {
        Asker.ThePlatform when request.Recipient == RecipientKind.Platform => null,
        Asker.OfStaff asker when request.Recipient == RecipientKind.Staff && facts.StaffRole == asker.Role => null,
        _ => RefusalReason.NotStaff,
    };

    [Keeps("D2")]
    internal static RefusalReason? TheRoleIncludesThePurpose(DisclosureRequest request, DisclosureFacts facts) =>
        request is { Asker: Asker.OfStaff asker, Purpose: { } purpose } && !StaffEntitlements.Includes(asker.Role, purpose)
            ? RefusalReason.RoleNotEntitled
            : null;

    [Keeps("AC1")]
    internal static RefusalReason? TheAdherenceAgreementIsSigned(DisclosureRequest request, DisclosureFacts facts) =>
        request.Asker is Asker.OfStaff asker
        && !(facts is { LatestMaterial: { } latest, Signature: { } signature } && signature.Staff == asker.Staff && signature.Covers(latest))
            ? RefusalReason.AdherenceNotSigned
            : null;

    [Keeps("D2")]
    internal static RefusalReason? AReasonIsStated(DisclosureRequest request, DisclosureFacts facts) =>
        request.Asker is Asker.OfStaff && !request.HasStatedReason ? RefusalReason.NoStatedReason : null;
}
