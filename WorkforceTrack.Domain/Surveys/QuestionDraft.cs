using System.Collections.Immutable;

namespace WorkforceTrack.Domain.Surveys;

/// <summary>A question on its way to the release (S5): what would be printed of its one-way tables, and which of them stay out.</summary>
internal sealed class QuestionDraft
{
    private readonly int firstTable;
    private readonly Withheld?[] reasons;

    private QuestionDraft(Question question, int firstTable, OneWayPrint[] prints, Withheld?[] reasons) =>
        (Question, this.firstTable, Prints, this.reasons) = (question, firstTable, prints, reasons);

    internal Question Question { get; }

    internal OneWayPrint[] Prints { get; }

    internal bool[] ShownTables => [.. reasons.Select(reason => reason is null)];

    internal bool IsShown => reasons.Contains(null);

    internal bool HasTooFewAnswers => reasons.Contains(Surveys.Withheld.TooFewAnswers);

    internal static ImmutableArray<QuestionDraft> Of(Questionnaire questionnaire, RawTally tally) =>
    [
        .. questionnaire.Tables.Select((table, index) => (table, index)).Where(t => t.table.Groups is null)
            .GroupBy(t => t.table.Question, t => t.index).Select(g => Of(g.Key, g.First(), [.. g.Select(index => Row(questionnaire, tally, index, 0))])),
    ];

    /// <summary>The exact counts of one row.</summary>
    internal static long[] Row(Questionnaire questionnaire, RawTally tally, int table, int row)
    {
        var counts = new long[questionnaire.Tables[table].Columns];
        for (var column = 0; column < counts.Length; column++) counts[column] = tally[new Cell(table, row, column)];
        return counts;
    }

    /// <summary>Why a table stays out; null when it is shown. False when the table is not of this question.</summary>
    internal bool TryReason(int table, out Withheld? reason)
    {
        var isOwn = table >= firstTable && table < firstTable + reasons.Length;
        reason = isOwn ? reasons[table - firstTable] : null;
        return isOwn;
    }

    internal OneWayPrint Print(int table) => Prints[table - firstTable];

    internal void Withhold()
    {
        for (var table = 0; table < reasons.Length; table++) reasons[table] ??= Surveys.Withheld.CouldPointToPersons;
    }

    internal AuditAnswer Audit(long most, ImmutableArray<Demand> demands) => Question is Question.MultipleChoice
        ? ChoiceAudit.Of(Prints, ShownTables, most, demands)
        : OneWayAudit.Of(Prints[0], most, demands);

    internal long Largest(long most, ImmutableArray<Demand> demands, ImmutableArray<int> options) => Question is Question.MultipleChoice
        ? ChoiceAudit.Largest(Prints, ShownTables, most, demands, options)
        : OneWayAudit.Largest(Prints[0], most, demands, options);

    private static QuestionDraft Of(Question question, int firstTable, long[][] counts)
    {
        var prints = counts.Select(row => OneWayPrint.Of(row)).ToArray();
        var reason = counts[0].Sum() < Rounding.FewestAnswers ? Surveys.Withheld.TooFewAnswers : (Withheld?)null;
        return new QuestionDraft(question, firstTable, prints, [.. prints.Select(print => reason ?? (OneWayControl.IsShown(print) ? null : Surveys.Withheld.CouldPointToPersons))]);
    }
}
