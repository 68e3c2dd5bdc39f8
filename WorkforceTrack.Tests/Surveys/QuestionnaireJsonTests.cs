using System.Text;
using CsCheck;
using WorkforceTrack.Domain.Surveys;
using WorkforceTrack.Tests.Promises;
using Question = WorkforceTrack.Domain.Surveys.Question;
using F = WorkforceTrack.Domain.Surveys.QuestionnaireFileFault;

namespace WorkforceTrack.Tests.Surveys;

public sealed class QuestionnaireJsonTests
{
    private static readonly string Stored = Encoding.UTF8.GetString(QuestionnaireJson.Write(Example.Questionnaire));

    [Fact, Proves("S1")]
    public void Every_questionnaire_that_can_be_opened_comes_back_byte_for_byte() => QuestionnaireGen.Sound.Sample(questionnaire =>
    {
        var bytes = QuestionnaireJson.Write(questionnaire);
        var read = Assert.IsType<QuestionnaireReading.Read>(QuestionnaireJson.Read(bytes)).Questionnaire;

        Assert.Equal(Encoding.UTF8.GetString(bytes), Encoding.UTF8.GetString(QuestionnaireJson.Write(read)));
        Assert.Equal(QuestionnaireJson.Digest(questionnaire), QuestionnaireJson.Digest(read));
        Assert.Equal(questionnaire.Questions.Select(Shape), read.Questions.Select(Shape));
        Assert.Equal(questionnaire.CrossTabs, read.CrossTabs);
        Assert.Equal((questionnaire.Title, questionnaire.Introduction), (read.Title, read.Introduction));
    });

    [Fact, Proves("S1")]
    public void A_change_anywhere_changes_the_digest_or_is_not_read() => Gen.Select(Gen.Int[0, Stored.Length - 1], Gen.Char["ax1 \"{}[],:\n-"]).Sample((at, sign) =>
    {
        var changed = Stored.Remove(at, 1).Insert(at, sign.ToString());
        // White space between members is free and means nothing.
        return Stored[at] == sign || char.IsWhiteSpace(Stored[at]) || QuestionnaireJson.Read(Encoding.UTF8.GetBytes(changed)) is not QuestionnaireReading.Read read
            || QuestionnaireJson.Digest(read.Questionnaire) != QuestionnaireJson.Digest(Example.Questionnaire);
    }, iter: 2_000);

    [Fact]
    public void The_written_form_does_not_change() =>
        Assert.Equal("852f15d682e286735d03e35ad02789966188abdec523e631e6dd6f4d9dfc28a1", QuestionnaireJson.Digest(Example.Questionnaire).ToString());

    [Fact]
    public void Any_bytes_are_answered() => Gen.OneOf(Gen.Byte.Array[0, 60], Gen.Select(Gen.Int[0, Stored.Length - 1], Gen.Byte.Array[1, 4]).Select((at, soup) =>
    {
        var bytes = Encoding.UTF8.GetBytes(Stored);
        soup.AsSpan(0, Math.Min(soup.Length, bytes.Length - at)).CopyTo(bytes.AsSpan(at));
        return bytes;
    })).Sample(bytes => Assert.NotNull(QuestionnaireJson.Read(bytes)), iter: 5_000);

    [Theory]
    [InlineData("\"title\": \"Work and shifts\"", "\"title\": 5", "/title", F.NotText)]
    [InlineData("\"title\": \"Work and shifts\"", "\"title\": null", "/title", F.NotText)]
    [InlineData("\"title\": \"Work and shifts\"", "\"title\": \"\\ud83d\"", "/title", F.NotText)]
    [InlineData("\"title\": \"Work and shifts\",", "", "/title", F.MemberMissing)]
    [InlineData("\"title\": \"Work and shifts\"", "\"title\": \"One\", \"title\": \"Two\"", "/title", F.MemberTwice)]
    [InlineData("\"title\": \"Work and shifts\"", "\"title\": \"One\", \"a/b~c\": 1", "/a~1b~0c", F.MemberUnknown)]
    [InlineData("\"title\": \"Work and shifts\"", "\"title\": \"One\", \"\\ud83d\": 1", "", F.NotText)]
    [InlineData("questionnaire@v1", "questionnaire@v2", "/format", F.OtherFormat)]
    [InlineData("\"kind\": \"single-choice\"", "\"kind\": \"SingleChoice\"", "/questions/1/kind", F.KindUnknown)]
    [InlineData("\"kind\": \"single-choice\"", "\"kind\": 0", "/questions/1/kind", F.KindUnknown)]
    [InlineData("\"kind\": \"single-choice\",", "", "/questions/1/kind", F.MemberMissing)]
    [InlineData("\"kind\": \"single-choice\"", "\"kind\": \"single-choice\", \"edges\": []", "/questions/1/edges", F.MemberUnknown)]
    [InlineData("\"from\": 1,", "\"from\": 1.0,", "/questions/6/from", F.NotAWholeNumber)]
    [InlineData("\"from\": 1,", "\"from\": \"1\",", "/questions/6/from", F.NotAWholeNumber)]
    [InlineData("\"from\": 1,", "\"from\": 99999999999,", "/questions/6/from", F.NotAWholeNumber)]
    [InlineData("\"2020-01-01\"", "\"2020-02-30\"", "/questions/5/edges/0", F.NotADay)]
    [InlineData("\"2020-01-01\"", "2020", "/questions/5/edges/0", F.NotADay)]
    [InlineData("\"2020-01-01\"", "\"2020-1-1\"", "/questions/5/edges/0", F.NotADay)]
    [InlineData("\"question\": \"works\"", "\"question\": \"works\", \"not\": true", "/questions/2/shown-if/not", F.MemberUnknown)]
    [InlineData("\"shown-if\": {", "\"shown-if\": [], \"was\": {", "/questions/2/shown-if", F.NotAnObject)]
    [InlineData("\"cross-tabs\": [", "\"cross-tabs\": 1, \"was\": [", "/cross-tabs", F.NotAList)]
    [InlineData("\"questions\": [", "\"questions\": [ 5,", "/questions/0", F.NotAnObject)]
    public void What_is_wrong_is_told_with_its_place(string from, string to, string pointer, F fault)
    {
        var at = Stored.IndexOf(from, StringComparison.Ordinal);
        Assert.True(at >= 0, "The text to change is not there.");

        var faulty = Assert.IsType<QuestionnaireReading.Faulty>(Read(Stored.Remove(at, from.Length).Insert(at, to)));
        Assert.Contains(new ReadingFault(pointer, fault), faulty.Faults);
        Assert.All(faulty.Faults, f => Assert.NotEqual("", QuestionnaireWords.Of(f)));
    }

    [Fact]
    public void Order_and_white_space_are_free_and_a_byte_order_mark_is_no_harm()
    {
        const string Loose = "\uFEFF\n{ \"questions\":[{\"text\":\"Why?\",\"key\":\"why\",\"kind\":\"comment\"}],\r\n\"introduction\":\"We ask.\",\"title\":\"T\",\"format\":\"workforcetrack/questionnaire@v1\"}";

        var read = Assert.IsType<QuestionnaireReading.Read>(Read(Loose)).Questionnaire;
        Assert.Equal(("T", "why", 0), (read.Title, Assert.Single(read.Questions).Key, read.CrossTabs.Length));
    }

    [Theory]
    [InlineData("", 1, 1)]
    [InlineData("{\n  \"title\": oops }", 2, 12)]
    [InlineData("{ // why\n }", 1, 3)]
    [InlineData("{ \"title\": 1, }", 1, 15)]
    public void What_is_no_json_says_where_it_ends_to_be(string text, int line, int position)
    {
        var fault = Assert.IsType<QuestionnaireReading.NotJson>(Read(text));
        Assert.Equal((line, position), ((int)fault.Line, (int)fault.Position));
        Assert.Contains($"line {line}, byte {position}", QuestionnaireWords.Of(fault), StringComparison.Ordinal);
    }

    [Fact]
    public void Nesting_without_end_is_no_json() => Assert.IsType<QuestionnaireReading.NotJson>(Read(new string('[', 100_000)));

    [Fact]
    public void A_file_may_be_as_large_as_the_limit_and_not_a_byte_larger()
    {
        var filled = Stored.PadRight(QuestionnaireRules.LargestFile);
        Assert.Equal(QuestionnaireRules.LargestFile, Encoding.UTF8.GetByteCount(filled));

        Assert.IsType<QuestionnaireReading.Read>(Read(filled));
        Assert.Equal([new ReadingFault("", F.TooLarge)], Assert.IsType<QuestionnaireReading.Faulty>(Read($"{filled} ")).Faults);
    }

    [Fact]
    public void A_file_full_of_faults_tells_the_first_hundred() =>
        Assert.Equal(100, Assert.IsType<QuestionnaireReading.Faulty>(Read($"{{\"questions\":[{string.Join(',', Enumerable.Repeat("{}", 80_000))}]}}")).Faults.Length);

    private static QuestionnaireReading Read(string text) => QuestionnaireJson.Read(Encoding.UTF8.GetBytes(text));

    private static string Shape(Question question) =>
        $"{question.Kind} {question.Key} {question.Text} {question.Help} {question.Condition?.Question} {string.Join(',', question.Condition?.Options ?? [])} {string.Join('|', question.Options)}";
}
