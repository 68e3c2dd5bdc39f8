using WorkforceTrack.Domain.Surveys;
using F = WorkforceTrack.Domain.Surveys.QuestionnaireFault;

namespace WorkforceTrack.App.Surveys;

/// <summary>Where in the editor a fault is said.</summary>
public enum FormField
{
    Title,
    Introduction,
    AddressName,

    /// <summary>The questions as a whole.</summary>
    Questions,
    Key,
    Text,
    Help,
    Options,
    From,

    /// <summary>The end of a scale, and what is wrong between its two ends.</summary>
    To,
    Labels,
    Unit,
    Edges,
    Condition,
    CrossTabs,
}

internal static class FormFields
{
    /// <summary>The field where a fault of a questionnaire can be mended.</summary>
    internal static FormField Of(F fault) => fault switch
    {
        F.TitleMissing or F.TitleTooLong or F.TitleNotReadable => FormField.Title,
        F.IntroductionMissing or F.IntroductionTooLong or F.IntroductionNotReadable => FormField.Introduction,
        F.NothingToAnswer or F.TooManyQuestions or F.TooLarge => FormField.Questions,
        F.KeyNotInForm or F.KeyTwice => FormField.Key,
        F.TextMissing or F.TextTooLong or F.TextNotReadable => FormField.Text,
        F.HelpMissing or F.HelpTooLong or F.HelpNotReadable => FormField.Help,
        F.TooFewOptions or F.TooManyOptions or F.OptionTwice or F.OptionMissing or F.OptionTooLong or F.OptionNotReadable => FormField.Options,
        F.ScaleDoesNotRise or F.ScaleTooLong or F.ScaleOutOfBounds => FormField.To,
        F.LabelMissing or F.LabelTooLong or F.LabelNotReadable => FormField.Labels,
        F.UnitMissing or F.UnitTooLong or F.UnitNotReadable => FormField.Unit,
        F.NoEdge or F.TooManyEdges or F.EdgesDoNotRise => FormField.Edges,
        F.ConditionOnUnknownQuestion or F.ConditionOnLaterQuestion or F.ConditionOnQuestionWithoutOptions => FormField.Condition,
        F.ConditionWithoutOption or F.ConditionOnUnknownOption or F.ConditionNamesOptionTwice => FormField.Condition,
        F.TooManyCrossTabs or F.CrossTabOfUnknownQuestion or F.CrossTabOfOneQuestion or F.CrossTabOfQuestionWithoutOneAnswer or F.CrossTabTwice => FormField.CrossTabs,
    };

    internal static FormField Of(PlacedFault fault) => Of(fault.Fault);
}
