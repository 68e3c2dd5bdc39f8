using WorkforceTrack.App.Surveys;

namespace WorkforceTrack.App.Booth;

/// <summary>What someone in the booth reads when something is not taken: what to do next.</summary>
internal static class BoothFaults
{
    internal const string NotStored = "Your answers could not be stored this time. They are still here: hand them in again in a moment.";

    internal static string Of(CastAnswer answer) => answer switch
    {
        CastAnswer.Taken => "Your answers are in.",
        CastAnswer.TakenBefore => "Your answers were in already.",
        CastAnswer.NotOpen => "This survey has closed, so it takes no answers any more. If you handed in before and the connection broke, those answers are in.",
        CastAnswer.NotAPass => "The pass in this tab is not one for this survey, so it was put away. Take part again to draw yours, or choose the right file; your answers are still here.",
        CastAnswer.AlreadySpent => "This pass was used already. If the connection broke while you handed in, your answers are in; a pass is good once.",
        CastAnswer.DoesNotFit => "One answer does not belong to its question. Look through your answers, then hand them in again.",
        CastAnswer.TooMany => "Many answers came from your network within the hour, so this one waits. Your answers stay in this tab: try again in an hour.",
    };

    /// <summary>By the code that the script gives.</summary>
    internal static string OfDrawing(string code) => code switch
    {
        "not-framed" => "A pass is drawn on the survey's own page, where you are logged in. Open it from there, or choose a pass file that you kept.",
        "already-drawn" => "You drew your pass for this survey already, and it cannot be drawn again. If you kept it as a file, choose the file below.",
        "not-open" => "This survey has closed, so no pass can be drawn any more.",
        "not-a-member" => "Only members draw a pass. Log in again on the survey's page, then try once more.",
        "wrong-key" => "The key of this survey is not the one that the ledger names, so no pass was drawn: with another key your pass could be recognised. Please tell us.",
        "no-crypto" => "Your browser has no way to draw a pass here. Use a current browser over a secure connection.",
        "no-answer" => "The page around the booth did not answer. Check your connection, then press again: you will get the same pass.",
        _ => "The pass could not be drawn. Press again: you will get the same pass.",
    };
}

internal static partial class BoothPageLog
{
    [LoggerMessage(Level = LogLevel.Critical, Message = "A page of the booth was opened with a log-in and asked nothing. Look at Booth:Origin and the proxy in front.")]
    internal static partial void KnownInTheBooth(this ILogger logger);
}
