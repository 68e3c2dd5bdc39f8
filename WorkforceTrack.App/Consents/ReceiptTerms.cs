using WorkforceTrack.Domain.Consents;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.Consents;

/// <summary>The house's vocabulary in terms of the W3C Data Privacy Vocabulary 2 (dpv) and its personal data extension (pd): the nearest term that is not too narrow.</summary>
internal static class ReceiptTerms
{
    internal static string Of(PersonalField field) => field switch
    {
        PersonalField.UserId => "pd:Username",
        PersonalField.Email => "pd:EmailAddress",
        PersonalField.DisplayName => "pd:Name",
        PersonalField.FullName => "pd:Name",
        PersonalField.PostalAddress => "pd:PhysicalAddress",
        PersonalField.Phone => "pd:TelephoneNumber",
        PersonalField.BirthDate => "pd:BirthDate",
        PersonalField.Region => "pd:Region",
        PersonalField.Occupation => "pd:Job",
        PersonalField.Employer => "pd:CurrentEmployment",
        PersonalField.Skills => "pd:ProfessionalExperience",
        PersonalField.Languages => "pd:Language",
    };

    internal static string Of(Purpose purpose) => purpose switch
    {
        Purpose.OwnAccess => "dpv:RightsFulfilment",
        Purpose.KeepAccount => "dpv:AccountManagement",
        Purpose.AnswerRequest => "dpv:CommunicationForCustomerCare",
        Purpose.GiveSupport => "dpv:CommunicationForCustomerCare",
        Purpose.InvestigateMisuse => "dpv:Purpose",
        Purpose.JobMatching => "dpv:RequestedServiceProvision",
        Purpose.Training => "dpv:RequestedServiceProvision",
        Purpose.Benefits => "dpv:RequestedServiceProvision",
        Purpose.ContactByPartner => "dpv:CommunicationManagement",
        Purpose.News => "dpv:CommunicationManagement",
        Purpose.AnswerLegalProcess => "dpv:LegalCompliance",
        Purpose.ProtectRights => "dpv:LegalCompliance",
        Purpose.ProtectLife => "dpv:Purpose",
        Purpose.Audit => "dpv:OrganisationComplianceManagement",
        Purpose.Advice => "dpv:OrganisationGovernance",
    };

    internal static string Of(ConsentState state) => state switch
    {
        ConsentState.Given => "dpv:ConsentGiven",
        ConsentState.Renewed => "dpv:RenewedConsentGiven",
        ConsentState.Unknown => "dpv:ConsentUnknown",
        ConsentState.Requested => "dpv:ConsentRequested",
        ConsentState.Deferred => "dpv:ConsentRequestDeferred",
        ConsentState.Refused => "dpv:ConsentRefused",
        ConsentState.Withdrawn => "dpv:ConsentWithdrawn",
        ConsentState.Expired => "dpv:ConsentExpired",
        // DPV knows no "terminated"; revoked is its word for an end that is not the subject's withdrawal.
        ConsentState.Terminated => "dpv:ConsentRevoked",
        ConsentState.Invalidated => "dpv:ConsentInvalidated",
    };
}
