using System.Collections.Immutable;

namespace WorkforceTrack.Domain.Surveys;

/// <summary>What one person chose or wrote at one question. It lives in the booth's circuit and, sealed, in the queue; nowhere else (S3).</summary>
public abstract class Answer
{
    private Answer()
    {
    }

    /// <summary>One option, or several of a multiple choice, by their place.</summary>
    public sealed class Chosen(params ImmutableArray<int> options) : Answer
    {
        public ImmutableArray<int> Options { get; } = options;
    }

    /// <summary>A comment.</summary>
    public sealed class Said(string words) : Answer
    {
        /// <summary>Longest comment, in UTF-16 units.</summary>
        public const int Longest = 2000;

        public string Words { get; } = words;

        public override string ToString() => "(a comment)";
    }
}

/// <summary>One place in one table.</summary>
public readonly record struct Cell(int Table, int Row, int Column);

/// <summary>
/// The answers of one cast, as they will be counted (S3, S5): which counters rise by one, and which comments are kept. Made only
/// from answers that fit the questionnaire, by <see cref="Read"/>.
/// </summary>
public sealed class Ballot
{
    private Ballot(ImmutableArray<Cell> cells, ImmutableArray<(string Question, string Words)> comments) => (Cells, Comments) = (cells, comments);

    public ImmutableArray<Cell> Cells { get; }

    public ImmutableArray<(string Question, string Words)> Comments { get; }

    public override string ToString() => "(a ballot)";

    /// <summary>Reads the answers to the questions that were asked; null when one does not fit its question. Answers to others are left out.</summary>
    public static Ballot? Read(Questionnaire questionnaire, IReadOnlyDictionary<string, Answer> answers)
    {
        var asked = SkipLogic.Asked(questionnaire, answers);
        var given = asked.Where(q => answers.ContainsKey(q.Key)).ToDictionary(q => q.Key, q => answers[q.Key], StringComparer.Ordinal);
        if (asked.Any(q => given.TryGetValue(q.Key, out var answer) && !Fits(q, answer))) return null;
        var cells = ImmutableArray.CreateBuilder<Cell>();
        for (var table = 0; table < questionnaire.Tables.Length; table++)
        {
            if (CellIn(table, questionnaire.Tables[table], given) is { } cell) cells.Add(cell);
        }

        return new Ballot(
            cells.ToImmutable(),
            [.. asked.OfType<Question.Comment>().Where(q => given.ContainsKey(q.Key)).Select(q => (q.Key, ((Answer.Said)given[q.Key]).Words))]);
    }

    private static Cell? CellIn(int index, CountedTable table, Dictionary<string, Answer> given)
    {
        if (!given.TryGetValue(table.Question.Key, out var answer) || answer is not Answer.Chosen chosen) return null;
        if (table.Choice is { } choice) return new Cell(index, 0, chosen.Options.Contains(choice) ? CountedTable.Yes : CountedTable.No);
        if (table.Groups is null) return new Cell(index, 0, chosen.Options[0]);
        return given.TryGetValue(table.Groups.Key, out var group) && group is Answer.Chosen of ? new Cell(index, of.Options[0], chosen.Options[0]) : null;
    }

    private static bool Fits(Question question, Answer answer) => (question, answer) switch
    {
        (Question.Comment, Answer.Said said) => said.Words.Length is > 0 and <= Answer.Said.Longest && !string.IsNullOrWhiteSpace(said.Words),
        (Question.Comment or Question.Statement, _) or (_, Answer.Said) => false,
        (Question.MultipleChoice, Answer.Chosen chosen) => chosen.Options.Length > 0 && chosen.Options.Distinct().Count() == chosen.Options.Length && InRange(question, chosen),
        (_, Answer.Chosen chosen) => chosen.Options.Length == 1 && InRange(question, chosen),
        _ => false,
    };

    private static bool InRange(Question question, Answer.Chosen chosen) => chosen.Options.All(o => o >= 0 && o < question.Options.Length);
}
