namespace WorkforceTrack.Domain.Engagements;

/// <summary>How people read what stands about engagements.</summary>
public static class EngagementWords
{
    public static string Of(EngagementKind kind) => kind switch
    {
        EngagementKind.Auditor => "Auditors",
        EngagementKind.Consultant => "Consultants",
    };

    public static string Of(EngagementPhase phase) => phase switch
    {
        EngagementPhase.Drafted => "Draft",
        EngagementPhase.Awaited => "Signed, not begun",
        EngagementPhase.InForce => "In force",
        EngagementPhase.Ended => "Ended, not settled",
        EngagementPhase.Settled => "Settled",
    };

    /// <summary>What to do about a fault.</summary>
    public static string Of(EngagementFault fault) => fault switch
    {
        EngagementFault.UseNotDescribed => "The policy in force does not describe such an engagement. Have the privacy officer publish a version that does.",
        EngagementFault.NoField => "Choose at least one field.",
        EngagementFault.FieldNotDescribed => "Leave out the fields that the policy in force does not describe for this.",
        EngagementFault.EndsBeforeItBegins => "Choose a last day that is not before the first.",
        EngagementFault.TermTooLong => $"Choose a term of at most {EngagementTerms.LongestMonths} months. For a longer one, a new engagement is signed.",
        EngagementFault.TermIsOver => "Choose a term whose last day has not passed.",
        EngagementFault.Organisation => $"Give the organisation's name, on one line, with at most {EngagementTexts.LongestName} characters.",
        EngagementFault.Contact => $"Say where the organisation is reached, on one line, with at most {EngagementTexts.LongestContact} characters.",
        EngagementFault.NoMember => "Name at least one member.",
        EngagementFault.TooManyMembers => $"One engagement reaches at most {EngagementTerms.MostMembers} members.",
        EngagementFault.NobodyEngaged => "Name at least one person who works under it.",
        EngagementFault.TooManyPeople => $"One engagement lets in at most {EngagementTerms.MostPeople} people.",
        EngagementFault.NoDocument => "Add the document that both sides signed.",
        EngagementFault.DocumentEmpty => "This file is empty. Choose the document once more.",
        EngagementFault.DocumentTooLarge => $"This file is too large. At most {EngagementDocument.Largest / 1024 / 1024} MB are kept; scan it with fewer colours or points.",
        EngagementFault.NotYourDraft => "Only whoever began the draft changes it. Tell your colleague what is wrong with it, or discard it.",
        EngagementFault.OwnDraft => "You entered this. Somebody else of the privacy officer and management confirms it.",
        EngagementFault.ChangedMeanwhile => "Something was changed since this page was loaded. Look at it once more.",
        EngagementFault.NoCertificate => "Data was given under this engagement. Add the certificate that it was returned or destroyed.",
        EngagementFault.WrongPhase => "The engagement is at another step by now. Look at it once more.",
        EngagementFault.NotThere => "This is no longer there. Load the page again.",
    };
}
