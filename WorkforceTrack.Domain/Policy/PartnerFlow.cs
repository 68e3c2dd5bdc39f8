using System.Collections.Immutable;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.Domain.Policy;

/// <summary>
/// The only maker of flows to partners (P2, P5). A partner's flow has a purpose that partners may have, and carries
/// only fields that are declared to serve it: so never a user ID, and an address only with a consent of its own.
/// </summary>
[Keeps("P2"), Keeps("P5")]
public static class PartnerFlow
{
    /// <summary>Most characters of a partner's name.</summary>
    public const int LongestName = 120;

    /// <summary>Describes what a partner's service reads once a member selects it.</summary>
    public static PartnerFlowAnswer Describe(PartnerId partner, string name, Purpose purpose, FieldSet fields) =>
        Purposes.IsForPartners(purpose)
            ? Answer(partner, name, purpose, LegalBasis.SelectedService, fields, $"{name} reads these fields {PolicyWords.To(purpose)}, if you select its service.")
            : new PartnerFlowAnswer.Refused([PartnerFlowFault.PurposeNotForPartners, .. Faults(name, purpose, fields, FieldDeclarations.All)]);

    /// <summary>Describes at which of a member's addresses a partner may write, with a consent of its own (P2).</summary>
    public static PartnerFlowAnswer DescribeContact(PartnerId partner, string name, FieldSet addresses) =>
        Answer(partner, name, Purpose.ContactByPartner, LegalBasis.Consent, addresses, $"{name} may write to you at these addresses, if you agree to that as well.");

    /// <summary>Whether a flow, wherever it was read from, is one that a partner may have under these declarations.</summary>
    public static bool IsSound(DeclaredFlow flow, ImmutableArray<FieldDeclaration> declared) =>
        flow is { Recipient: RecipientKind.Partner, RecipientName: { } name, RecipientId: not null }
        && flow.Basis == (flow.Purpose == Purpose.ContactByPartner ? LegalBasis.Consent : LegalBasis.SelectedService)
        && (flow.Purpose == Purpose.ContactByPartner || Purposes.IsForPartners(flow.Purpose))
        && Faults(name, flow.Purpose, flow.Fields, declared).IsEmpty;

    private static PartnerFlowAnswer Answer(PartnerId partner, string name, Purpose purpose, LegalBasis basis, FieldSet fields, string text)
    {
        var faults = Faults(name, purpose, fields, FieldDeclarations.All);
        return faults.IsEmpty
            ? new PartnerFlowAnswer.Described(new DeclaredFlow(
                $"partner-{partner.Value:N}-{Names.Of(purpose)}", RecipientKind.Partner, name, partner.Value, purpose, basis, fields, text))
            : new PartnerFlowAnswer.Refused(faults);
    }

    private static ImmutableArray<PartnerFlowFault> Faults(string name, Purpose purpose, FieldSet fields, ImmutableArray<FieldDeclaration> declared)
    {
        var faults = ImmutableArray.CreateBuilder<PartnerFlowFault>();
        if (!IsName(name)) faults.Add(PartnerFlowFault.NoProperName);
        if (fields.IsEmpty) faults.Add(PartnerFlowFault.NoField);
        if (!FieldDeclarations.ThatServe(purpose, declared).Covers(fields)) faults.Add(PartnerFlowFault.FieldDoesNotServePurpose);
        return faults.ToImmutable();
    }

    // A partner's name stands in sentences that members read: it must look like one, and hide nothing.
    private static bool IsName(string name) =>
        PlainText.IsReadable(name) && PlainText.Length(name) <= LongestName && name == name.Trim() && PlainText.IsVisible(name);
}
