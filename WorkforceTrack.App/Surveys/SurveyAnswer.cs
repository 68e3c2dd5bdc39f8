using System.Collections.Immutable;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Surveys;

namespace WorkforceTrack.App.Surveys;

/// <summary>What came of an act of staff on a survey.</summary>
public abstract class SurveyAnswer
{
    private SurveyAnswer()
    {
    }

    /// <summary>Done.</summary>
    /// <param name="survey">Which survey.</param>
    /// <param name="version">The draft's version from now on.</param>
    public sealed class Done(SurveyId survey, int version) : SurveyAnswer
    {
        public SurveyId Survey { get; } = survey;

        public int Version { get; } = version;
    }

    /// <summary>This person may not.</summary>
    public sealed class NotAllowed(RefusalReason reason) : SurveyAnswer
    {
        public RefusalReason Reason { get; } = reason;
    }

    /// <summary>It stays a draft, for all these reasons.</summary>
    public sealed class NotOpened(ImmutableArray<OpeningFault> faults, ImmutableArray<PlacedFault> questions) : SurveyAnswer
    {
        public ImmutableArray<OpeningFault> Faults { get; } = faults;

        public ImmutableArray<PlacedFault> Questions { get; } = questions;
    }

    /// <summary>It cannot be done now.</summary>
    public sealed class NotNow(SurveyObstacle obstacle) : SurveyAnswer
    {
        public SurveyObstacle Obstacle { get; } = obstacle;
    }
}

/// <summary>What stands in the way of an act on a survey.</summary>
public enum SurveyObstacle
{
    /// <summary>There is no such survey.</summary>
    NotThere,

    /// <summary>It is in another phase than the act belongs to.</summary>
    WrongPhase,

    /// <summary>Someone else changed the draft meanwhile.</summary>
    ChangedMeanwhile,

    /// <summary>The name in the address cannot be one.</summary>
    NameUnfit,

    /// <summary>Another survey has this name in its address.</summary>
    NameTaken,

    /// <summary>The questionnaire is larger than one can be read back.</summary>
    TooLarge,

    /// <summary>The program knows no origin for the booth.</summary>
    NoBooth,

    /// <summary>The clock of the machine went back.</summary>
    ClockWentBack,
}

/// <summary>How staff read these answers: what to do next.</summary>
internal static class SurveyAnswerWords
{
    internal static string Of(SurveyAnswer answer) => answer switch
    {
        SurveyAnswer.Done => "Done.",
        SurveyAnswer.NotAllowed { Reason: RefusalReason.RoleNotEntitled } => "This is for the privacy officer or management. Ask one of them.",
        SurveyAnswer.NotAllowed no => $"{RefusalWords.Of(no.Reason)} {RefusalWords.Next(no.Reason)}",
        SurveyAnswer.NotOpened no => string.Join(' ', no.Faults.Select(SurveyWords.Of)),
        SurveyAnswer.NotNow no => Of(no.Obstacle),
        _ => throw new InvalidOperationException("An answer of a kind that has no words."),
    };

    internal static string Of(SurveyObstacle obstacle) => obstacle switch
    {
        SurveyObstacle.NotThere => "This survey is no longer there. Load the page again.",
        SurveyObstacle.WrongPhase => "The survey went a step further meanwhile. Load the page again to see where it stands.",
        SurveyObstacle.ChangedMeanwhile => "Someone else changed this draft meanwhile. Keep a copy of your text, then load the page again.",
        SurveyObstacle.NameUnfit => $"Give it a name of {SurveySlug.Shortest} to {SurveySlug.Longest} small letters and digits, with single hyphens between them.",
        SurveyObstacle.NameTaken => "Another survey has this name in its address. Choose one that tells the two apart.",
        SurveyObstacle.TooLarge => $"Shorten texts, then try again: the whole may have at most {QuestionnaireRules.LargestFile / 1024} KiB as a file.",
        SurveyObstacle.NoBooth => "The program has no address for the booth yet. Set Booth:Origin to an address of its own, then open the survey.",
        SurveyObstacle.ClockWentBack => "The clock of this machine went back. Set it right, then try again.",
    };
}
