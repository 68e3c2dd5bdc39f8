using System.Security.Cryptography;
using Bunit;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using WorkforceTrack.App.Shell;
using WorkforceTrack.App.Surveys;
using WorkforceTrack.App.Surveys.Components;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Surveys;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Surveys;

public sealed class ResultsPageTests : BunitContext
{
    internal const string Slug = "shifts-and-breaks";

    private static readonly Release Example = new(
        "Shifts, \"early\"",
        Audience.Members,
        Asked.Opened,
        Asked.Closed,
        40,
        [
            new("Which shift do you work?", Choice: null, Groups: null, Withheld: null, [new(Group: null, 40, [new("Early", new PrintedCell.About(25)), new("Late", new PrintedCell.About(10)), new("Night", PrintedCell.FewerThanFive.Instance)])]),
            new("On which days?", "Monday", Groups: null, Withheld: null, [new(Group: null, 40, [new("Yes", new PrintedCell.MoreThan(90)), new("No", PrintedCell.Hidden.Instance)])]),
            new("On which days?", "Tuesday", Groups: null, Withheld: null, [new(Group: null, 40, [new("Yes", new PrintedCell.About(15)), new("No", new PrintedCell.About(25))])]),
            new("On which days?", "Sunday", Groups: null, Withheld.CouldPointToPersons, []),
            new("What is your trade?", Choice: null, Groups: null, Withheld.TooFewAnswers, []),
            new("Which shift do you work?", Choice: null, "What is your trade?", Withheld: null,
            [
                new("Baker", 25, [new("Early", new PrintedCell.About(20)), new("Late", PrintedCell.FewerThanFive.Instance), new("Night", PrintedCell.FewerThanFive.Instance)]),
                new("Cook", 15, [new("Early", new PrintedCell.About(5)), new("Late", new PrintedCell.About(5)), new("Night", new PrintedCell.About(5))]),
            ]),
        ],
        [new("What else should we know?", "Breaks", new PrintedCell.About(15)), new("What else should we know?", "Pay", PrintedCell.FewerThanFive.Instance)]);

    private readonly SurveyShelf shelf = new(null!, null!, null!);
    private readonly DefaultHttpContext http = new();

    public ResultsPageTests()
    {
        Services.AddSingleton(shelf);
        Services.AddSingleton(new ReadSurveys(shelf, null!, null!, null!, null!));
        Services.AddSingleton(Options.Create(new OrganisationOptions { Name = "The Test Members" }));
    }

    /// <summary>A published survey of members as a row holds it, with more passes than the release may tell.</summary>
    internal static SurveyRow Row(Release release, SurveyPhase phase = SurveyPhase.Released) => new()
    {
        Id = new SurveyId(new Guid("7f1b7f58-4a2e-4f0a-9d0e-0a6c7e0f7b11")),
        Slug = Slug,
        Audience = release.Audience,
        Phase = phase,
        Json = QuestionnaireJson.Write(HeldPoll.Questionnaire),
        OpenedAt = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero),
        ClosedAt = phase >= SurveyPhase.Closed ? new DateTimeOffset(2026, 3, 16, 9, 0, 0, TimeSpan.Zero) : null,
        ReleasedAt = phase == SurveyPhase.Released ? new DateTimeOffset(2026, 3, 18, 9, 0, 0, TimeSpan.Zero) : null,
        PublicKey = release.Audience == Audience.Members ? [1, 2, 3] : null,
        Issued = release.Audience == Audience.Members ? 43 : null,
        Spent = release.Audience == Audience.Members ? 38 : null,
        Release = phase == SurveyPhase.Released ? ReleaseJson.Write(release) : null,
    };

    internal static Release Published => Example;

    [Fact, Proves("S5")]
    public void Each_answer_is_a_row_with_its_words_and_a_bar_that_only_decorates()
    {
        var shift = Show(Example).FindAll(".result")[0];

        Assert.Equal("Which shift do you work?", shift.QuerySelector("h2")!.TextContent);
        Assert.Equal("About 40 answers.", shift.QuerySelector("caption")!.TextContent);
        Assert.Equal(["Early", "about 25", "about 63 %", "Late", "about 10", "about 25 %", "Night", "fewer than 5", ""], Texts(shift, "tbody th, tbody td"));
        Assert.Equal(["width:63%", "width:25%", "width:10%"], shift.QuerySelectorAll(".bar > span").Select(s => s.GetAttribute("style")));
        Assert.All(shift.QuerySelectorAll(".bar"), bar => Assert.Equal("true", bar.GetAttribute("aria-hidden")));
        Assert.Equal(["col", "col", "col", "row", "row", "row"], shift.QuerySelectorAll("th").Select(th => th.GetAttribute("scope")));
    }

    [Fact, Proves("S5")]
    public void A_multiple_choice_stands_under_one_heading_and_a_choice_may_be_left_out()
    {
        var parts = Show(Example).FindAll(".result");
        var days = parts[1];

        Assert.Equal(5, parts.Count);
        Assert.Equal("On which days?", days.QuerySelector("h2")!.TextContent);
        Assert.Equal(
            ["Monday", "more than 90 %", "not shown", "Tuesday", "about 15 (about 38 %)", "about 25 (about 63 %)", "Sunday", "Not shown, because it could point to persons."],
            Texts(days, "tbody th, tbody td"));
    }

    [Fact, Proves("S5")]
    public void What_is_withheld_says_why()
    {
        var trade = Show(Example).FindAll(".result")[2];

        Assert.Equal("Fewer than 10 answers.", trade.QuerySelector(".result-withheld")!.TextContent);
        Assert.Empty(trade.QuerySelectorAll("table"));
    }

    [Fact, Proves("S5")]
    public void A_cross_tab_has_a_row_for_each_group()
    {
        var crossed = Show(Example).FindAll(".result")[3];

        Assert.Contains("By group: What is your trade?", crossed.TextContent, StringComparison.Ordinal);
        Assert.Equal(["Group", "Early", "Late", "Night", "Answers"], Texts(crossed, "thead th"));
        Assert.Equal(
            ["Baker", "about 20 (about 80 %)", "fewer than 5", "fewer than 5", "about 25", "Cook", "about 5", "about 5", "about 5", "about 15"],
            Texts(crossed, "tbody th, tbody td"));
    }

    [Fact, Proves("S5"), Proves("S6")]
    public void Themes_are_counted_and_no_comment_is_quoted() =>
        Assert.Equal(["Breaks", "about 15", "Pay", "fewer than 5"], Texts(Show(Example).FindAll(".result")[4], "tbody th, tbody td"));

    [Fact, Proves("S4"), Proves("S5")]
    public void The_head_says_who_and_when_and_rounds_the_passes_as_it_rounds_the_rest()
    {
        var page = Show(Example);

        Assert.Equal("Shifts, \"early\"", page.Find("h1").TextContent);
        Assert.Equal("About 40 answers.", page.Find(".lead").TextContent);
        Assert.Equal(["Members", "2 Mar 2026 to 16 Mar 2026", "Passes: about 45 drawn, about 40 used.", "18 Mar 2026"], Texts(page.Find(".facts"), "dd"));
        // The exact number of answers would undo the rounding of the tables.
        Assert.DoesNotContain("43", page.Markup.Replace(page.Find(".result-digest").TextContent, "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact, Proves("S5")]
    public void Too_few_answers_leave_a_page_without_a_number()
    {
        var page = Show(DisclosureControl.Release(HeldPoll.Questionnaire, Asked.Tally(7, [[4, 3, 0]]), Audience.Visitors, Asked.Opened, Asked.Closed, []));

        Assert.Equal("Fewer than 10 answers.", page.Find(".lead").TextContent);
        Assert.Empty(page.FindAll(".bar > span"));
        Assert.Equal(["Visitors", "2 Mar 2026 to 16 Mar 2026", "18 Mar 2026"], Texts(page.Find(".facts"), "dd"));
        Assert.Contains("nobody can tell whether someone did so twice", page.Find(".result-how").TextContent, StringComparison.Ordinal);
    }

    [Fact, Proves("S5")]
    public void The_page_links_the_files_and_shows_the_digest_of_the_stored_bytes()
    {
        var page = Show(Example);

        Assert.Equal([$"/surveys/{Slug}/results.csv", $"/surveys/{Slug}/results.json"], page.FindAll(".result-files a").Select(a => a.GetAttribute("href")));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(ReleaseJson.Write(Example))), page.Find(".result-digest").TextContent);
        Assert.Equal(200, http.Response.StatusCode);
    }

    [Theory, Proves("S5")]
    [InlineData(SurveyPhase.Open)]
    [InlineData(SurveyPhase.Closed)]
    public void Before_the_release_there_is_nothing_to_see(SurveyPhase phase)
    {
        shelf.Set(Row(Example, phase));

        var page = Open(Slug);

        Assert.Equal("This result is not published yet", page.Find("h1").TextContent);
        Assert.Equal(404, http.Response.StatusCode);
        Assert.DoesNotContain("about 25", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_name_is_said_to_be_none()
    {
        Assert.Equal("There is no such result", Open("nothing-of-this-name").Find("h1").TextContent);
        Assert.Equal(404, http.Response.StatusCode);
    }

    [Fact]
    public void The_home_page_tells_of_results_and_of_nothing_where_there_is_none()
    {
        Assert.Equal("", Render<AskedOfAll>().Markup.Trim());
        shelf.Set(Row(Example));

        Assert.Equal([$"/surveys/{Slug}/results"], Render<AskedOfAll>().FindAll("a").Select(a => a.GetAttribute("href")));

        shelf.Set(Row(Example with { Audience = Audience.Visitors }, SurveyPhase.Open));
        Assert.Equal([$"/polls/{Slug}"], Render<AskedOfAll>().FindAll("a").Select(a => a.GetAttribute("href")));
    }

    private IRenderedComponent<ResultsPage> Show(Release release)
    {
        shelf.Set(Row(release));
        return Open(Slug);
    }

    private IRenderedComponent<ResultsPage> Open(string slug) => Render<ResultsPage>(parameters => parameters.Add(p => p.Slug, slug).AddCascadingValue<HttpContext>(http));

    private static IEnumerable<string> Texts(AngleSharp.Dom.IElement within, string selector) =>
        within.QuerySelectorAll(selector).Select(cell => string.Join(' ', cell.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
}
