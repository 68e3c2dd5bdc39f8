using System.Collections.Immutable;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.Domain.Surveys;

/// <summary>
/// Which declared cross-tabs are shown (S5): between two questions with one answer each that are shown themselves, follow no other
/// question and are followed by none; never so many that they close a ring. All shown ones are audited together.
/// </summary>
[Keeps("S5")]
public static class CrossTabControl
{
    /// <summary>Whether these questions can be crossed at all. An author is told before opening.</summary>
    public static bool CanCross(Questionnaire questionnaire, CrossTab cross) =>
        !string.Equals(cross.Groups, cross.Answers, StringComparison.Ordinal)
        && IsSingle(questionnaire, cross.Groups)
        && IsSingle(questionnaire, cross.Answers)
        && questionnaire.Questions.All(q => q.Condition is null || (q.Key != cross.Groups && q.Key != cross.Answers && q.Condition.Question != cross.Groups && q.Condition.Question != cross.Answers));

    /// <summary>What is printed of those that are shown, by their place among the tables.</summary>
    internal static ImmutableDictionary<int, CrossPrint> Shown(Questionnaire questionnaire, RawTally tally, ImmutableArray<QuestionDraft> drafts)
    {
        var shown = new List<Crossing>();
        for (var index = 0; index < questionnaire.Tables.Length; index++)
        {
            var table = questionnaire.Tables[index];
            if (table.Groups is null || !CanCross(questionnaire, new CrossTab(table.Groups.Key, table.Question.Key))) continue;
            var groups = drafts.First(d => d.Question.Key == table.Groups.Key);
            var answers = drafts.First(d => d.Question.Key == table.Question.Key);
            if (!IsPlain(groups) || !IsPlain(answers) || AreJoined(shown, groups, answers)) continue;
            if (CrossPrint.Of([.. Enumerable.Range(0, table.Rows).Select(row => QuestionDraft.Row(questionnaire, tally, index, row))]) is not { } print) continue;
            var crossing = new Crossing(index, groups, answers, print);
            shown.Add(crossing);
            if (!shown.TrueForAll(c => Holds(c, shown, tally, questionnaire))) shown.Remove(crossing);
        }

        return shown.ToImmutableDictionary(c => c.Table, c => c.Print);
    }

    private static bool IsSingle(Questionnaire questionnaire, string key) => questionnaire.Find(key) is { Options.IsEmpty: false } and not Question.MultipleChoice;

    private static bool IsPlain(QuestionDraft draft) => draft.IsShown && !draft.Prints[0].IsNearUnanimous;

    // Cross-tabs that close a ring say more together than any two of them; where there is none, tables that agree on a shared
    // question always come from some set of people.
    private static bool AreJoined(List<Crossing> shown, QuestionDraft one, QuestionDraft other)
    {
        var reached = new HashSet<QuestionDraft> { one };
        var before = 0;
        while (before != reached.Count)
        {
            before = reached.Count;
            foreach (var crossing in shown.Where(c => reached.Contains(c.Groups) || reached.Contains(c.Answers))) reached.UnionWith([crossing.Groups, crossing.Answers]);
        }

        return reached.Contains(other);
    }

    private static bool Holds(Crossing crossing, List<Crossing> shown, RawTally tally, Questionnaire questionnaire)
    {
        return CrossAudit.Holds(crossing.Print, tally.Casts, Margin(crossing.Groups), Margin(crossing.Answers));

        CrossMargin Margin(QuestionDraft draft)
        {
            // Two cross-tabs agree on the question that they share. Each is audited with its counts as they are: what remains possible
            // in one then stays possible beside the other.
            var isShared = shown.Count(c => c.Groups == draft || c.Answers == draft) > 1;
            var table = questionnaire.Tables.Select((t, index) => (t, index)).First(t => t.t.Groups is null && t.t.Question == draft.Question).index;
            return CrossMargin.Of(draft.Prints[0], isShared ? QuestionDraft.Row(questionnaire, tally, table, 0) : null);
        }
    }

    private sealed record Crossing(int Table, QuestionDraft Groups, QuestionDraft Answers, CrossPrint Print);
}
