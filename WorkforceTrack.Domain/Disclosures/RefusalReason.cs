namespace WorkforceTrack.Domain.Disclosures;

/// <summary>Why the gate refuses. Every reason that applies is given. At most 64.</summary>
public enum RefusalReason
{
    /// <summary>No policy version is in force.</summary>
    NoPolicyInForce,

    /// <summary>No field was asked for.</summary>
    NothingAsked,

    /// <summary>No purpose was named, or one that does not fit the basis.</summary>
    NoPurpose,

    /// <summary>The asker is not the one who would get the data.</summary>
    AskerIsNotTheRecipient,

    /// <summary>The policy in force does not describe this use (O2).</summary>
    FlowNotDeclared,

    /// <summary>A field was asked that the described flow does not carry (O2).</summary>
    FieldNotDeclared,

    /// <summary>There is no such data subject, or none for this recipient.</summary>
    NoSuchSubject,

    /// <summary>The account is closed or leaving.</summary>
    AccountClosed,

    /// <summary>Only the data subject may do this.</summary>
    NotTheSubject,

    /// <summary>No live consent covers this purpose (C3).</summary>
    NoLiveConsent,

    /// <summary>The member approved fewer fields than were asked (C3).</summary>
    FieldOutsideConsent,

    /// <summary>The member has not selected this service, or has withdrawn (P2).</summary>
    NoLiveSelection,

    /// <summary>There is no agreement with this partner (P3).</summary>
    NoAgreement,

    /// <summary>The agreement is not yet in force (P3).</summary>
    AgreementNotYetInForce,

    /// <summary>The agreement has ended (P3).</summary>
    AgreementExpired,

    /// <summary>The partner is suspended (P4).</summary>
    PartnerSuspended,

    /// <summary>A field was asked that the agreement does not list (P2).</summary>
    FieldOutsideAgreement,

    /// <summary>The agreement is for another purpose (P3).</summary>
    PurposeOutsideAgreement,

    /// <summary>A mail or postal address was asked without a consent of its own (P2).</summary>
    NoAddressConsent,

    /// <summary>The mail address was never checked, so it may be someone else's.</summary>
    AddressUnchecked,

    /// <summary>The agreement's daily limit is reached (D1).</summary>
    DailyLimitReached,

    /// <summary>The asker is not staff, or no longer.</summary>
    NotStaff,

    /// <summary>The role of this person of staff does not include this purpose.</summary>
    RoleNotEntitled,

    /// <summary>The adherence agreement for the latest material version is not signed (AC1).</summary>
    AdherenceNotSigned,

    /// <summary>Staff must say why this record is opened (D2).</summary>
    NoStatedReason,

    /// <summary>The ground rests on nothing that can be named.</summary>
    NoEvidence,

    /// <summary>This person of staff has asked for as many records as one may in an hour (SE1).</summary>
    LookLimitReached,

    /// <summary>There is no case that this could come under, or it is closed (D6).</summary>
    NoCase,

    /// <summary>The case is about another ground, purpose or recipient (D6).</summary>
    CaseIsForAnother,

    /// <summary>The data subject is not within what the case approved (D6).</summary>
    SubjectOutsideCase,

    /// <summary>A field was asked that the case did not approve (D6).</summary>
    FieldOutsideCase,

    /// <summary>Fewer people than needed approved it (D6).</summary>
    NotApprovedByTwo,

    /// <summary>The data subject was not told, and no ground in force lets that wait (D7).</summary>
    NoticeOwed,

    /// <summary>The data subject may still object (D7).</summary>
    ObjectionWindowOpen,

    /// <summary>An objection waits for its outcome (D7).</summary>
    ObjectionUndecided,

    /// <summary>Whoever would hand the data over decided on it, too (D6).</summary>
    DecidedByReleaser,

    /// <summary>There is no such engagement, or no signed document (D5).</summary>
    NoEngagement,

    /// <summary>The engagement has not begun (D5).</summary>
    EngagementNotYetInForce,

    /// <summary>The engagement has ended (D5).</summary>
    EngagementEnded,

    /// <summary>The engagement is for another purpose (D5).</summary>
    PurposeOutsideEngagement,

    /// <summary>The data subject is not within the engagement's scope (D5).</summary>
    SubjectOutsideEngagement,

    /// <summary>A field was asked that the engagement does not list (D5).</summary>
    FieldOutsideEngagement,
}
