namespace WorkforceTrack.Domain.Surveys;

/// <summary>What is wrong with a questionnaire (S1), with the question where it is.</summary>
/// <param name="Fault">What is wrong.</param>
/// <param name="Question">The key of the question; null when it is no question's.</param>
/// <param name="Place">The place of the question in the questionnaire, from 0: keys can be missing or double.</param>
public readonly record struct PlacedFault(QuestionnaireFault Fault, string? Question = null, int? Place = null);

/// <summary>Every way in which a questionnaire cannot be opened (S1, S5).</summary>
public enum QuestionnaireFault
{
    TitleMissing,
    TitleTooLong,
    TitleNotReadable,
    IntroductionMissing,
    IntroductionTooLong,
    IntroductionNotReadable,
    NothingToAnswer,
    TooManyQuestions,
    TooLarge,
    KeyNotInForm,
    KeyTwice,
    TextMissing,
    TextTooLong,
    TextNotReadable,
    HelpMissing,
    HelpTooLong,
    HelpNotReadable,
    TooFewOptions,
    TooManyOptions,
    OptionTwice,
    OptionMissing,
    OptionTooLong,
    OptionNotReadable,
    ScaleDoesNotRise,
    ScaleTooLong,
    ScaleOutOfBounds,
    LabelMissing,
    LabelTooLong,
    LabelNotReadable,
    UnitMissing,
    UnitTooLong,
    UnitNotReadable,
    NoEdge,
    TooManyEdges,
    EdgesDoNotRise,
    ConditionOnUnknownQuestion,
    ConditionOnLaterQuestion,
    ConditionOnQuestionWithoutOptions,
    ConditionWithoutOption,
    ConditionOnUnknownOption,
    ConditionNamesOptionTwice,
    TooManyCrossTabs,
    CrossTabOfUnknownQuestion,
    CrossTabOfOneQuestion,
    CrossTabOfQuestionWithoutOneAnswer,
    CrossTabTwice,
}
