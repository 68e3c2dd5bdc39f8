using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using WorkforceTrack.App.Shell;

namespace WorkforceTrack.Tests.Shell;

public sealed class SmallPartsTests : BunitContext
{
    [Theory]
    [InlineData("/me", true, "/me", true)]
    [InlineData("/me", true, "/me/data", false)]
    [InlineData("/me/data", false, "/me/data?from=mail", true)]
    [InlineData("/policy", false, "/policy/1.0", true)]
    [InlineData("/policy", false, "/policyholders", false)]
    [InlineData("/", true, "/", true)]
    public void The_page_being_read_is_marked_in_the_navigation(string href, bool exact, string here, bool marked)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(here);

        var item = Render<NavItem>(parameters => parameters.Add(n => n.Href, href).Add(n => n.Exact, exact).AddChildContent("Page"));

        Assert.Equal(marked ? "page" : null, item.Find("a").GetAttribute("aria-current"));
    }

    [Theory]
    [InlineData(Tone.Calm)]
    [InlineData(Tone.Good)]
    [InlineData(Tone.Warn)]
    [InlineData(Tone.Bad)]
    public void A_badge_never_speaks_by_colour_alone(Tone tone)
    {
        var badge = Render<Badge>(parameters => parameters.Add(b => b.Tone, tone).AddChildContent("Refused"));

        Assert.Equal("Refused", badge.Find(".badge").TextContent);
        Assert.NotEmpty(badge.Find("svg[aria-hidden=true] path").GetAttribute("d")!);
    }

    [Fact]
    public void Every_tone_and_every_icon_looks_different()
    {
        Assert.Distinct(Enum.GetValues<Tone>().Select(tone => tone.Glyph()));
        Assert.Distinct(Enum.GetValues<Glyph>().Select(glyph => glyph.Path()));
    }

    [Fact]
    public void A_moment_names_its_clock_and_can_be_read_by_machines()
    {
        var at = new DateTimeOffset(2026, 11, 23, 15, 4, 0, TimeSpan.FromHours(2));

        Assert.Equal("23 Nov 2026, 13:04 UTC", Render<Moment>(p => p.Add(m => m.At, at)).Find("time").TextContent);
        Assert.Equal("2026-11-23T13:04:00Z", Render<Moment>(p => p.Add(m => m.At, at)).Find("time").GetAttribute("datetime"));
        Assert.Equal("23 Nov 2026", Render<Moment>(p => p.Add(m => m.At, at).Add(m => m.DateOnly, true)).Find("time").TextContent);
    }

    [Fact]
    public void A_fact_without_a_value_says_that_there_is_none()
    {
        Assert.Equal("Not given", Render<Fact>(p => p.Add(f => f.Name, "Phone")).Find("dd").TextContent.Trim());
    }

    [Fact]
    public void Bad_news_is_read_at_once_and_good_news_when_there_is_time()
    {
        Assert.Equal("alert", Render<Notice>(p => p.Add(n => n.Tone, Tone.Bad)).Find(".notice").GetAttribute("role"));
        Assert.Equal("status", Render<Notice>(p => p.Add(n => n.Tone, Tone.Good).Add(n => n.Live, true)).Find(".notice").GetAttribute("role"));
        Assert.Null(Render<Notice>().Find(".notice").GetAttribute("role"));
    }
}
