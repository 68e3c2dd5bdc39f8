using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using WorkforceTrack.Domain.Surveys;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Surveys;

/// <summary>The forms in which a release leaves the program (S5): stored and downloaded JSON, CSV, words.</summary>
public sealed partial class ReleaseFormTests
{
    private static readonly Release Example = new(
        "Shifts, \"early\"",
        Audience.Members,
        Asked.Opened,
        Asked.Closed,
        40,
        [
            new("Which shift?", Choice: null, Groups: null, Withheld: null, [new(Group: null, 40, [new("Early", new PrintedCell.About(25)), new("Late", new PrintedCell.About(10)), new("Night", PrintedCell.FewerThanFive.Instance)])]),
            new("Which days?", "Monday", Groups: null, Withheld: null, [new(Group: null, 40, [new("Yes", new PrintedCell.MoreThan(90)), new("No", PrintedCell.Hidden.Instance)])]),
            new("Which shift?", Choice: null, "Which trade?", Withheld.CouldPointToPersons, []),
        ],
        [new("What else?", "Breaks", new PrintedCell.About(15))]);

    private static readonly string Stored = Encoding.UTF8.GetString(ReleaseJson.Write(Example));

    [Fact, Proves("S5")]
    public void The_stored_form_is_this_one() => Assert.Equal(
        "{\"title\":\"Shifts, \\\"early\\\"\",\"audience\":\"members\",\"opened\":\"2026-03-02\",\"closed\":\"2026-03-16\",\"answers\":40,\"tables\":["
        + "{\"question\":\"Which shift?\",\"choice\":null,\"groups\":null,\"withheld\":null,\"rows\":[{\"group\":null,\"answers\":40,\"cells\":["
        + "{\"option\":\"Early\",\"printed\":\"about\",\"count\":25,\"percent\":63},{\"option\":\"Late\",\"printed\":\"about\",\"count\":10,\"percent\":25},"
        + "{\"option\":\"Night\",\"printed\":\"fewer-than-5\"}]}]},"
        + "{\"question\":\"Which days?\",\"choice\":\"Monday\",\"groups\":null,\"withheld\":null,\"rows\":[{\"group\":null,\"answers\":40,\"cells\":["
        + "{\"option\":\"Yes\",\"printed\":\"more-than\",\"bound\":90},{\"option\":\"No\",\"printed\":\"hidden\"}]}]},"
        + "{\"question\":\"Which shift?\",\"choice\":null,\"groups\":\"Which trade?\",\"withheld\":\"could-point-to-persons\",\"rows\":[]}],"
        + "\"themes\":[{\"question\":\"What else?\",\"theme\":\"Breaks\",\"printed\":\"about\",\"count\":15}]}",
        Stored);

    [Fact, Proves("S5")]
    public void What_was_written_reads_back_to_the_same_bytes() => RandomSurvey.Release.Sample(release =>
    {
        var bytes = ReleaseJson.Write(release);
        Assert.True(ReleaseJson.TryRead(bytes, out var read));
        Assert.Equal(bytes, ReleaseJson.Write(read));
        Assert.Equal(ReleaseCsv.Write(release), ReleaseCsv.Write(read));
        Assert.Equal(ReleaseJson.Digest(release), ReleaseJson.Digest(read));
    }, iter: 100);

    [Fact, Proves("S5")]
    public void A_change_anywhere_changes_the_digest_or_is_not_read() => Gen.Select(Gen.Int[0, Stored.Length - 1], Gen.Byte).Sample((at, value) =>
    {
        var bytes = ReleaseJson.Write(Example);
        var before = bytes[at];
        bytes[at] = value;
        return before == value || !ReleaseJson.TryRead(bytes, out var read) || !ReleaseJson.Digest(read).SequenceEqual(ReleaseJson.Digest(Example));
    }, iter: 2_000);

    [Theory, Proves("S5")]
    [InlineData("{\"title\"", "{\"extra\":1,\"title\"")]
    [InlineData("\"audience\":\"members\",", "")]
    [InlineData("\"audience\":\"members\"", "\"audience\":\"everyone\"")]
    [InlineData("\"answers\":40", "\"answers\":41")]
    [InlineData("\"answers\":40", "\"answers\":5")]
    [InlineData("\"answers\":40", "\"answers\": 40")]
    [InlineData("\"answers\":40", "\"answers\":40.0")]
    [InlineData("\"count\":25", "\"count\":24")]
    [InlineData("\"count\":25", "\"count\":0")]
    [InlineData("\"count\":25", "\"count\":-5")]
    [InlineData("\"percent\":63", "\"percent\":62")]
    [InlineData(",\"percent\":63", "")]
    [InlineData("\"bound\":90", "\"bound\":100")]
    [InlineData("\"printed\":\"fewer-than-5\"", "\"printed\":\"3\"")]
    [InlineData("\"withheld\":\"could-point-to-persons\"", "\"withheld\":null")]
    [InlineData("\"withheld\":\"could-point-to-persons\"", "\"withheld\":\"unanimous\"")]
    [InlineData("\"2026-03-02\"", "\"2026-02-31\"")]
    public void Nothing_but_the_canonical_form_is_read(string from, string to)
    {
        var at = Stored.IndexOf(from, StringComparison.Ordinal);
        Assert.True(at >= 0, "The text to change is not there.");

        Assert.False(ReleaseJson.TryRead(Encoding.UTF8.GetBytes(Stored.Remove(at, from.Length).Insert(at, to)), out var release));
        Assert.Null(release);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"title\":\"\\ud800\"}")]
    public void Damaged_text_is_not_read(string text) => Assert.False(ReleaseJson.TryRead(Encoding.UTF8.GetBytes(text), out _));

    [Fact, Proves("S5")]
    public void The_spreadsheet_has_a_row_for_each_printed_cell() => Assert.Equal(
        """"
        question,choice,grouped by,group,answers,option,printed,percent
        "Shifts, ""early""",,,,About 40 answers.,,,
        Which shift?,,,,about 40,Early,about 25,63
        Which shift?,,,,about 40,Late,about 10,25
        Which shift?,,,,about 40,Night,fewer than 5,
        Which days?,Monday,,,about 40,Yes,more than 90 %,
        Which days?,Monday,,,about 40,No,not shown,
        Which shift?,,Which trade?,,,,"Not shown, because it could point to persons.",
        What else?,,,,,Breaks,about 15,

        """".ReplaceLineEndings("\r\n"),
        ReleaseCsv.Write(Example));

    [Theory]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("+49", "\"'+49\"")]
    [InlineData("-2 to 3", "\"'-2 to 3\"")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
    [InlineData("\tx", "\"'\tx\"")]
    [InlineData("\rx", "\"'\rx\"")]
    [InlineData("=\"a\",b", "\"'=\"\"a\"\",b\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("a=b", "a=b")]
    public void A_cell_of_the_spreadsheet_is_never_a_formula(string option, string written)
    {
        var release = Example with { Tables = [Example.Tables[0] with { Rows = [new(Group: null, 40, [new(option, new PrintedCell.About(25))])] }], Themes = [] };

        Assert.EndsWith($"Which shift?,,,,about 40,{written},about 25,63\r\n", ReleaseCsv.Write(release), StringComparison.Ordinal);
    }

    [Fact, Proves("S5")]
    public void Every_number_that_leaves_is_a_multiple_of_5_or_made_from_such() => RandomSurvey.Release.Sample(release =>
    {
        foreach (Match number in Number().Matches(Encoding.UTF8.GetString(ReleaseJson.Write(release))))
        {
            var value = long.Parse(number.Groups["value"].ValueSpan);
            Assert.True(number.Groups["name"].Value == "percent" ? value is >= 0 and <= 100 : value >= 5 && value % 5 == 0, number.Value);
        }

        Assert.All(ReleaseCsv.Write(release).Split("\r\n").Skip(2).SkipLast(1), line => Assert.Matches(Line(), line));
    }, iter: 200);

    [Fact]
    public void The_words_are_these()
    {
        Assert.Equal("fewer than 5", ReleaseWords.Of(PrintedCell.FewerThanFive.Instance));
        Assert.Equal("about 35", ReleaseWords.Of(new PrintedCell.About(35)));
        Assert.Equal("more than 90 %", ReleaseWords.Of(new PrintedCell.MoreThan(90)));
        Assert.Equal("not shown", ReleaseWords.Of(PrintedCell.Hidden.Instance));
        Assert.Equal("Fewer than 10 answers.", ReleaseWords.Of(Withheld.TooFewAnswers));
        Assert.Equal("Not shown, because it could point to persons.", ReleaseWords.Of(Withheld.CouldPointToPersons));
        Assert.Equal("Fewer than 10 answers.", ReleaseWords.Answers(null));
        Assert.Equal("About 40 answers.", ReleaseWords.Answers(40));
        Assert.DoesNotContain('!', ReleaseWords.HowToRead);
    }

    [Theory, Proves("S5")]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(37)]
    [InlineData(-5)]
    public void An_exact_count_cannot_be_printed(long count) => Assert.Throws<ArgumentOutOfRangeException>(() => new PrintedCell.About(count));

    [GeneratedRegex("\"(?<name>[a-z]+)\":(?<value>-?[0-9.]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Number();

    // The options of the random survey hold no digits and no commas.
    [GeneratedRegex("""^[a-zA-Z ?]*,[A-Z]?,[a-zA-Z ?]*,[A-Z]?,(about [0-9]*[05])?,[A-Za-z]*,(fewer than 5|about [0-9]*[05]|more than 9[05] %|not shown|Fewer than 10 answers\.|"Not shown, because it could point to persons\."),[0-9]*$""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Line();
}
