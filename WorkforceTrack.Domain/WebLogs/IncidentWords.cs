namespace WorkforceTrack.Domain.WebLogs;

/// <summary>How staff read the closed vocabularies of an incident.</summary>
public static class IncidentWords
{
    /// <summary>A phase in a few words.</summary>
    public static string Of(IncidentPhase phase) => phase switch
    {
        IncidentPhase.Open => "Open",
        IncidentPhase.Scoped => "Under investigation",
        IncidentPhase.Proposed => "Handing over is proposed",
        IncidentPhase.HalfApproved => "Approved by one",
        IncidentPhase.HandedOver => "Handed over",
        IncidentPhase.Closed => "Closed",
        IncidentPhase.Destroyed => "Closed, lines destroyed",
    };

    /// <summary>A fault, and what to do.</summary>
    public static string Of(IncidentFault fault) => fault switch
    {
        IncidentFault.NotInThisPhase => "This cannot be done where the incident stands now. Load the page again.",
        IncidentFault.NotYourRole => "This is for another role. Ask a colleague whose role includes it.",
        IncidentFault.NeedsTwo => "It takes two people. Ask a second one to come to this page.",
        IncidentFault.NobodyAnswersForIt => "One of the two must be the privacy officer or security.",
        IncidentFault.ReasonMissing => "Please say in a few words why.",
        IncidentFault.ScopeNotSound => $"Choose a time that is over: {IncidentScope.LongestOfAll.TotalHours:0} hours at most, or {IncidentScope.Longest.TotalDays:0} days for certain addresses or pages. At most {IncidentScope.Most} of each.",
        IncidentFault.NothingSeen => "Nobody has looked at the lines. Look at them together first.",
        IncidentFault.DidNotLook => "Only someone who has looked at the lines can propose to hand them over.",
        IncidentFault.OwnStep => "Nobody approves a step of their own, or approves twice. Ask somebody else.",
        IncidentFault.DidNotApprove => "The package is for one of those who approved it.",
        IncidentFault.DoneBefore => "The package was taken before. If it was lost, propose to hand the lines over once more.",
        IncidentFault.PackageWaits => "A package waits to be taken. Take it first.",
        IncidentFault.NotYetTime => "Its time is not up.",
    };
}
