using System.Collections.Immutable;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.Domain.Surveys;

/// <summary>
/// From exact counts to what may be printed (S5): the only way out for a <see cref="RawTally"/>. Small counts read alike, all others
/// are rounded, near unanimity shows its bound alone, and everything is audited against a reader who knows this algorithm.
/// </summary>
[Keeps("S5")]
public static class DisclosureControl
{
    /// <summary>Fewest comments to a question before its themes are counted.</summary>
    public const long FewestComments = 10;

    /// <summary>Fewest answers to the survey before its themes are counted.</summary>
    public const long FewestAnswersForThemes = 20;

    /// <summary>The one release of a closed survey.</summary>
    /// <param name="questionnaire">What was asked.</param>
    /// <param name="tally">The exact counts.</param>
    /// <param name="audience">Who was asked.</param>
    /// <param name="opened">First day.</param>
    /// <param name="closed">Last day.</param>
    /// <param name="themes">What the theming desk found; none before it is done.</param>
    public static Release Release(Questionnaire questionnaire, RawTally tally, Audience audience, DateOnly opened, DateOnly closed, ImmutableArray<ThemedComments> themes)
    {
        if (tally.Casts < Rounding.FewestAnswers)
            return new Release(questionnaire.Title, audience, opened, closed, Answers: null, [.. questionnaire.Tables.Select(t => Table(t, Withheld.TooFewAnswers, []))], []);

        var drafts = QuestionDraft.Of(questionnaire, tally);
        LinkAudit.Settle(drafts);
        var crossed = CrossTabControl.Shown(questionnaire, tally, drafts);
        return new Release(
            questionnaire.Title,
            audience,
            opened,
            closed,
            Rounding.Total(tally.Casts),
            [.. questionnaire.Tables.Select((table, index) => table.Groups is null ? OneWay(table, index, drafts) : Crossed(table, crossed.GetValueOrDefault(index)))],
            Themes(questionnaire, tally, themes));
    }

    private static ReleasedTable OneWay(CountedTable table, int index, ImmutableArray<QuestionDraft> drafts)
    {
        foreach (var draft in drafts)
        {
            if (!draft.TryReason(index, out var reason)) continue;
            if (reason is not null) return Table(table, reason, []);
            var print = draft.Print(index);
            return Table(table, withheld: null, [new ReleasedRow(Group: null, print.Total, [.. OptionsOf(table).Select((option, at) => new ReleasedCell(option, print.Printed(at)))])]);
        }

        throw new InvalidOperationException("A table belongs to no question.");
    }

    private static ReleasedTable Crossed(CountedTable table, CrossPrint? print) => print is null
        ? Table(table, Withheld.CouldPointToPersons, [])
        : Table(table, withheld: null,
        [
            .. table.Groups!.Options.Select((group, row) => new ReleasedRow(
                group, print.Total(row), [.. OptionsOf(table).Select((option, column) => new ReleasedCell(option, Rounding.PrintLabel(print.Label(row, column))))])),
        ]);

    private static ReleasedTable Table(CountedTable table, Withheld? withheld, ImmutableArray<ReleasedRow> rows) =>
        new(table.Question.Text, table.Choice is { } choice ? table.Question.Options[choice] : null, table.Groups?.Text, withheld, rows);

    private static ImmutableArray<string> OptionsOf(CountedTable table) => table.Choice is null ? table.Question.Options : ["Yes", "No"];

    private static ImmutableArray<ReleasedTheme> Themes(Questionnaire questionnaire, RawTally tally, ImmutableArray<ThemedComments> themes) => tally.Casts < FewestAnswersForThemes
        ? []
        :
        [
            .. from theme in themes
               where tally.Comments.GetValueOrDefault(theme.QuestionKey) >= FewestComments
               let question = questionnaire.Find(theme.QuestionKey)
               // A name can tell who wrote of it as much as a count can.
               where question is not null && Rounding.Label(theme.Count) > 0
               select new ReleasedTheme(question.Text, theme.Theme, Rounding.Print(theme.Count)),
        ];
}
