namespace WorkforceTrack.Domain.Engagements;

/// <summary>Why a step of an engagement is not taken (D5).</summary>
public enum EngagementFault
{
    /// <summary>The policy in force does not describe such an engagement.</summary>
    UseNotDescribed,

    /// <summary>No field is within the scope.</summary>
    NoField,

    /// <summary>A field is listed that the policy in force does not describe for this.</summary>
    FieldNotDescribed,

    /// <summary>The end is not after the beginning.</summary>
    EndsBeforeItBegins,

    /// <summary>The term is longer than may be agreed.</summary>
    TermTooLong,

    /// <summary>The term ends before it could begin.</summary>
    TermIsOver,

    /// <summary>The organisation's name cannot be read, is empty or too long.</summary>
    Organisation,

    /// <summary>The contact cannot be read, is empty or too long.</summary>
    Contact,

    /// <summary>Nobody is within the scope.</summary>
    NoMember,

    /// <summary>More members than one scope may have.</summary>
    TooManyMembers,

    /// <summary>Nobody is there who could log in or be written to.</summary>
    NobodyEngaged,

    /// <summary>More people than one engagement may let in.</summary>
    TooManyPeople,

    /// <summary>The signed document is not there.</summary>
    NoDocument,

    /// <summary>A document is empty.</summary>
    DocumentEmpty,

    /// <summary>A document is larger than is kept.</summary>
    DocumentTooLarge,

    /// <summary>Only whoever began the draft changes it.</summary>
    NotYourDraft,

    /// <summary>Nobody confirms alone what they entered themselves.</summary>
    OwnDraft,

    /// <summary>Something was changed since it was shown.</summary>
    ChangedMeanwhile,

    /// <summary>Data was given, and nothing shows that it was returned or destroyed.</summary>
    NoCertificate,

    /// <summary>The engagement is at another step by now.</summary>
    WrongPhase,

    /// <summary>It is not there, or not any more.</summary>
    NotThere,
}
