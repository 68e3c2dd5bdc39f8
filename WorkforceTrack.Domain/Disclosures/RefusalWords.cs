namespace WorkforceTrack.Domain.Disclosures;

/// <summary>How people read a refusal (D3): what is missing, what to do next, and how the data subject is told of the attempt (O4).</summary>
public static class RefusalWords
{
    /// <summary>What is missing, for whoever asked and for whoever reviews it.</summary>
    public static string Of(RefusalReason reason) => reason switch
    {
        RefusalReason.NoPolicyInForce => "No policy version is in force.",
        RefusalReason.NothingAsked => "No field was asked for.",
        RefusalReason.NoPurpose => "No purpose was named.",
        RefusalReason.AskerIsNotTheRecipient => "Whoever asks must be the one who gets the data.",
        RefusalReason.FlowNotDeclared => "The policy in force does not describe this use.",
        RefusalReason.FieldNotDeclared => "A field was asked for that the policy does not describe for this use.",
        RefusalReason.NoSuchSubject => "Nobody is known here by this ID or address.",
        RefusalReason.AccountClosed => "The account is closed, or its owner is leaving.",
        RefusalReason.NotTheSubject => "Only the person whose data it is may do this.",
        RefusalReason.NoLiveConsent => "No consent in force covers this purpose.",
        RefusalReason.FieldOutsideConsent => "The member approved fewer fields than were asked for.",
        RefusalReason.NoLiveSelection => "The member has not selected this service, or has withdrawn.",
        RefusalReason.NoAgreement => "There is no agreement with this partner.",
        RefusalReason.AgreementNotYetInForce => "The agreement is not in force yet.",
        RefusalReason.AgreementExpired => "The agreement has ended.",
        RefusalReason.PartnerSuspended => "The partner is suspended.",
        RefusalReason.FieldOutsideAgreement => "A field was asked for that the agreement does not list.",
        RefusalReason.PurposeOutsideAgreement => "The agreement is for another purpose.",
        RefusalReason.NoAddressConsent => "A mail or postal address needs a consent of its own, and there is none.",
        RefusalReason.AddressUnchecked => "The mail address was never checked, so it may be someone else's.",
        RefusalReason.DailyLimitReached => "The agreement's limit for today is reached.",
        RefusalReason.NotStaff => "Whoever asked is not on the staff in this role, or not any more.",
        RefusalReason.RoleNotEntitled => "This role does not include this purpose.",
        RefusalReason.AdherenceNotSigned => "The adherence agreement for the latest policy is not signed.",
        RefusalReason.NoStatedReason => "No reason was stated in words.",
        RefusalReason.NoEvidence => "What the ground rests on cannot be named.",
        RefusalReason.LookLimitReached => "Whoever asked has opened as many records as one person may in an hour.",
    };

    /// <summary>What whoever asked can do next.</summary>
    public static string Next(RefusalReason reason) => reason switch
    {
        RefusalReason.NoPolicyInForce => "Wait until a policy version is published; before that, nothing may be used.",
        RefusalReason.NothingAsked => "Name at least one field.",
        RefusalReason.NoPurpose => "Name the one purpose that the data is for.",
        RefusalReason.AskerIsNotTheRecipient => "Ask with the recipient's own sign-in or credential.",
        RefusalReason.FlowNotDeclared => "Have the use described in a published policy version, then ask again.",
        RefusalReason.FieldNotDeclared => "Leave that field out, or have it described in a published policy version.",
        RefusalReason.NoSuchSubject => "Check that it is written exactly, then ask again.",
        RefusalReason.AccountClosed => "Stop here: nothing of this account may be used any more.",
        RefusalReason.NotTheSubject => "Sign in with your own account and look there.",
        RefusalReason.NoLiveConsent => "Ask again only after the member has agreed.",
        RefusalReason.FieldOutsideConsent => "Ask for no more than the member approved.",
        RefusalReason.NoLiveSelection => "Ask again only after the member has selected the service.",
        RefusalReason.NoAgreement => "Sign an agreement first.",
        RefusalReason.AgreementNotYetInForce => "Ask again from the first day of its term.",
        RefusalReason.AgreementExpired => "Renew the agreement, then ask again.",
        RefusalReason.PartnerSuspended => "Settle with the privacy officer what led to the suspension.",
        RefusalReason.FieldOutsideAgreement => "Ask only for fields that the agreement lists.",
        RefusalReason.PurposeOutsideAgreement => "Ask for the purpose that the agreement names.",
        RefusalReason.NoAddressConsent => "Leave the address out, or ask again after the member has agreed to be written to.",
        RefusalReason.AddressUnchecked => "Leave the address out until the member has checked it.",
        RefusalReason.DailyLimitReached => "Go on after midnight UTC.",
        RefusalReason.NotStaff => "Have management look at the role, then sign in again.",
        RefusalReason.RoleNotEntitled => "Choose a purpose of your own role, or leave it to a colleague whose role includes it.",
        RefusalReason.AdherenceNotSigned => "Sign it in the console, then ask again.",
        RefusalReason.NoStatedReason => "Say in a sentence why the record is needed.",
        RefusalReason.NoEvidence => "Do not try again; show the privacy officer the entry of this refusal.",
        RefusalReason.LookLimitReached => "Go on an hour after the first of these looks, or leave it to a colleague.",
    };

    /// <summary>The same for the data subject, about what somebody tried and did not get.</summary>
    public static string ToSubject(RefusalReason reason) => reason switch
    {
        RefusalReason.NoPolicyInForce => "No policy was in force that would have allowed it.",
        RefusalReason.NothingAsked => "It was not said which of your data it was about.",
        RefusalReason.NoPurpose => "It was not said what your data would be for.",
        RefusalReason.AskerIsNotTheRecipient => "Somebody asked in the name of somebody else.",
        RefusalReason.FlowNotDeclared => "Our policy does not describe such a use of your data.",
        RefusalReason.FieldNotDeclared => "More was asked for than our policy describes for this use.",
        RefusalReason.NoSuchSubject => "You were not known to whoever asked.",
        RefusalReason.AccountClosed => "Your account is closed, or you are leaving.",
        RefusalReason.NotTheSubject => "Only you may do this.",
        RefusalReason.NoLiveConsent => "You have not agreed to this purpose, or have withdrawn.",
        RefusalReason.FieldOutsideConsent => "More was asked for than you approved.",
        RefusalReason.NoLiveSelection => "You have not selected this service, or have withdrawn.",
        RefusalReason.NoAgreement => "We have no agreement with this partner.",
        RefusalReason.AgreementNotYetInForce => "Our agreement with this partner is not in force yet.",
        RefusalReason.AgreementExpired => "Our agreement with this partner has ended.",
        RefusalReason.PartnerSuspended => "We have suspended this partner.",
        RefusalReason.FieldOutsideAgreement => "More was asked for than our agreement with this partner lists.",
        RefusalReason.PurposeOutsideAgreement => "Our agreement with this partner is for another purpose.",
        RefusalReason.NoAddressConsent => "You have not agreed that this partner may write to you.",
        RefusalReason.AddressUnchecked => "You have not checked your mail address yet, so we give it to nobody.",
        RefusalReason.DailyLimitReached => "The partner had reached its limit for the day.",
        RefusalReason.NotStaff => "Whoever asked is not on our staff in this role.",
        RefusalReason.RoleNotEntitled => "The work of whoever asked does not include this purpose.",
        RefusalReason.AdherenceNotSigned => "Whoever asked had not yet signed to keep to the latest policy.",
        RefusalReason.NoStatedReason => "No reason was given.",
        RefusalReason.NoEvidence => "There was nothing that it could rest on.",
        RefusalReason.LookLimitReached => "Whoever asked had opened too many records in an hour.",
    };
}
