using System.Net;
using System.Text.RegularExpressions;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Members;

[Trait("needs", "server")]
public sealed class MemberAddressesTests
{
    [Fact, Proves("A1"), Proves("O4")]
    public async Task Over_HTTP_the_member_takes_everything_away_and_nobody_else_does()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var program = await RunningProgram.StartAsync();
        await using var house = await House.OpenAsync(program.Services);
        var (ida, bo) = (await house.AdmitAsync("ida"), await house.AdmitAsync("bo"));
        var others = await house.WriteAsync(bo, EntryKind.Notice);
        var own = await house.WriteAsync(ida, EntryKind.Notice);

        using var client = program.NewClient();
        using (var visitor = await client.GetAsync("/me/export.zip", stop))
            Assert.Equal((HttpStatusCode.Redirect, "/login?returnUrl=%2Fme%2Fexport.zip"), (visitor.StatusCode, visitor.Headers.Location?.OriginalString));
        await LogInAsync(client, "ida");

        foreach (var (address, type) in new[] { ("/me/export.zip", "application/zip"), ("/me/data.json", "application/json") })
        {
            using var taken = await client.GetAsync(address, stop);
            Assert.Equal((HttpStatusCode.OK, type, true), (taken.StatusCode, taken.Content.Headers.ContentType?.MediaType, taken.Headers.CacheControl?.NoStore));
        }

        Assert.Equal(2, (await house.LedgerOfAsync(ida)).Count(e => e.Kind == EntryKind.Export));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, $"/ledger/proof/{own.Value:N}"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(client, $"/ledger/proof/{others.Value:N}"));
        foreach (var page in new[] { "/me", "/me/data", "/me/disclosures", "/me/disclosures?before=many", "/me/disclosures?after=-5&before=" })
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, page));
    }

    [Fact, Proves("O1")]
    public async Task The_policy_needs_no_login_and_knows_which_versions_there_are()
    {
        await using var program = await RunningProgram.StartAsync();
        await using var house = await House.OpenAsync(program.Services);
        using var client = program.NewClient();
        client.DefaultRequestHeaders.Add("Accept", "text/html");

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, "/policy"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, "/policy/1.0"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(client, "/policy/9.9"));
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string address)
    {
        using var answer = await client.GetAsync(address, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private static async Task LogInAsync(HttpClient client, string userId)
    {
        var stop = TestContext.Current.CancellationToken;
        var page = await client.GetStringAsync("/login", stop);
        var form = Regex.Matches(page, "<form.*?</form>", RegexOptions.Singleline, TimeSpan.FromSeconds(1)).Select(m => m.Value).Single(f => f.Contains("name=\"UserId\"", StringComparison.Ordinal));
        var fields = Regex.Matches(form, "type=\"hidden\" name=\"(?<name>[^\"]*)\" value=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1))
            .Select(m => KeyValuePair.Create(m.Groups["name"].Value, WebUtility.HtmlDecode(m.Groups["value"].Value)));
        using var sent = new FormUrlEncodedContent([.. fields, KeyValuePair.Create("UserId", userId), KeyValuePair.Create("Password", "seven slow herons at noon")]);
        using var answer = await client.PostAsync("/login", sent, stop);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }
}
