using System.Globalization;
using static WorkforceTrack.Domain.Surveys.QuestionnaireRules;
using F = WorkforceTrack.Domain.Surveys.QuestionnaireFault;

namespace WorkforceTrack.Domain.Surveys;

/// <summary>What an author can do about a questionnaire, or a file, that is not ready (S1).</summary>
public static class QuestionnaireWords
{
    /// <summary>What to do, with the question that it is about.</summary>
    public static string Of(PlacedFault fault) => fault switch
    {
        { Place: { } place, Question: { Length: > 0 } key } => $"Question {place + 1} ({key}): {Of(fault.Fault)}",
        { Place: { } place } => $"Question {place + 1}: {Of(fault.Fault)}",
        { Question: { } key } => $"“{key}”: {Of(fault.Fault)}",
        _ => Of(fault.Fault),
    };

    public static string Of(F fault) => fault switch
    {
        F.TitleMissing => "Give the survey a title.",
        F.TitleTooLong => AtMost("Shorten the title", LongestTitle),
        F.TitleNotReadable => "Use only characters that people can see in the title, on one line.",
        F.IntroductionMissing => "Write an introduction: who asks, and what for.",
        F.IntroductionTooLong => AtMost("Shorten the introduction", LongestIntroduction),
        F.IntroductionNotReadable => "Use only characters that people can see in the introduction. Lines may break.",
        F.NothingToAnswer => "Add a question that can be answered.",
        F.TooManyQuestions => $"Leave questions out, so that at most {MostQuestions} remain.",
        F.TooLarge => $"Shorten texts: the whole may have at most {LargestFile / 1024} KiB as a file.",
        F.KeyNotInForm => $"Choose a key of small letters, digits and hyphens that begins with a letter, with at most {LongestKey} characters.",
        F.KeyTwice => "Choose another key: an earlier question has this one.",
        F.TextMissing => "Write what is asked.",
        F.TextTooLong => AtMost("Shorten the text", LongestText),
        F.TextNotReadable => "Use only characters that people can see in the text. A question stands on one line.",
        F.HelpMissing => "Write the help, or leave it out.",
        F.HelpTooLong => AtMost("Shorten the help", LongestHelp),
        F.HelpNotReadable => "Use only characters that people can see in the help. Lines may break.",
        F.TooFewOptions => $"Give at least {FewestOptions} options.",
        F.TooManyOptions => $"Leave options out, so that at most {MostOptions} remain.",
        F.OptionTwice => "Make the options differ in more than capital letters or spaces.",
        F.OptionMissing => "Fill in each option, or take the empty one away.",
        F.OptionTooLong => AtMost("Shorten the options", LongestOption),
        F.OptionNotReadable => "Use only characters that people can see in the options, each on one line.",
        F.ScaleDoesNotRise => "Let the scale end at a higher number than it begins with.",
        F.ScaleTooLong => $"Shorten the scale to at most {MostPoints} points.",
        F.ScaleOutOfBounds => $"Keep the scale between {Number(LowestPoint)} and {Number(HighestPoint)}.",
        F.LabelMissing => "Say in words what each end of the scale means.",
        F.LabelTooLong => AtMost("Shorten the words at the ends of the scale", LongestOption),
        F.LabelNotReadable => "Use only characters that people can see at the ends of the scale, each on one line.",
        F.UnitMissing => "Write the unit, or leave it out.",
        F.UnitTooLong => AtMost("Shorten the unit", LongestUnit),
        F.UnitNotReadable => "Use only characters that people can see in the unit, on one line.",
        F.NoEdge => "Say where at least one band begins.",
        F.TooManyEdges => $"Leave bands out, so that at most {MostEdges} beginnings remain.",
        F.EdgesDoNotRise => "Put the beginnings of the bands in rising order, each once.",
        F.ConditionOnUnknownQuestion => "Let the condition name a question that is there.",
        F.ConditionOnLaterQuestion => "Let the condition name an earlier question.",
        F.ConditionOnQuestionWithoutOptions => "Let the condition name a question with options to choose from.",
        F.ConditionWithoutOption => "Choose at least one option for the condition.",
        F.ConditionOnUnknownOption => "Let the condition name options that the earlier question has.",
        F.ConditionNamesOptionTwice => "Let the condition name each option once.",
        F.TooManyCrossTabs => $"Leave cross-tabs out, so that at most {MostCrossTabs} remain.",
        F.CrossTabOfUnknownQuestion => "Let the cross-tab name questions that are there.",
        F.CrossTabOfOneQuestion => "Let the cross-tab name two questions.",
        F.CrossTabOfQuestionWithoutOneAnswer => "Take a question with exactly one answer for the cross-tab: one of several, a scale or bands.",
        F.CrossTabTwice => "Leave one of the two cross-tabs out: they pair the same questions.",
    };

    /// <summary>What to do about a file that is no questionnaire.</summary>
    public static string Of(QuestionnaireReading.NotJson fault) =>
        $"This is not JSON, from line {Number(fault.Line)}, byte {Number(fault.Position)} on. Check the commas, quotes and brackets there.";

    /// <summary>What to do about one place in a file.</summary>
    public static string Of(ReadingFault fault) => $"{(fault.Pointer.Length == 0 ? "The file" : $"At {fault.Pointer}")}: {Of(fault.Fault)}";

    private static string Of(QuestionnaireFileFault fault) => fault switch
    {
        QuestionnaireFileFault.TooLarge => $"bring one with at most {LargestFile / 1024} KiB.",
        QuestionnaireFileFault.OtherFormat => $"write “{QuestionnaireJson.Format}”; other formats are not read.",
        QuestionnaireFileFault.MemberUnknown => "take this member away; it does not belong here.",
        QuestionnaireFileFault.MemberTwice => "keep one of the members with this name.",
        QuestionnaireFileFault.MemberMissing => "add this member.",
        QuestionnaireFileFault.KindUnknown => $"write one of {string.Join(", ", Policy.Names.All<QuestionKind>().Select(k => Policy.Names.Of(k)))}.",
        QuestionnaireFileFault.NotAnObject => "write an object, in curly brackets.",
        QuestionnaireFileFault.NotAList => "write a list, in square brackets.",
        QuestionnaireFileFault.NotText => "write text, in quotes, with whole characters.",
        QuestionnaireFileFault.NotAWholeNumber => "write a whole number, without quotes, point or exponent.",
        QuestionnaireFileFault.NotADay => "write a day as in 2026-01-31.",
    };

    private static string AtMost(string what, int longest) => $"{what} to at most {Number(longest)} characters.";

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
