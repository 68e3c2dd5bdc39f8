using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.LegalProcess;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Tests.Browser;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.LegalProcess;

/// <summary>Documents of cases over HTTP, and addresses that somebody made up, against the running demonstration.</summary>
[Trait("needs", "server")]
public sealed partial class CaseDownloadTests(OpenHouse house) : IClassFixture<OpenHouse>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact, Proves("D7")]
    public async Task A_member_takes_the_own_demand_and_nobody_elses()
    {
        await using var store = await house.Program.Get<IDbContextFactory<MainDb>>().CreateDbContextAsync(Stop);
        var told = (await store.CaseParts.SingleAsync(p => p.ToldAt != null, Stop)).Evidence;
        var untold = (await store.CaseParts.SingleAsync(p => p.ToldAt == null, Stop)).Evidence;

        using var dana = await ClientAsync("dana");
        using var answer = await dana.GetAsync($"/me/cases/{told}/demand", Stop);
        Assert.Equal((HttpStatusCode.OK, "attachment", "no-store"), (answer.StatusCode, answer.Content.Headers.ContentDisposition?.DispositionType, answer.Headers.CacheControl?.ToString()));
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Contains("SUBPOENA", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);

        foreach (var (person, part) in new[] { ("alice", told), ("june", untold), ("dana", untold), ("dana", Guid.NewGuid()) })
        {
            using var client = await ClientAsync(person);
            using var refused = await client.GetAsync($"/me/cases/{part}/demand", Stop);
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
            var page = await client.GetStringAsync($"/me/cases/{part}", Stop);
            Assert.Contains("There is no such demand", page, StringComparison.Ordinal);
            Assert.DoesNotContain("Eastport", page, StringComparison.Ordinal);
        }

        // june is the one of whom an order forbids to tell: nothing on any of her pages tells.
        using var june = await ClientAsync("june");
        foreach (var path in new[] { "/me", "/me/cases", "/me/disclosures", "/me/data" })
        {
            var page = await june.GetStringAsync(path, Stop);
            Assert.DoesNotContain("Eastport", page, StringComparison.Ordinal);
            Assert.DoesNotContain("on hold", page, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("Legal demands</a>", page, StringComparison.Ordinal);
        }
    }

    [Fact, Proves("D6")]
    public async Task Staff_take_the_papers_of_a_case_by_that_case_alone()
    {
        using var sam = await ClientAsync("sam");
        var addresses = new List<string>();
        foreach (var view in new[] { "open", "over" }) addresses.AddRange(CaseLink().Matches(await sam.GetStringAsync($"/console/cases?view={view}", Stop)).Select(m => m.Value).Distinct(StringComparer.Ordinal));
        Assert.Equal(4, addresses.Count);
        await using var store = await house.Program.Get<IDbContextFactory<MainDb>>().CreateDbContextAsync(Stop);
        var paper = await store.CaseDocuments.FirstAsync(d => d.Kind == CaseDocumentKind.Demand, Stop);

        using var right = await sam.GetAsync($"/console/cases/{paper.Case.Value}/papers/{paper.Id}", Stop);
        Assert.Equal((HttpStatusCode.OK, "attachment"), (right.StatusCode, right.Content.Headers.ContentDisposition?.DispositionType));
        foreach (var wrong in new[] { $"{addresses.First(a => !a.EndsWith(paper.Case.Value.ToString(), StringComparison.Ordinal))}/papers/{paper.Id}", $"/console/cases/{paper.Case.Value}/papers/{Guid.NewGuid()}" })
        {
            using var refused = await sam.GetAsync(wrong, Stop);
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        }

        using var member = await ClientAsync("dana");
        foreach (var path in new[] { "/console/cases", "/console/cases/new", addresses[0], $"/console/cases/{paper.Case.Value}/papers/{paper.Id}" })
        {
            using var refused = await member.GetAsync(path, Stop);
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }
    }

    [Theory]
    [InlineData("?view=gossip&after=x")]
    [InlineData("?view=Open")]
    [InlineData("?view=open&after=00000000-0000-0000-0000-000000000001")]
    [InlineData("?view=%00")]
    [InlineData("/not-a-guid")]
    [InlineData("/00000000-0000-0000-0000-000000000001")]
    public async Task A_made_up_address_is_answered_in_words(string tail)
    {
        using var priya = await ClientAsync("priya");
        using var answer = await priya.GetAsync($"/console/cases{tail}", Stop);
        Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.NotFound or HttpStatusCode.BadRequest, $"{answer.StatusCode}");
        Assert.Contains("<h1", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.DoesNotContain(house.Program.Log.All, line => line.StartsWith("Error ", StringComparison.Ordinal));
    }

    private async Task<HttpClient> ClientAsync(string person)
    {
        var client = house.Program.NewClient();
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        await new PaperBrowser(client).LogInAsync(person, App.Demonstration.Cast.Password);
        return client;
    }

    [GeneratedRegex("/console/cases/[0-9a-f-]{36}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CaseLink();
}
