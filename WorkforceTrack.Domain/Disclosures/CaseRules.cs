using System.Collections.Immutable;
using WorkforceTrack.Domain.LegalProcess;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Staff;

namespace WorkforceTrack.Domain.Disclosures;

/// <summary>
/// Legal process, legal rights, an emergency: only under a case that went through its steps, only what two approved, only after the
/// subject was told and could object, or lawfully later, and by the hands of somebody who decided nothing (D6, D7, D8).
/// </summary>
internal static class CaseRules
{
    internal static readonly ImmutableArray<DisclosurePolicy.Rule> UnderACase =
    [
        ACaseIsThere,
        TheCaseIsAboutThis,
        TheSubjectIsInTheCase,
        TheCaseApprovedTheFields,
        EnoughPeopleApproved,
        TheSubjectWasToldOrLawfullyLater,
        TheTimeToObjectIsOver,
        NoObjectionWaits,
        TheReleaserIsStaff,
        TheReleaserDecidedNothing,
    ];

    /// <summary>Whether a ground is one on which a case decides.</summary>
    internal static bool Decides(LegalBasis basis) => basis is LegalBasis.LegalProcess or LegalBasis.LegalRights or LegalBasis.Emergency;

    /// <summary>Whether a hold keeps exactly what is asked, so that it can be given though the account is closed (D6).</summary>
    internal static bool HoldsWhatIsAsked(DisclosureRequest request, DisclosureFacts facts) =>
        Decides(request.Basis) && facts.Case is { } about && !request.Fields.IsEmpty && about.Held.Covers(request.Fields);

    [Keeps("D6"), Keeps("D8")]
    internal static RefusalReason? ACaseIsThere(DisclosureRequest request, DisclosureFacts facts) =>
        facts.Case is { IsReleasable: true } ? null : RefusalReason.NoCase;

    [Keeps("D6"), Keeps("D8")]
    internal static RefusalReason? TheCaseIsAboutThis(DisclosureRequest request, DisclosureFacts facts) =>
        facts.Case is { } about && (about.Basis != request.Basis || about.Recipient != request.RecipientId || PurposeOf(about.Basis) != request.Purpose)
            ? RefusalReason.CaseIsForAnother
            : null;

    [Keeps("D6")]
    internal static RefusalReason? TheSubjectIsInTheCase(DisclosureRequest request, DisclosureFacts facts) =>
        facts.Case is { Approved.IsEmpty: true } ? RefusalReason.SubjectOutsideCase : null;

    [Keeps("D6")]
    internal static RefusalReason? TheCaseApprovedTheFields(DisclosureRequest request, DisclosureFacts facts) =>
        facts.Case is { Approved: { IsEmpty: false } approved } && !approved.Covers(request.Fields) ? RefusalReason.FieldOutsideCase : null;

    [Keeps("D6"), Keeps("D8")]
    internal static RefusalReason? EnoughPeopleApproved(DisclosureRequest request, DisclosureFacts facts) =>
        facts.Case is { } about && about.Approvers.Distinct().Count() < Needed(about) ? RefusalReason.NotApprovedByTwo : null;

    [Keeps("D7")]
    internal static RefusalReason? TheSubjectWasToldOrLawfullyLater(DisclosureRequest request, DisclosureFacts facts) =>
        facts.Case is { } about && about.Notice.IsOwed(facts.Now) ? RefusalReason.NoticeOwed : null;

    [Keeps("D7")]
    internal static RefusalReason? TheTimeToObjectIsOver(DisclosureRequest request, DisclosureFacts facts) =>
        facts.Case is { } about && about.Notice.IsWindowOpen(facts.Now) ? RefusalReason.ObjectionWindowOpen : null;

    [Keeps("D7")]
    internal static RefusalReason? NoObjectionWaits(DisclosureRequest request, DisclosureFacts facts) =>
        facts.Case is { IsFrozen: true } ? RefusalReason.ObjectionUndecided : null;

    [Keeps("D6")]
    internal static RefusalReason? TheReleaserIsStaff(DisclosureRequest request, DisclosureFacts facts) => request.Asker is Asker.OfStaff asker && facts.StaffRole == asker.Role
        ? CaseRoles.Release.Contains(asker.Role) ? null : RefusalReason.RoleNotEntitled
        : RefusalReason.NotStaff;

    [Keeps("D6")]
    internal static RefusalReason? TheReleaserDecidedNothing(DisclosureRequest request, DisclosureFacts facts) =>
        request.Asker is Asker.OfStaff asker && facts.Case is { } about && (about.Deciders.Contains(asker.Staff) || about.Approvers.Contains(asker.Staff))
            ? RefusalReason.DecidedByReleaser
            : null;

    // Only a danger lets one person's word do for a day.
    private static int Needed(CaseFacts about) => about.Basis == LegalBasis.Emergency ? Math.Max(1, about.ApprovalsNeeded) : Math.Max(2, about.ApprovalsNeeded);

    private static Purpose? PurposeOf(LegalBasis basis) => basis switch
    {
        LegalBasis.LegalProcess => Purpose.AnswerLegalProcess,
        LegalBasis.LegalRights => Purpose.ProtectRights,
        LegalBasis.Emergency => Purpose.ProtectLife,
        _ => null,
    };
}
