using System.Collections.Immutable;
using CsCheck;
using WorkforceTrack.Domain.Surveys;
using Limits = WorkforceTrack.Domain.Surveys.QuestionnaireRules;

namespace WorkforceTrack.Tests.Surveys;

/// <summary>Random questionnaires: sound ones with every kind, condition and cross-tab, and any nonsense that can be built.</summary>
internal static class QuestionnaireGen
{
    private static readonly string Letters = "abcXYZ 019 .,?'\"\\/<&é漢ß€💬·-";

    private static readonly Gen<string> Line = Text(40);

    private static readonly Gen<string?> Help = Gen.OneOf(Gen.Const((string?)null), Line.Select(l => (string?)$"{l}\n{l}"));

    private static readonly Gen<ImmutableArray<string>> Options = Gen.Select(Gen.Int[Limits.FewestOptions, 6], Line)
        .Select((count, line) => Enumerable.Range(0, count).Select(i => $"{i} {line}").ToImmutableArray());

    /// <summary>One question of each kind or any mix, each with or without a condition on an earlier one, and cross-tabs of what can be crossed.</summary>
    internal static readonly Gen<Questionnaire> Sound = Gen.Select(Line, Gen.Select(Gen.Enum<QuestionKind>(), Gen.Int[0, 1_000_000]).Array[0, 12], Options, Gen.Int[-100, 90], Gen.Int[1, 10], Help)
        .Select((line, drawn, options, from, points, help) =>
        {
            var questions = ImmutableArray.CreateBuilder<Question>();
            foreach (var (kind, chance) in drawn.Prepend((QuestionKind.Scale, 0)))
            {
                var condition = chance % 3 == 0 ? ConditionOn(questions.Where(q => !q.Options.IsEmpty).ToList(), chance / 3) : null;
                questions.Add(Make(kind, $"q{questions.Count}", line, help, condition, options, from, points));
            }

            var crossed = questions.Where(q => q.HasOneAnswer).Select(q => q.Key).ToList();
            var pairs = crossed.Zip(crossed.Skip(1), (a, b) => new CrossTab(a, b)).Take(Limits.MostCrossTabs);
            return new Questionnaire(line, $"{line}\r\n\r\n{line}", questions.ToImmutable(), [.. pairs]);
        });

    /// <summary>Whatever the constructors take.</summary>
    internal static readonly Gen<Questionnaire> Nonsense = Gen.Select(
        Gen.Select(Gen.Enum<QuestionKind>(), Gen.OneOf(Gen.Const("a"), Gen.Const("b"), Gen.String), Gen.OneOf(Gen.Int, Gen.Int[-3, 3]), Gen.OneOf(Gen.Int, Gen.Int[-3, 3])).Array[0, 6],
        Gen.Select(Gen.OneOf(Gen.Const("a"), Gen.Const("b")), Gen.OneOf(Gen.Const("a"), Gen.Const("b"), Gen.String)).Array[0, 3],
        Gen.Bool).Select((drawn, crossed, empty) => new Questionnaire(
            drawn.Length == 0 ? "" : drawn[0].Item2,
            "",
            empty && drawn.Length == 0 ? default : [.. drawn.Select(d => Nonsensical(d.Item1, d.Item2, d.Item3, d.Item4))],
            empty && crossed.Length == 0 ? default : [.. crossed.Select(c => new CrossTab(c.Item1, c.Item2))]));

    /// <summary>Answers to some of the questions, most of them fitting, asked or not.</summary>
    internal static Gen<Dictionary<string, Answer>> Answers(Questionnaire questionnaire) => Gen.Int[0, 1_000_000].Array[questionnaire.Questions.Length].Select(chances =>
        questionnaire.Questions.Zip(chances).Where(p => p.Second % 4 != 0).DistinctBy(p => p.First.Key).ToDictionary(p => p.First.Key, p => Fitting(p.First, p.Second / 4), StringComparer.Ordinal));

    internal static Answer Fitting(Question question, int chance) => question switch
    {
        { Options.IsEmpty: true } => new Answer.Said($"words {chance}\nand more"),
        Question.MultipleChoice => new Answer.Chosen([.. Enumerable.Range(0, question.Options.Length).Where(o => o == chance % question.Options.Length || (chance >> o) % 2 == 0)]),
        _ => new Answer.Chosen(chance % question.Options.Length),
    };

    internal static Gen<string> Text(int longest) => Gen.Select(Gen.Char[Letters].Array[0, longest / 2], chars => $"A{Paired(chars)}");

    // A char drawn from a pair may be half of it.
    private static string Paired(char[] chars) => string.Concat(chars.Select(c => char.IsSurrogate(c) ? "💬" : c.ToString()));

    private static ShownIf? ConditionOn(List<Question> earlier, int chance)
    {
        if (earlier.Count == 0) return null;
        var question = earlier[chance % earlier.Count];
        return new ShownIf(question.Key, [.. Enumerable.Range(0, question.Options.Length).Where(o => o == chance % question.Options.Length || (chance >> o) % 2 == 0)]);
    }

    private static Question Make(QuestionKind kind, string key, string line, string? help, ShownIf? condition, ImmutableArray<string> options, int from, int points) => kind switch
    {
        QuestionKind.SingleChoice => new Question.SingleChoice(key, line, help, condition, options),
        QuestionKind.MultipleChoice => new Question.MultipleChoice(key, line, help, condition, options),
        QuestionKind.Scale => new Question.Scale(key, line, help, condition, from, from + points, line, line),
        QuestionKind.NumberInBands => new Question.NumberInBands(key, line, help, condition, help is null ? null : "hours", [.. Enumerable.Range(from, points)]),
        QuestionKind.DateInBands => new Question.DateInBands(key, line, help, condition, [.. Enumerable.Range(0, points).Select(d => new DateOnly(2026, 1, 1).AddDays(d * 40))]),
        QuestionKind.Comment => new Question.Comment(key, line, help, condition),
        QuestionKind.Statement => new Question.Statement(key, line, help, condition),
    };

    private static Question Nonsensical(QuestionKind kind, string text, int one, int other)
    {
        var condition = (one & 1) == 0 ? null : new ShownIf(text, one < 0 ? default : [one, other, one]);
        ImmutableArray<int> edges = other < 0 ? default : [one, other, int.MinValue, int.MaxValue, one];
        return kind switch
        {
            QuestionKind.SingleChoice => new Question.SingleChoice(text, text, text, condition, one < 0 ? default : [text, text]),
            QuestionKind.MultipleChoice => new Question.MultipleChoice(text, text, text, condition, one < 0 ? default : [text]),
            QuestionKind.Scale => new Question.Scale(text, text, text, condition, one, other, text, text),
            QuestionKind.NumberInBands => new Question.NumberInBands(text, text, text, condition, text, edges),
            QuestionKind.DateInBands => new Question.DateInBands(text, text, text, condition, one < 0 ? default : [DateOnly.MaxValue, DateOnly.MinValue, DateOnly.MinValue]),
            QuestionKind.Comment => new Question.Comment(text, text, text, condition),
            QuestionKind.Statement => new Question.Statement(text, text, text, condition),
        };
    }
}
