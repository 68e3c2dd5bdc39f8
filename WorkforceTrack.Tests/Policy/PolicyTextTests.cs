using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Policy;

public sealed class PolicyTextTests
{
    private static readonly (string Prefix, int Count)[] Promised =
        [("O", 4), ("C", 5), ("S", 6), ("W", 5), ("K", 4), ("A", 3), ("P", 6), ("T", 5), ("D", 8), ("SE", 4), ("AC", 4)];

    [Fact, Proves("O1")]
    public void Every_promise_is_there_once_and_in_order() =>
        Assert.Equal(Promised.SelectMany(p => Enumerable.Range(1, p.Count), (p, n) => $"{p.Prefix}{n}"), PolicyText.All.Select(c => c.Id));

    [Fact]
    public void Every_clause_stands_in_the_chapter_of_its_prefix() =>
        Assert.Equal(Promised.Select(p => (p.Prefix, p.Count)), PolicyText.All.GroupBy(c => PolicyChapters.Of(c).Prefix).Select(g => (g.Key, g.Count())));

    [Fact]
    public void Titles_tell_clauses_apart() =>
        Assert.Equal(PolicyText.All.Length, PolicyText.All.Select(c => c.Title).Distinct(StringComparer.Ordinal).Count());

    [Fact, Proves("O1")]
    public void What_the_program_does_not_keep_whole_says_so()
    {
        string[] words = ["yet", "still to come", "will come", "not in the program"];
        Assert.All(PolicyText.All.Where(c => c.Keeping != Keeping.ByProgram), c => Assert.Contains(words, w => c.Note.Contains(w, StringComparison.Ordinal)));
        Assert.All(PolicyText.All.Where(c => c.Keeping == Keeping.ByProgram), c => Assert.DoesNotContain(words, w => c.Note.Contains(w, StringComparison.Ordinal)));
    }

    [Fact, Proves("SE4")]
    public void Nobody_is_promised_perfect_security()
    {
        var text = PolicyText.All.Single(c => c.Id == "SE4").Text;
        Assert.Contains("Perfect security does not exist", text, StringComparison.Ordinal);
        Assert.Contains("policies of their own", text, StringComparison.Ordinal);
    }

    [Fact, Proves("O3")]
    public void A_version_has_a_number_and_a_date()
    {
        Assert.Equal("1.0", ExamplePartner.Version.Number.ToString());
        Assert.Equal(new DateOnly(2026, 1, 15), ExamplePartner.Version.Published);
        Assert.True(ExamplePartner.Version.IsMaterial);
    }

    [Fact]
    public void Texts_are_short_calm_and_free_of_figures() => Assert.All(Texts(), text =>
    {
        Assert.NotEqual("", text.Trim());
        Assert.Equal(text.Trim(), text);
        Assert.DoesNotContain('!', text);
        Assert.DoesNotContain("  ", text, StringComparison.Ordinal);
        Assert.DoesNotContain(text, char.IsAsciiDigit);
        Assert.True(Words(text) <= 70, text);
        Assert.All(text.Split(['.', '?', ';', ':']), sentence => Assert.True(Words(sentence) <= 32, sentence));
    });

    [Fact]
    public void Whole_texts_end_with_a_full_stop_and_headings_with_none()
    {
        Assert.All(Sentences(), text => Assert.EndsWith(".", text, StringComparison.Ordinal));
        Assert.All(Headings(), text => Assert.False(text.EndsWith('.'), text));
    }

    private static int Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;

    private static IEnumerable<string> Texts() => [.. Sentences(), .. Headings()];

    private static IEnumerable<string> Sentences() =>
    [
        .. PolicyText.All.SelectMany(c => new[] { c.Text, c.Note }),
        .. PolicyChapters.All.Select(c => c.Lead),
        .. FieldDeclarations.All.Select(d => d.Why),
        .. ExamplePartner.Version.Flows.Select(f => f.Text),
        .. DeclaredSurveys.All.Select(s => s.Text),
    ];

    private static IEnumerable<string> Headings() =>
    [
        .. PolicyText.All.Select(c => c.Title),
        .. PolicyChapters.All.Select(c => c.Title),
        .. FieldDeclarations.All.Select(d => d.Label),
        .. Names.All<Purpose>().Select(p => PolicyWords.Of(p)),
        .. Names.All<LegalBasis>().Select(b => PolicyWords.Of(b)),
        .. Names.All<RecipientKind>().Select(r => PolicyWords.Of(r)),
        .. Names.All<FieldSource>().Select(s => PolicyWords.Of(s)),
        .. Names.All<Retention>().Select(r => PolicyWords.Of(r)),
        .. Names.All<Keeping>().Select(k => PolicyWords.Of(k)),
    ];
}
