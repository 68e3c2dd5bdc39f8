namespace WorkforceTrack.Domain.Ledger;

/// <summary>What an entry tells of (O4). Known by name on the wire: a new kind is added, none is renamed.</summary>
public enum EntryKind
{
    /// <summary>Personal data was used inside the house.</summary>
    Use,

    /// <summary>Personal data was given to someone outside.</summary>
    Disclosure,

    /// <summary>Data was asked for and the gate refused.</summary>
    Refusal,

    /// <summary>A person of the staff opened a record (D2).</summary>
    StaffLook,

    /// <summary>The data subject looked; one entry a session, with the day only.</summary>
    OwnAccess,

    /// <summary>The data subject took the data away (A1).</summary>
    Export,

    /// <summary>The data subject corrected a value (A2).</summary>
    Correction,

    /// <summary>Values entered the store (C1).</summary>
    Collection,

    /// <summary>A consent was given (C3).</summary>
    Consent,

    /// <summary>A consent was withdrawn (C3).</summary>
    Withdrawal,

    /// <summary>The data subject was told of something; or, without a subject, a partner confirmed what it was told (A2).</summary>
    Notice,

    /// <summary>A policy version was published (O3).</summary>
    Policy,

    /// <summary>A person of the staff signed the adherence agreement (AC1).</summary>
    Adherence,

    /// <summary>An agreement with a partner began, changed or ended (P3).</summary>
    Agreement,

    /// <summary>A credential was made, changed or revoked.</summary>
    Credential,

    /// <summary>A member's information was removed (T2).</summary>
    Erasure,

    /// <summary>Bodies of entries past their declared retention were removed.</summary>
    Sweep,

    /// <summary>A head of the ledger was signed, or its key changed (SE1).</summary>
    Checkpoint,

    /// <summary>A survey was opened; the detail is the SHA-256 of the public key of its passes (S4).</summary>
    SurveyOpened,

    /// <summary>A survey was closed and the key of its passes destroyed (S4).</summary>
    SurveyClosed,

    /// <summary>The one result of a survey was published (S5).</summary>
    SurveyReleased,

    /// <summary>Two people of the staff read the comments to a survey (S6).</summary>
    CommentsRead,

    /// <summary>A case about a demand for data went a step further; the detail is the SHA-256 of the step (D6).</summary>
    Case,

    /// <summary>Fields of a member were put on hold for a case, or released from it (D6).</summary>
    Hold,

    /// <summary>A member objected to a demand for data, or the objection was decided (D7).</summary>
    Objection,

    /// <summary>An engagement of auditors or consultants began, changed or ended (D5).</summary>
    Engagement,

    /// <summary>A security incident was opened, looked into, changed or closed (W4).</summary>
    Incident,

    /// <summary>A person of the staff had a backup made (T3).</summary>
    Backup,

    /// <summary>The stores were restored from a backup, the detail being the SHA-256 of the signed head until then; or a survey, named as evidence, lost its answers by that (T3).</summary>
    Restored,
}

/// <summary>In which role someone acted; a member sees the role, never who it was (O4). Known by name on the wire.</summary>
public enum ActorRole
{
    /// <summary>The data subject.</summary>
    Member,

    /// <summary>Staff: privacy officer.</summary>
    PrivacyOfficer,

    /// <summary>Staff: counsel.</summary>
    Counsel,

    /// <summary>Staff: management.</summary>
    Management,

    /// <summary>Staff: support.</summary>
    Support,

    /// <summary>Staff: security.</summary>
    Security,

    /// <summary>A partner's credential.</summary>
    Partner,

    /// <summary>The program by itself.</summary>
    Platform,

    /// <summary>An auditor or a consultant under an engagement (D5).</summary>
    Engaged,
}
