namespace WorkforceTrack.Domain.Policy;

/// <summary>How people read the closed vocabularies of the policy (O1). Under which names they leave the program is said by <see cref="Names"/>.</summary>
public static class PolicyWords
{
    public static string Of(Purpose purpose) => purpose switch
    {
        Purpose.OwnAccess => "Your own access",
        Purpose.KeepAccount => "Keeping your account",
        Purpose.AnswerRequest => "Answering you",
        Purpose.GiveSupport => "Helping you",
        Purpose.InvestigateMisuse => "Looking into misuse",
        Purpose.JobMatching => "Finding work",
        Purpose.Training => "Training",
        Purpose.Benefits => "Benefits",
        Purpose.ContactByPartner => "Letters and mail from a partner",
        Purpose.News => "Our news",
        Purpose.AnswerLegalProcess => "Obeying the law",
        Purpose.ProtectRights => "Defending rights",
        Purpose.ProtectLife => "Protecting lives",
        Purpose.Audit => "Audits of our work",
        Purpose.Advice => "Advice on our work",
    };

    /// <summary>The purpose as the end of a sentence, as in "to find work that suits you".</summary>
    public static string To(Purpose purpose) => purpose switch
    {
        Purpose.OwnAccess => "to show you what we hold",
        Purpose.KeepAccount => "to keep your account safe and in order",
        Purpose.AnswerRequest => "to answer you",
        Purpose.GiveSupport => "to help you",
        Purpose.InvestigateMisuse => "to look into a suspected misuse",
        Purpose.JobMatching => "to find work that suits you",
        Purpose.Training => "to book training and confirm it",
        Purpose.Benefits => "to arrange benefits that you asked for",
        Purpose.ContactByPartner => "to write to you about its service",
        Purpose.News => "to send you our news",
        Purpose.AnswerLegalProcess => "to obey a demand that the law makes",
        Purpose.ProtectRights => "to make or meet a legal claim",
        Purpose.ProtectLife => "to protect a life from imminent danger",
        Purpose.Audit => "to have our work checked",
        Purpose.Advice => "to have our work improved",
    };

    public static string Of(LegalBasis basis) => basis switch
    {
        LegalBasis.OwnAccess => "It is your data",
        LegalBasis.Consent => "You said yes",
        LegalBasis.SelectedService => "You selected the service",
        LegalBasis.InternalUse => "Our work for members, as told here",
        LegalBasis.LegalProcess => "The law demands it",
        LegalBasis.LegalRights => "A legal claim needs it",
        LegalBasis.Emergency => "A life is in danger",
        LegalBasis.Engagement => "A signed engagement",
    };

    public static string Of(RecipientKind recipient) => recipient switch
    {
        RecipientKind.Member => "You",
        RecipientKind.Staff => "Our staff",
        RecipientKind.Partner => "A partner",
        RecipientKind.Platform => "The program",
        RecipientKind.Authority => "A court, an agency or a party that may ask in law",
        RecipientKind.Engaged => "Our auditors and consultants",
    };

    public static string Of(FieldSource source) => source switch
    {
        FieldSource.Registration => "You, when you joined",
        FieldSource.OwnCorrection => "You, later on",
    };

    public static string Of(Retention retention) => retention switch
    {
        Retention.Membership => "As long as you are a member, or until you remove it",
    };

    /// <summary>How long a value of this field is kept: what membership needs cannot be removed before its end.</summary>
    public static string KeptFor(FieldDeclaration declared) => declared switch
    {
        { Retention: Retention.Membership, Required: true } => "As long as you are a member",
        _ => Of(declared.Retention),
    };

    public static string Of(Keeping keeping) => keeping switch
    {
        Keeping.ByProgram => "Kept by the program",
        Keeping.InPart => "Kept in part by the program",
        Keeping.NotYet => "Not yet kept by the program",
    };

    /// <summary>What to do about a partner's flow that cannot be described.</summary>
    public static string Of(PartnerFlowFault fault) => fault switch
    {
        PartnerFlowFault.NoProperName => $"Give the partner's name, in letters that people can read, with at most {PartnerFlow.LongestName} characters.",
        PartnerFlowFault.NoField => "Choose at least one field that the service needs.",
        PartnerFlowFault.PurposeNotForPartners => "Choose a purpose that a partner's service may have.",
        PartnerFlowFault.FieldDoesNotServePurpose => "Leave out the fields that are not declared for this purpose. Addresses need a description of their own.",
    };
}
