using System.Collections.Immutable;
using WorkforceTrack.Domain.Policy;
using F = WorkforceTrack.Domain.Surveys.QuestionnaireFault;

namespace WorkforceTrack.Domain.Surveys;

/// <summary>What a questionnaire must be before it can be opened (S1, S2, S5). Pure; gives every fault, with its place.</summary>
public static class QuestionnaireRules
{
    // Lengths are in Unicode scalar values, as in a JSON Schema.
    public const int LongestTitle = 120;
    public const int LongestIntroduction = 2000;
    public const int LongestText = 300;
    public const int LongestHelp = 500;
    public const int LongestOption = 120;
    public const int LongestUnit = 30;
    public const int LongestKey = 32;
    public const int MostQuestions = 100;
    public const int FewestOptions = 2;
    public const int MostOptions = 30;
    public const int MostPoints = 11;
    public const int LowestPoint = -100;
    public const int HighestPoint = 100;
    public const int MostEdges = 12;
    public const int MostCrossTabs = 10;

    /// <summary>Largest file of a questionnaire, in bytes; what cannot be read back is not opened either.</summary>
    public const int LargestFile = 256 * 1024;

    /// <summary>Every fault, in the order of the questionnaire; none when it can be opened.</summary>
    [Keeps("S1"), Keeps("S2"), Keeps("S5")]
    public static ImmutableArray<PlacedFault> Faults(Questionnaire questionnaire)
    {
        var faults = ImmutableArray.CreateBuilder<PlacedFault>();
        faults.AddRange(OfText(questionnaire.Title, LongestTitle, F.TitleMissing, F.TitleTooLong, F.TitleNotReadable).Select(Whole));
        faults.AddRange(OfText(questionnaire.Introduction, LongestIntroduction, F.IntroductionMissing, F.IntroductionTooLong, F.IntroductionNotReadable, inLines: true).Select(Whole));
        if (!questionnaire.Questions.Any(q => q.IsAnswered)) faults.Add(Whole(F.NothingToAnswer));
        if (questionnaire.Questions.Length > MostQuestions) faults.Add(Whole(F.TooManyQuestions));

        // The first of a double key is the one that counts, as in Find.
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var place = 0; place < questionnaire.Questions.Length; place++) places.TryAdd(questionnaire.Questions[place].Key, place);
        for (var place = 0; place < questionnaire.Questions.Length; place++)
        {
            var question = questionnaire.Questions[place];
            if (places[question.Key] != place) faults.Add(new PlacedFault(F.KeyTwice, question.Key, place));
            var own = QuestionRules.Of(question).Concat(OfCondition(questionnaire, question.Condition, place, places));
            faults.AddRange(own.Distinct().Select(fault => new PlacedFault(fault, question.Key, place)));
        }

        faults.AddRange(OfCrossTabs(questionnaire, places));
        if (QuestionnaireJson.Write(questionnaire).Length > LargestFile) faults.Add(Whole(F.TooLarge));
        return faults.ToImmutable();
    }

    /// <summary>Whether a scale from one number to another has points that can be shown.</summary>
    internal static bool IsScale(int from, int to) => from >= LowestPoint && to <= HighestPoint && from < to && to - from < MostPoints;

    internal static IEnumerable<F> OfText(string text, int longest, F missing, F tooLong, F notReadable, bool inLines = false)
    {
        if (!(inLines ? PlainText.IsReadableInLines(text) : PlainText.IsReadable(text))) yield return notReadable;
        else if (!PlainText.HasWords(text)) yield return missing;
        if (PlainText.Length(text) > longest) yield return tooLong;
    }

    private static IEnumerable<F> OfCondition(Questionnaire questionnaire, ShownIf? condition, int place, Dictionary<string, int> places)
    {
        if (condition is null) yield break;
        if (condition.Options.IsEmpty) yield return F.ConditionWithoutOption;
        if (condition.Options.Distinct().Count() != condition.Options.Length) yield return F.ConditionNamesOptionTwice;
        if (!places.TryGetValue(condition.Question, out var earlier)) yield return F.ConditionOnUnknownQuestion;
        else if (earlier >= place) yield return F.ConditionOnLaterQuestion;
        else if (questionnaire.Questions[earlier].Options is { IsEmpty: false } options)
        {
            if (condition.Options.Any(o => o < 0 || o >= options.Length)) yield return F.ConditionOnUnknownOption;
        }
        else yield return F.ConditionOnQuestionWithoutOptions;
    }

    private static IEnumerable<PlacedFault> OfCrossTabs(Questionnaire questionnaire, Dictionary<string, int> places)
    {
        if (questionnaire.CrossTabs.Length > MostCrossTabs) yield return Whole(F.TooManyCrossTabs);
        var declared = new HashSet<(string, string)>();
        foreach (var cross in questionnaire.CrossTabs)
        {
            // The same table turned on its side: rounded and hidden twice in two ways, it could tell more than either.
            if (!declared.Add(string.CompareOrdinal(cross.Groups, cross.Answers) < 0 ? (cross.Groups, cross.Answers) : (cross.Answers, cross.Groups)))
                yield return At(F.CrossTabTwice, cross.Groups);
            if (cross.Groups == cross.Answers) yield return At(F.CrossTabOfOneQuestion, cross.Groups);
            foreach (var key in new[] { cross.Groups, cross.Answers }.Distinct(StringComparer.Ordinal))
            {
                if (!places.TryGetValue(key, out var place)) yield return At(F.CrossTabOfUnknownQuestion, key);
                else if (!questionnaire.Questions[place].HasOneAnswer) yield return At(F.CrossTabOfQuestionWithoutOneAnswer, key);
            }
        }

        PlacedFault At(F fault, string key) => new(fault, key, places.TryGetValue(key, out var place) ? place : null);
    }

    private static PlacedFault Whole(F fault) => new(fault);
}
