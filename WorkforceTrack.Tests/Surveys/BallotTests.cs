using CsCheck;
using WorkforceTrack.Domain.Surveys;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Surveys;

public sealed class BallotTests
{
    private static readonly Gen<(Questionnaire Questionnaire, Dictionary<string, Answer> Answers)> Given =
        QuestionnaireGen.Sound.SelectMany(q => QuestionnaireGen.Answers(q).Select(answers => (q, Fit(q, answers))));

    [Fact, Proves("S5")]
    public void A_ballot_raises_counters_that_exist_and_at_most_one_of_each_table() => Given.Sample(given =>
    {
        var ballot = Read(given);
        Assert.Equal(ballot.Cells.Length, ballot.Cells.Select(c => c.Table).Distinct().Count());
        Assert.All(ballot.Cells, cell =>
        {
            var table = given.Questionnaire.Tables[cell.Table];
            Assert.InRange(cell.Row, 0, table.Rows - 1);
            Assert.InRange(cell.Column, 0, table.Columns - 1);
        });
    });

    [Fact, Proves("S2")]
    public void What_is_not_asked_or_not_answered_is_not_counted() => Given.Sample(given =>
    {
        var ballot = Read(given);
        var counted = SkipLogic.Asked(given.Questionnaire, given.Answers).Where(q => given.Answers.ContainsKey(q.Key)).Select(q => q.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var (index, table) in given.Questionnaire.Tables.Index())
        {
            var expected = counted.Contains(table.Question.Key) && (table.Groups is null || counted.Contains(table.Groups.Key));
            Assert.Equal(expected, ballot.Cells.Any(c => c.Table == index));
        }

        Assert.Equal(given.Questionnaire.Questions.Where(q => q.Kind == QuestionKind.Comment && counted.Contains(q.Key)).Select(q => q.Key), ballot.Comments.Select(c => c.Question));
    });

    [Fact, Proves("S2")]
    public void An_answer_to_a_question_that_is_not_asked_changes_nothing() => Gen.Select(Given, Gen.Int[0, 1_000_000]).Sample((given, chance) =>
    {
        var asked = SkipLogic.Asked(given.Questionnaire, given.Answers);
        var unasked = given.Questionnaire.Questions.Where(q => !asked.Contains(q)).ToList();
        if (unasked.Count == 0) return;
        var without = Read(given);
        var question = unasked[chance % unasked.Count];
        foreach (var answer in new[] { QuestionnaireGen.Fitting(question, chance), new Answer.Chosen(99), new Answer.Said("") })
        {
            var with = Read((given.Questionnaire, new(given.Answers, StringComparer.Ordinal) { [question.Key] = answer, ["no-question"] = answer }));
            Assert.Equal(without.Cells, with.Cells);
            Assert.Equal(without.Comments, with.Comments);
        }
    });

    [Fact, Proves("S2")]
    public void Every_question_can_be_skipped() => Given.Sample(given =>
    {
        Assert.Empty(Read((given.Questionnaire, [])).Cells);
        foreach (var key in given.Answers.Keys)
        {
            var fewer = new Dictionary<string, Answer>(given.Answers, StringComparer.Ordinal);
            fewer.Remove(key);
            Assert.DoesNotContain(Read((given.Questionnaire, fewer)).Cells, c => given.Questionnaire.Tables[c.Table] is var t && (t.Question.Key == key || t.Groups?.Key == key));
        }
    });

    [Fact]
    public void A_question_that_hangs_on_an_unasked_one_is_not_asked()
    {
        var questionnaire = Example.Questionnaire;
        var keys = SkipLogic.Asked(questionnaire, new Dictionary<string, Answer>(StringComparer.Ordinal) { ["works"] = new Answer.Chosen(1), ["shifts"] = new Answer.Chosen(2) }).Select(q => q.Key);

        Assert.Equal(["welcome", "works", "needs", "age", "joined", "mood", "more"], keys);
    }

    [Fact, Proves("S5")]
    public void A_pair_is_counted_in_its_row_and_column()
    {
        var ballot = Ballot.Read(Example.Questionnaire, new Dictionary<string, Answer>(StringComparer.Ordinal)
        {
            ["works"] = new Answer.Chosen(0), ["shifts"] = new Answer.Chosen(2), ["needs"] = new Answer.Chosen(0, 2), ["more"] = new Answer.Said("Thank you.\nMore light, please."),
        })!;

        // works, shifts, three choices of needs, age, joined, mood, nights; then the pair of works and shifts.
        Assert.Equal([new Cell(0, 0, 0), new Cell(1, 0, 2), new Cell(2, 0, CountedTable.Yes), new Cell(3, 0, CountedTable.No), new Cell(4, 0, CountedTable.Yes), new Cell(9, 0, 2)], ballot.Cells);
        Assert.Equal([("more", "Thank you.\nMore light, please.")], ballot.Comments);
    }

    public static TheoryData<string, Answer> Unfitting => new()
    {
        { "works", new Answer.Chosen() },
        { "works", new Answer.Chosen(default(System.Collections.Immutable.ImmutableArray<int>)) },
        { "works", new Answer.Chosen(0, 1) },
        { "works", new Answer.Chosen(-1) },
        { "works", new Answer.Chosen(2) },
        { "works", new Answer.Said("yes") },
        { "needs", new Answer.Chosen(0, 0) },
        { "needs", new Answer.Chosen(0, 3) },
        { "needs", new Answer.Chosen() },
        { "mood", new Answer.Chosen(5) },
        { "age", new Answer.Chosen(3) },
        { "more", new Answer.Chosen(0) },
        { "more", new Answer.Said("") },
        { "more", new Answer.Said(" \n ") },
        { "more", new Answer.Said(new string('x', Answer.Said.Longest + 1)) },
        { "more", new Answer.Said("half \ud83d") },
        { "more", new Answer.Said("turned \u202e around") },
        { "welcome", new Answer.Said("hello") },
        { "welcome", new Answer.Chosen(0) },
    };

    [Theory, Proves("S5")]
    [MemberData(nameof(Unfitting))]
    public void An_answer_that_does_not_fit_its_question_makes_no_ballot(string key, Answer answer)
    {
        Assert.False(Ballot.Fits(Example.Questionnaire.Find(key)!, answer));
        Assert.Null(Ballot.Read(Example.Questionnaire, new Dictionary<string, Answer>(StringComparer.Ordinal) { [key] = answer }));
    }

    [Fact]
    public void Nonsense_is_answered_and_never_thrown() => QuestionnaireGen.Nonsense.SelectMany(q => QuestionnaireGen.Answers(q).Select(answers => (q, answers))).Sample((q, answers) =>
    {
        var ballot = Ballot.Read(q, answers);
        Assert.All(ballot?.Cells ?? [], c => Assert.True(c.Row < q.Tables[c.Table].Rows && c.Column < q.Tables[c.Table].Columns));
    });

    [Fact, Proves("S3")]
    public void What_someone_answered_does_not_print() =>
        Assert.Equal("(a choice) (a comment) (a ballot)", $"{new Answer.Chosen(1)} {new Answer.Said("I am Ann.")} {Ballot.Read(Example.Questionnaire, new Dictionary<string, Answer>(StringComparer.Ordinal))}");

    private static Ballot Read((Questionnaire Questionnaire, Dictionary<string, Answer> Answers) given) => Assert.IsType<Ballot>(Ballot.Read(given.Questionnaire, given.Answers));

    private static Dictionary<string, Answer> Fit(Questionnaire questionnaire, Dictionary<string, Answer> answers) =>
        answers.Where(a => Ballot.Fits(questionnaire.Find(a.Key)!, a.Value)).ToDictionary(a => a.Key, a => a.Value, StringComparer.Ordinal);
}
