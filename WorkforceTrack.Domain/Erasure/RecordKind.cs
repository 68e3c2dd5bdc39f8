namespace WorkforceTrack.Domain.Erasure;

/// <summary>Every kind of record that the program keeps, in whatever store (O1, T2). A table without a kind fails the build's tests.</summary>
public enum RecordKind
{
    /// <summary>The row in the vault by which someone logs in, the person's own key, and the join of the person's names.</summary>
    Account,

    /// <summary>The names under which partners know a person.</summary>
    PartnerNames,

    /// <summary>The names under which engaged parties know a person.</summary>
    EngagementNames,

    Sessions,

    MailedCodes,

    /// <summary>Where the membership stands.</summary>
    Membership,

    /// <summary>What a member gave, a sealed value for each field.</summary>
    Values,

    Consents,

    /// <summary>Services that were selected.</summary>
    Selections,

    /// <summary>What staff wrote as the reason for a look.</summary>
    Reasons,

    /// <summary>Under which entry a session's own looks stand.</summary>
    OwnLooks,

    WaitingMail,

    /// <summary>Mail that was handed over to a folder.</summary>
    HandedOverMail,

    /// <summary>What joins a member to a demand for data, and papers that the member attached.</summary>
    CaseParts,

    /// <summary>What was made for whoever asked in law.</summary>
    CasePackages,

    /// <summary>Demands for data, and everything written about them.</summary>
    Cases,

    /// <summary>The entries of the ledger and the hashes over them.</summary>
    Ledger,

    /// <summary>Receipts of erasures.</summary>
    Receipts,

    /// <summary>What the daily sweep removed.</summary>
    SweepReports,

    WebLog,

    Incidents,

    /// <summary>That a pass for a survey was drawn, as a keyed hash.</summary>
    DrawnPasses,

    /// <summary>Answers to surveys, of nobody.</summary>
    SurveyAnswers,

    /// <summary>Questionnaires and results.</summary>
    Surveys,

    /// <summary>Auditors and consultants: terms, documents, people.</summary>
    Engagements,

    /// <summary>People of the staff: role, sealed name, signatures.</summary>
    Staff,

    /// <summary>Partners, their agreements, services and credentials.</summary>
    Partners,

    /// <summary>How many records were read under an agreement in a day.</summary>
    AgreementCounts,

    Policies,

    /// <summary>Keys of the program itself, and which stores belong together.</summary>
    Program,

    Backups,
}

/// <summary>Where records lie.</summary>
public enum RecordPlace
{
    Main,

    Vault,

    Booth,

    /// <summary>Files beside the stores.</summary>
    Files,
}

/// <summary>What becomes of a kind of record when a member leaves.</summary>
public enum WhenLeaving
{
    /// <summary>It goes.</summary>
    Goes,

    /// <summary>It stays under the clause that the declaration names, and leads to the member no more.</summary>
    Stays,

    /// <summary>It never was about a member.</summary>
    NotConcerned,
}
