namespace WorkforceTrack.Domain.Surveys;

/// <summary>How people read the closed vocabularies of surveys (S1).</summary>
public static class SurveyWords
{
    public static string Of(Audience audience) => audience switch
    {
        Audience.Members => "Members",
        Audience.Visitors => "Anyone",
    };

    public static string Of(QuestionKind kind) => kind switch
    {
        QuestionKind.SingleChoice => "One of several",
        QuestionKind.MultipleChoice => "Any of several",
        QuestionKind.Scale => "A point on a scale",
        QuestionKind.NumberInBands => "A number, in bands",
        QuestionKind.DateInBands => "A date, in bands",
        QuestionKind.Comment => "A comment",
        QuestionKind.Statement => "Words to read",
    };

    public static string Of(SurveyPhase phase) => phase switch
    {
        SurveyPhase.Draft => "Draft",
        SurveyPhase.Open => "Open",
        SurveyPhase.Closed => "Closed",
        SurveyPhase.Released => "Published",
    };

    /// <summary>What to do about a survey that cannot be opened.</summary>
    public static string Of(OpeningFault fault) => fault switch
    {
        OpeningFault.QuestionnaireHasFaults => "Mend the questions first. What to do is said beside each.",
        OpeningFault.NoPolicyInForce => "Publish a privacy policy first.",
        OpeningFault.UseNotDeclared => "Publish a version of the privacy policy that describes this kind of survey first.",
        OpeningFault.NoKey => "Make the key for the passes first.",
        OpeningFault.KeyWithoutPasses => "Leave the key out: a poll for visitors has no passes.",
    };

    /// <summary>What to do about a survey that cannot be closed.</summary>
    public static string Of(ClosingFault fault) => fault switch
    {
        ClosingFault.BeforeOpening => "Check the clock of the server: it shows a time before the opening.",
        ClosingFault.NoPassCounts => "Count the passes first: how many were drawn and how many were used.",
        ClosingFault.CountsWithoutPasses => "Leave the counts of passes out: a poll for visitors has none.",
    };

    /// <summary>What to do about a result that cannot be published.</summary>
    public static string Of(ReleasingFault fault) => fault switch
    {
        ReleasingFault.BeforeClosing => "Check the clock of the server: it shows a time before the close.",
    };
}
