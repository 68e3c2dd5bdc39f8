using CsCheck;
using WorkforceTrack.Domain.Surveys;

namespace WorkforceTrack.Tests.Surveys;

public sealed class SurveySlugTests
{
    [Fact]
    public void What_is_suggested_is_a_slug_whatever_the_title() =>
        Gen.OneOf(Gen.String, Gen.String["abZ09 -’é!"]).Sample(title => SurveySlug.TryParse(SurveySlug.Suggest(title).Value, out _));

    [Theory]
    [InlineData("Night shifts", "night-shifts")]
    [InlineData("  What’s next? (2026) ", "whats-next-2026")]
    [InlineData("Café für Straßenbahner", "cafe-fur-strassenbahner")]
    [InlineData("", "survey")]
    [InlineData("夜勤", "survey")]
    [InlineData("Q1", "survey-q1")]
    [InlineData("One two three four five six seven eight nine ten eleven twelve", "one-two-three-four-five-six-seven-eight-nine-ten-eleven")]
    public void A_title_reads_in_its_slug(string title, string slug) => Assert.Equal(slug, SurveySlug.Suggest(title).Value);

    [Theory]
    [InlineData("abc", true)]
    [InlineData("a-1", true)]
    [InlineData("ab", false)]
    [InlineData(null, false)]
    [InlineData("-abc", false)]
    [InlineData("abc-", false)]
    [InlineData("a--b", false)]
    [InlineData("Abc", false)]
    [InlineData("abc\n", false)]
    [InlineData("a_c", false)]
    [InlineData("äbc", false)]
    [InlineData("a23456789-123456789-123456789-123456789-123456789-123456789x", true)]
    [InlineData("a23456789-123456789-123456789-123456789-123456789-123456789xy", false)]
    public void Small_letters_digits_and_single_hyphens_make_a_slug(string? text, bool isSlug) => Assert.Equal(isSlug, SurveySlug.TryParse(text, out _));
}
