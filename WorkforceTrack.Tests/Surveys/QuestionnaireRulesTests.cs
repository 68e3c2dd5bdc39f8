using System.Collections.Immutable;
using CsCheck;
using WorkforceTrack.Domain.Surveys;
using WorkforceTrack.Tests.Promises;
using Question = WorkforceTrack.Domain.Surveys.Question;
using F = WorkforceTrack.Domain.Surveys.QuestionnaireFault;
using Limits = WorkforceTrack.Domain.Surveys.QuestionnaireRules;

namespace WorkforceTrack.Tests.Surveys;

public sealed class QuestionnaireRulesTests
{
    private static readonly Question Yes = new Question.SingleChoice("first", "Yes?", null, null, ["Yes", "No"]);

    /// <summary>For each fault a questionnaire with that fault alone, and the question that it is told of.</summary>
    public static TheoryData<F, Questionnaire, string?> Faulty => new()
    {
        { F.TitleMissing, Titled(" \u200d"), null },
        { F.TitleTooLong, Titled(new string('x', 121)), null },
        { F.TitleNotReadable, Titled("two\nlines"), null },
        { F.IntroductionMissing, Introduced("\n \r\n"), null },
        { F.IntroductionTooLong, Introduced(new string('x', 2001)), null },
        { F.IntroductionNotReadable, Introduced("a\u0007bell"), null },
        { F.IntroductionNotReadable, Introduced("a lone \r return"), null },
        { F.NothingToAnswer, Of(new Question.Statement("words", "Words.", null, null)), null },
        { F.NothingToAnswer, Of(), null },
        { F.TooManyQuestions, Of([.. Enumerable.Range(0, 101).Select(i => new Question.Comment($"q{i}", "Why?", null, null))]), null },
        { F.TooLarge, Of([.. Enumerable.Range(0, 100).Select(i => new Question.SingleChoice($"q{i}", "Which?", null, null, [.. Enumerable.Range(0, 30).Select(o => $"{o}{new string('x', 100)}")]))]), null },
        { F.KeyNotInForm, Of(new Question.Comment("1st", "Why?", null, null)), "1st" },
        { F.KeyNotInForm, Of(new Question.Comment("", "Why?", null, null)), "" },
        { F.KeyNotInForm, Of(new Question.Comment("why\n", "Why?", null, null)), "why\n" },
        { F.KeyNotInForm, Of(new Question.Comment($"a{new string('b', 32)}", "Why?", null, null)), $"a{new string('b', 32)}" },
        { F.KeyTwice, Of(Yes, Yes), "first" },
        { F.TextMissing, Of(new Question.Comment("why", " ", null, null)), "why" },
        { F.TextTooLong, Of(new Question.Comment("why", new string('x', 301), null, null)), "why" },
        { F.TextNotReadable, Of(new Question.Comment("why", "Why\nnot?", null, null)), "why" },
        { F.TextNotReadable, Of(new Question.Comment("why", "half \ud83d", null, null)), "why" },
        { F.HelpMissing, Of(new Question.Comment("why", "Why?", "", null)), "why" },
        { F.HelpTooLong, Of(new Question.Comment("why", "Why?", new string('x', 501), null)), "why" },
        { F.HelpNotReadable, Of(new Question.Comment("why", "Why?", "turned \u202e around", null)), "why" },
        { F.TooFewOptions, Of(new Question.SingleChoice("which", "Which?", null, null, ["One"])), "which" },
        { F.TooFewOptions, Of(new Question.MultipleChoice("which", "Which?", null, null, default)), "which" },
        { F.TooManyOptions, Of(new Question.MultipleChoice("which", "Which?", null, null, [.. Enumerable.Range(0, 31).Select(i => $"{i}")])), "which" },
        { F.OptionTwice, Of(new Question.MultipleChoice("which", "Which?", null, null, ["Light", " light"])), "which" },
        { F.OptionMissing, Of(new Question.SingleChoice("which", "Which?", null, null, ["One", ""])), "which" },
        { F.OptionTooLong, Of(new Question.SingleChoice("which", "Which?", null, null, ["One", new string('x', 121)])), "which" },
        { F.OptionNotReadable, Of(new Question.SingleChoice("which", "Which?", null, null, ["One", "Two\n"])), "which" },
        { F.ScaleDoesNotRise, Of(Scale(3, 3)), "scale" },
        { F.ScaleTooLong, Of(Scale(0, 11)), "scale" },
        { F.ScaleOutOfBounds, Of(Scale(-101, -99)), "scale" },
        { F.ScaleOutOfBounds, Of(Scale(99, 101)), "scale" },
        { F.LabelMissing, Of(Scale(1, 5, lowest: "")), "scale" },
        { F.LabelTooLong, Of(Scale(1, 5, lowest: new string('x', 121))), "scale" },
        { F.LabelNotReadable, Of(Scale(1, 5, lowest: "\t")), "scale" },
        { F.UnitMissing, Of(Numbers("", 1)), "number" },
        { F.UnitTooLong, Of(Numbers(new string('x', 31), 1)), "number" },
        { F.UnitNotReadable, Of(Numbers("\ue000", 1)), "number" },
        { F.NoEdge, Of(Numbers("hours")), "number" },
        { F.TooManyEdges, Of(Numbers("hours", [.. Enumerable.Range(0, 13)])), "number" },
        { F.EdgesDoNotRise, Of(Numbers("hours", 1, 1)), "number" },
        { F.EdgesDoNotRise, Of(new Question.DateInBands("day", "When?", null, null, [DateOnly.MaxValue, DateOnly.MinValue])), "day" },
        { F.ConditionOnUnknownQuestion, Of(Yes, When("nobody", 0)), "then" },
        { F.ConditionOnLaterQuestion, Of(When("first", 0), Yes), "then" },
        { F.ConditionOnLaterQuestion, Of(Yes, When("then", 0)), "then" },
        { F.ConditionOnQuestionWithoutOptions, Of(new Question.Comment("why", "Why?", null, null), When("why", 0)), "then" },
        { F.ConditionWithoutOption, Of(Yes, When("first")), "then" },
        { F.ConditionOnUnknownOption, Of(Yes, When("first", 2)), "then" },
        { F.ConditionOnUnknownOption, Of(Yes, When("first", -1)), "then" },
        { F.ConditionNamesOptionTwice, Of(Yes, When("first", 0, 0)), "then" },
        { F.TooManyCrossTabs, Crossed([.. Enumerable.Range(1, 11).Select(i => ($"q{i}", "q0"))]), null },
        { F.CrossTabOfUnknownQuestion, Crossed(("q0", "nobody")), "nobody" },
        { F.CrossTabOfOneQuestion, Crossed(("q0", "q0")), "q0" },
        { F.CrossTabOfQuestionWithoutOneAnswer, Crossed(("q0", "several")), "several" },
        { F.CrossTabOfQuestionWithoutOneAnswer, Crossed(("comment", "q0")), "comment" },
        { F.CrossTabTwice, Crossed(("q0", "q1"), ("q0", "q1")), "q0" },
        { F.CrossTabTwice, Crossed(("q0", "q1"), ("q1", "q0")), "q1" },
    };

    [Theory, Proves("S1")]
    [MemberData(nameof(Faulty))]
    public void A_fault_is_found_and_told_of_its_question(F fault, Questionnaire questionnaire, string? question)
    {
        var found = Assert.Single(Limits.Faults(questionnaire));
        Assert.Equal((fault, question), (found.Fault, found.Question));
        Assert.True(question is null || found.Place is null || questionnaire.Questions[found.Place.Value].Key == question);
    }

    [Fact]
    public void Every_fault_has_its_example() => Assert.Equal(Enum.GetValues<F>(), Faulty.Select(row => row.Data.Item1).Distinct().Order());

    [Fact]
    public void All_faults_are_told_at_once()
    {
        var faults = Limits.Faults(new Questionnaire("", "", [new Question.Scale("S", "", "", new ShownIf("x", []), 5, 1, "", "ok")], [new CrossTab("S", "x")]));

        Assert.Equal(
            [
                F.TitleMissing, F.IntroductionMissing, F.KeyNotInForm, F.TextMissing, F.HelpMissing, F.ScaleDoesNotRise, F.LabelMissing,
                F.ConditionWithoutOption, F.ConditionOnUnknownQuestion, F.CrossTabOfUnknownQuestion,
            ],
            faults.Select(f => f.Fault));
    }

    [Fact]
    public void What_is_as_large_as_it_may_be_has_no_fault()
    {
        var questionnaire = new Questionnaire(new string('é', 120), $"{new string('漢', 1000)}\r\n{new string('x', 998)}",
            [
                new Question.SingleChoice($"a{new string('9', 31)}", new string('x', 300), new string('x', 500), null, [.. Enumerable.Range(10, 30).Select(i => $"{i}{new string('x', 118)}")]),
                Scale(-100, -90), Numbers(new string('x', 30), [.. Enumerable.Range(0, 12)]), new Question.DateInBands("day", "When?", null, null, [DateOnly.MinValue, DateOnly.MaxValue]),
                .. Enumerable.Range(0, 96).Select(i => new Question.Comment($"q{i}", "Why?", null, null)),
            ],
            [new CrossTab("scale", "number")]);

        Assert.Empty(Limits.Faults(questionnaire));
        Assert.Empty(Limits.Faults(Example.Questionnaire));
        // One sign outside the basic plane is one character.
        Assert.Empty(Limits.Faults(Titled(string.Concat(Enumerable.Repeat("💬", 120)))));
    }

    [Fact]
    public void What_the_other_tests_call_sound_is_sound() => QuestionnaireGen.Sound.Sample(q => Limits.Faults(q).IsEmpty);

    [Fact]
    public void Nonsense_is_judged_and_written_and_never_thrown() => QuestionnaireGen.Nonsense.Sample(questionnaire =>
    {
        Assert.All(Limits.Faults(questionnaire), fault => Assert.NotEqual("", QuestionnaireWords.Of(fault)));
        Assert.NotEmpty(QuestionnaireJson.Write(questionnaire));
    });

    [Fact, Proves("S5")]
    public void Bands_leave_no_gap_and_say_one_value_once()
    {
        Assert.Equal(["Below 30 years", "30 years", "31 to 49 years", "50 years or more"], Numbers("years", 30, 31, 50).Options);
        Assert.Equal(["Below -2147483648", "-2147483648 to 2147483646", "2147483647 or more"], new Question.NumberInBands("n", "N?", null, null, null, [int.MinValue, int.MaxValue]).Options);
        Assert.Equal(
            ["Before 1 January 2026", "1 January 2026", "2 January 2026 to 31 January 2026", "1 February 2026 or later"],
            new Question.DateInBands("day", "When?", null, null, [new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 2), new DateOnly(2026, 2, 1)]).Options);
        Assert.Equal(["-1 · hard", "0", "1 · easy"], Scale(-1, 1, "hard").Options);
        Assert.Empty(Scale(int.MinValue, int.MaxValue).Options);
    }

    [Fact]
    public void Words_for_authors_say_what_to_do_and_stay_short()
    {
        var words = Enum.GetValues<F>().Select(f => QuestionnaireWords.Of(f))
            .Concat(Enum.GetValues<OpeningFault>().Select(f => SurveyWords.Of(f)))
            .Concat(Enum.GetValues<ClosingFault>().Select(f => SurveyWords.Of(f)))
            .Concat(Enum.GetValues<ReleasingFault>().Select(f => SurveyWords.Of(f)))
            .Concat(Enum.GetValues<QuestionnaireFileFault>().Select(f => QuestionnaireWords.Of(new ReadingFault("/title", f)))).ToList();

        Assert.All(words, text =>
        {
            Assert.EndsWith(".", text, StringComparison.Ordinal);
            Assert.DoesNotContain('!', text);
            Assert.InRange(text.Split(' ').Length, 4, 25);
        });
        Assert.Equal(words.Count, words.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal("Question 2 (then): Let the condition name an earlier question.", QuestionnaireWords.Of(new PlacedFault(F.ConditionOnLaterQuestion, "then", 1)));
        Assert.Equal("“nobody”: Let the cross-tab name questions that are there.", QuestionnaireWords.Of(new PlacedFault(F.CrossTabOfUnknownQuestion, "nobody")));
    }

    private static Questionnaire Of(params ImmutableArray<Question> questions) => new("Title", "Why we ask.", questions, []);

    private static Questionnaire Titled(string title) => new(title, "Why we ask.", [Yes], []);

    private static Questionnaire Introduced(string introduction) => new("Title", introduction, [Yes], []);

    private static Question When(string question, params ImmutableArray<int> options) => new Question.Comment("then", "Why?", null, new ShownIf(question, options));

    private static Question Scale(int from, int to, string lowest = "low") => new Question.Scale("scale", "How much?", null, null, from, to, lowest, "easy");

    private static Question Numbers(string? unit, params ImmutableArray<int> edges) => new Question.NumberInBands("number", "How many?", null, null, unit, edges);

    private static Questionnaire Crossed(params (string Groups, string Answers)[] pairs) => new("Title", "Why we ask.",
        [
            .. Enumerable.Range(0, 12).Select(i => new Question.SingleChoice($"q{i}", "Yes?", null, null, ["Yes", "No"])),
            new Question.MultipleChoice("several", "Which?", null, null, ["One", "Two"]), new Question.Comment("comment", "Why?", null, null),
        ],
        [.. pairs.Select(p => new CrossTab(p.Groups, p.Answers))]);
}
