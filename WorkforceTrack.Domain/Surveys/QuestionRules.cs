using System.Collections.Immutable;
using System.Text.RegularExpressions;
using WorkforceTrack.Domain.Policy;
using static WorkforceTrack.Domain.Surveys.QuestionnaireRules;
using F = WorkforceTrack.Domain.Surveys.QuestionnaireFault;

namespace WorkforceTrack.Domain.Surveys;

/// <summary>What one question must be, taken by itself (S1).</summary>
internal static partial class QuestionRules
{
    internal static IEnumerable<F> Of(Question question)
    {
        if (!Key.IsMatch(question.Key)) yield return F.KeyNotInForm;
        foreach (var fault in OfText(question.Text, LongestText, F.TextMissing, F.TextTooLong, F.TextNotReadable, inLines: question.Kind == QuestionKind.Statement)) yield return fault;
        if (question.Help is { } help)
        {
            foreach (var fault in OfText(help, LongestHelp, F.HelpMissing, F.HelpTooLong, F.HelpNotReadable, inLines: true)) yield return fault;
        }

        foreach (var fault in OfKind(question)) yield return fault;
    }

    private static IEnumerable<F> OfKind(Question question) => question switch
    {
        Question.SingleChoice or Question.MultipleChoice => OfOptions(question.Options),
        Question.Scale scale => OfScale(scale.From, scale.To)
            .Concat(OfText(scale.Lowest, LongestOption, F.LabelMissing, F.LabelTooLong, F.LabelNotReadable))
            .Concat(OfText(scale.Highest, LongestOption, F.LabelMissing, F.LabelTooLong, F.LabelNotReadable)),
        Question.NumberInBands number => OfEdges(number.Edges)
            .Concat(number.Unit is { } unit ? OfText(unit, LongestUnit, F.UnitMissing, F.UnitTooLong, F.UnitNotReadable) : []),
        Question.DateInBands date => OfEdges(date.Edges),
        _ => [],
    };

    private static IEnumerable<F> OfOptions(ImmutableArray<string> options)
    {
        if (options.Length < FewestOptions) yield return F.TooFewOptions;
        if (options.Length > MostOptions) yield return F.TooManyOptions;
        // Two options that look alike are one to whoever chooses.
        if (options.Select(o => o.Trim()).Distinct(StringComparer.OrdinalIgnoreCase).Count() != options.Length) yield return F.OptionTwice;
        foreach (var fault in options.SelectMany(o => OfText(o, LongestOption, F.OptionMissing, F.OptionTooLong, F.OptionNotReadable))) yield return fault;
    }

    private static IEnumerable<F> OfScale(int from, int to)
    {
        if (from >= to) yield return F.ScaleDoesNotRise;
        else if ((long)to - from >= MostPoints) yield return F.ScaleTooLong;
        if (from < LowestPoint || to < LowestPoint || from > HighestPoint || to > HighestPoint) yield return F.ScaleOutOfBounds;
    }

    private static IEnumerable<F> OfEdges<T>(ImmutableArray<T> edges) where T : struct, IComparable<T>
    {
        if (edges.IsEmpty) yield return F.NoEdge;
        if (edges.Length > MostEdges) yield return F.TooManyEdges;
        if (edges.Zip(edges.Skip(1), (low, next) => low.CompareTo(next)).Any(order => order >= 0)) yield return F.EdgesDoNotRise;
    }

    [GeneratedRegex(@"\A[a-z][a-z0-9-]{0,31}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Key { get; }
}
