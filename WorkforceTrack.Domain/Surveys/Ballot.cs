using System.Collections.Immutable;
using WorkforceTrack.Domain.Policy;

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
        public ImmutableArray<int> Options { get; } = options.IsDefault ? [] : options;

        // What someone chose belongs in no log.
        public override string ToString() => "(a choice)";
    }

    /// <summary>A comment.</summary>
    public sealed class Said(string words) : Answer
    {
        /// <summary>Longest comment, in UTF-16 units.</summary>
        public const int Longest = 2000;

        /// <summary>The words as they can be kept: without what no person reads, such as marks that hide or turn text, and no longer than may be; empty when nothing to read is left.</summary>
        public static string Clean(string words)
        {
            var clean = new System.Text.StringBuilder(Math.Min(words.Length, Longest));
            foreach (var rune in words.EnumerateRunes())
            {
                var kept = rune.Value == '\t' ? " " : rune.ToString();
                if ((rune.Value == '\n' || PlainText.IsReadable(kept)) && clean.Length + kept.Length <= Longest) clean.Append(kept);
            }

            var text = clean.ToString();
            return PlainText.HasWords(text) ? text : "";
        }

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

    /// <summary>Reads the answers to the questions that were asked, each of which may be skipped; null when one does not fit its question. Answers to others are left out.</summary>
    [Keeps("S2"), Keeps("S5")]
    public static Ballot? Read(Questionnaire questionnaire, IReadOnlyDictionary<string, Answer> answers)
    {
        var asked = SkipLogic.Asked(questionnaire, answers);
        var given = new Dictionary<Question, Answer>();
        foreach (var question in asked)
        {
            if (!answers.TryGetValue(question.Key, out var answer)) continue;
            if (!Fits(question, answer)) return null;
            given[question] = answer;
        }

        var cells = ImmutableArray.CreateBuilder<Cell>();
        for (var table = 0; table < questionnaire.Tables.Length; table++)
        {
            if (CellIn(table, questionnaire.Tables[table], given) is { } cell) cells.Add(cell);
        }

        return new Ballot(
            cells.ToImmutable(),
            [.. asked.Where(given.ContainsKey).Select(q => (q.Key, Said: given[q] as Answer.Said)).Where(c => c.Said is not null).Select(c => (c.Key, c.Said!.Words))]);
    }

    private static Cell? CellIn(int index, CountedTable table, Dictionary<Question, Answer> given)
    {
        if (!given.TryGetValue(table.Question, out var answer) || answer is not Answer.Chosen chosen) return null;
        if (table.Choice is { } choice) return new Cell(index, 0, chosen.Options.Contains(choice) ? CountedTable.Yes : CountedTable.No);
        if (table.Groups is null) return new Cell(index, 0, chosen.Options[0]);
        return given.TryGetValue(table.Groups, out var group) && group is Answer.Chosen of ? new Cell(index, of.Options[0], chosen.Options[0]) : null;
    }

    /// <summary>Whether this is an answer to this question. A comment is text in paragraphs that a person can read.</summary>
    public static bool Fits(Question question, Answer answer) => (question, answer) switch
    {
        (Question.Comment, Answer.Said said) => said.Words.Length <= Answer.Said.Longest && PlainText.IsReadableInLines(said.Words) && PlainText.HasWords(said.Words),
        (Question.Comment or Question.Statement, _) or (_, Answer.Said) => false,
        (Question.MultipleChoice, Answer.Chosen chosen) => chosen.Options.Length > 0 && chosen.Options.Distinct().Count() == chosen.Options.Length && InRange(question, chosen),
        (_, Answer.Chosen chosen) => chosen.Options.Length == 1 && InRange(question, chosen),
        _ => false,
    };

    private static bool InRange(Question question, Answer.Chosen chosen) => chosen.Options.All(o => o >= 0 && o < question.Options.Length);
}
