using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Staff;

namespace WorkforceTrack.Domain.Ledger;

/// <summary>
/// How people read an entry of the ledger (O4), from outside: of a member in the third person. Where a member is spoken to,
/// <see cref="PolicyWords"/> has the words.
/// </summary>
public static class EntryWords
{
    public static string Of(EntryKind kind) => kind switch
    {
        EntryKind.Use => "Use",
        EntryKind.Disclosure => "Disclosure",
        EntryKind.Refusal => "Refusal",
        EntryKind.StaffLook => "Staff look",
        EntryKind.OwnAccess => "Own access",
        EntryKind.Export => "Export",
        EntryKind.Correction => "Correction",
        EntryKind.Collection => "Collection",
        EntryKind.Consent => "Consent",
        EntryKind.Withdrawal => "Withdrawal",
        EntryKind.Notice => "Notice",
        EntryKind.Policy => "Policy",
        EntryKind.Adherence => "Adherence",
        EntryKind.Agreement => "Agreement",
        EntryKind.Credential => "Credential",
        EntryKind.Erasure => "Erasure",
        EntryKind.Sweep => "Sweep",
        EntryKind.Checkpoint => "Checkpoint",
        EntryKind.SurveyOpened => "Survey opened",
        EntryKind.SurveyClosed => "Survey closed",
        EntryKind.SurveyReleased => "Survey released",
        EntryKind.CommentsRead => "Comments read",
        EntryKind.Case => "Case",
        EntryKind.Hold => "Hold",
        EntryKind.Objection => "Objection",
        EntryKind.Engagement => "Engagement",
        EntryKind.Incident => "Incident",
        EntryKind.Backup => "Backup",
        EntryKind.Restored => "Restored",
    };

    /// <summary>What happened, in a sentence.</summary>
    public static string About(EntryKind kind) => kind switch
    {
        EntryKind.Use => "Personal data was used inside the house.",
        EntryKind.Disclosure => "Personal data was given to someone outside.",
        EntryKind.Refusal => "Data was asked for, and nothing was given.",
        EntryKind.StaffLook => "A person of the staff opened a record.",
        EntryKind.OwnAccess => "A member looked at what is held of the member.",
        EntryKind.Export => "A member took the data away.",
        EntryKind.Correction => "A member corrected what is held.",
        EntryKind.Collection => "Values entered the store.",
        EntryKind.Consent => "A member agreed to something.",
        EntryKind.Withdrawal => "A member withdrew a consent.",
        EntryKind.Notice => "A member was told of something, or a partner confirmed what it was told.",
        EntryKind.Policy => "A policy version was published.",
        EntryKind.Adherence => "A person of the staff signed to keep to the policy.",
        EntryKind.Agreement => "An agreement with a partner began, changed or ended.",
        EntryKind.Credential => "A credential or a person's standing on the staff was made, changed or ended.",
        EntryKind.Erasure => "A member's information was removed.",
        EntryKind.Sweep => "Bodies of entries past their retention were removed.",
        EntryKind.Checkpoint => "A head of the ledger was signed, or its key changed.",
        EntryKind.SurveyOpened => "A survey was opened, and the key of its passes published.",
        EntryKind.SurveyClosed => "A survey was closed, and the key of its passes destroyed.",
        EntryKind.SurveyReleased => "The result of a survey was published.",
        EntryKind.CommentsRead => "Two people of the staff read the comments to a survey.",
        EntryKind.Case => "A case about a demand for data went a step further.",
        EntryKind.Hold => "Data of a member was put on hold, or released from it.",
        EntryKind.Objection => "A member objected to a demand for data.",
        EntryKind.Engagement => "An engagement of auditors or consultants began, changed or ended.",
        EntryKind.Incident => "A security incident was opened, looked into, changed or closed.",
        EntryKind.Backup => "A person of the staff had a backup made.",
        EntryKind.Restored => "The stores were restored from a backup, or a survey lost its answers by that.",
    };

    public static string Of(ActorRole role) => role switch
    {
        ActorRole.Member => "Member",
        ActorRole.PrivacyOfficer => "Privacy officer",
        ActorRole.Counsel => "Counsel",
        ActorRole.Management => "Management",
        ActorRole.Support => "Support",
        ActorRole.Security => "Security",
        ActorRole.Partner => "Partner",
        ActorRole.Platform => "The program",
        ActorRole.Engaged => "Auditor or consultant",
    };

    public static string Of(StaffRole role) => role switch
    {
        StaffRole.PrivacyOfficer => Of(ActorRole.PrivacyOfficer),
        StaffRole.Counsel => Of(ActorRole.Counsel),
        StaffRole.Management => Of(ActorRole.Management),
        StaffRole.Support => Of(ActorRole.Support),
        StaffRole.Security => Of(ActorRole.Security),
    };

    public static string Of(RecipientKind recipient) => recipient switch
    {
        RecipientKind.Member => "The member",
        RecipientKind.Staff => "Staff",
        RecipientKind.Partner => "Partner",
        RecipientKind.Platform => "The program",
        RecipientKind.Authority => "Authority",
        RecipientKind.Engaged => "Auditor or consultant",
    };

    public static string Of(LegalBasis basis) => basis switch
    {
        LegalBasis.OwnAccess => "Own access",
        LegalBasis.Consent => "Consent",
        LegalBasis.SelectedService => "Selected service",
        LegalBasis.InternalUse => "Internal use",
        LegalBasis.LegalProcess => "Legal process",
        LegalBasis.LegalRights => "Legal rights",
        LegalBasis.Emergency => "Emergency",
        LegalBasis.Engagement => "Engagement",
    };

    public static string Of(Purpose purpose) => purpose switch
    {
        Purpose.OwnAccess => "Own access",
        Purpose.KeepAccount => "Keep the account in order",
        Purpose.AnswerRequest => "Answer a request",
        Purpose.GiveSupport => "Give support",
        Purpose.InvestigateMisuse => "Look into misuse",
        Purpose.JobMatching => "Find work",
        Purpose.Training => "Training",
        Purpose.Benefits => "Benefits",
        Purpose.ContactByPartner => "Letters and mail from a partner",
        Purpose.News => "News",
        Purpose.AnswerLegalProcess => "Answer legal process",
        Purpose.ProtectRights => "Protect legal rights",
        Purpose.ProtectLife => "Protect a life",
        Purpose.Audit => "Audit",
        Purpose.Advice => "Advice",
    };

    public static string Of(PersonalField field) => FieldDeclarations.Of(field).Label;
}
