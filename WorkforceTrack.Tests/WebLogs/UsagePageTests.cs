using System.Security.Claims;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using WorkforceTrack.App.Shell;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.WebLogs;
using WorkforceTrack.Domain.Staff;
using WorkforceTrack.Domain.WebLogs;
using WorkforceTrack.Tests.Promises;
using WorkforceTrack.Tests.Staff;

namespace WorkforceTrack.Tests.WebLogs;

public sealed class UsagePageTests
{
    [Fact, Proves("W2")]
    public async Task Each_number_is_said_in_words_and_bars_only_decorate()
    {
        await using var office = await WithLinesAsync();
        await using var desk = Before(office, await office.HireAsync(StaffRole.Management));

        var page = desk.Render<UsagePage>();

        Assert.Equal("about 40", page.Find(".figure").TextContent);
        Assert.Equal(["/policy", "about 40"], Cells(page, "pages"));
        Assert.Equal([UseSummary.Direct, "about 20", "https://search.example", "about 20"], Cells(page, "from-outside"));
        Assert.Equal(["Firefox", "about 40"], Cells(page, "browsers"));
        Assert.Equal(["Linux", "about 40"], Cells(page, "operating-systems"));
        Assert.All(page.FindAll(".bar, .columns"), bar => Assert.Equal("true", bar.GetAttribute("aria-hidden")));
        Assert.Equal(30, page.FindAll(".columns-bars > span").Count);
        Assert.Equal(30, page.FindAll(".usage-time tbody tr").Count);
        Assert.Equal("30 days", page.Find(".periods [aria-current=page]").TextContent);
    }

    [Fact, Proves("W2"), Proves("W3")]
    public async Task No_address_is_on_the_page_and_nothing_can_be_typed_into_it()
    {
        await using var office = await WithLinesAsync();
        await using var desk = Before(office, await office.HireAsync(StaffRole.Security));

        var page = desk.Render<UsagePage>();

        Assert.DoesNotContain("203.0.", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("form, input, select, textarea"));
        Assert.Contains("cut short after 7 days", page.Find(".result-how").TextContent, StringComparison.Ordinal);
        Assert.Contains("removed after 400 days", page.Find(".result-how").TextContent, StringComparison.Ordinal);
    }

    [Theory, Proves("W2")]
    [InlineData(StaffRole.Support)]
    [InlineData(StaffRole.Counsel)]
    public async Task Others_are_told_that_it_is_not_for_them(StaffRole role)
    {
        await using var office = await WithLinesAsync();
        await using var desk = Before(office, await office.HireAsync(role));

        var page = desk.Render<UsagePage>();

        Assert.Contains("This part is not open to you", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("table"));
    }

    [Fact]
    public async Task Before_the_first_line_there_is_nothing_to_count()
    {
        await using var office = await Office.OpenAsync();
        await using var desk = Before(office, await office.HireAsync(StaffRole.Management));

        Assert.Contains("Nothing to count yet", desk.Render<UsagePage>().Markup, StringComparison.Ordinal);
    }

    private static async Task<Office> WithLinesAsync()
    {
        var office = await Office.OpenAsync();
        List<WebLogLine> lines = [.. Enumerable.Range(0, 40).Select(n => WebLogLine.Of(office.Store.Clock.GetUtcNow(), ClientAddress.Of([203, 0, (byte)n, 7]), domain: null, "/policy", "Linux Firefox/140", n % 2 == 0 ? "https://search.example" : null))];
        lock (office.Get<WebLogFolder>().Gate)
        {
            office.Get<AppendToLog>().Append(lines);
            office.Get<UseBook>().Count(lines);
        }

        return office;
    }

    private static BunitContext Before(Office office, Caller.OfStaff person)
    {
        var desk = new BunitContext();
        desk.AddAuthorization().SetAuthorized("staff").SetClaims(new Claim("sid", person.Session.Id.ToString("N")));
        desk.Services.AddSingleton(office.Get<Callers>());
        desk.Services.AddScoped<CurrentCaller>();
        desk.Services.AddSingleton(office.Get<ReadUsage>());
        desk.Services.AddSingleton(office.Get<WebLogOptions>());
        desk.Services.AddSingleton(Options.Create(new OrganisationOptions { Name = "The Test Members" }));
        return desk;
    }

    private static IEnumerable<string> Cells(IRenderedComponent<UsagePage> page, string section) =>
        page.Find($"#{section}").ParentElement!.QuerySelectorAll("tbody th, tbody td").Select(cell => string.Join(' ', cell.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
}
