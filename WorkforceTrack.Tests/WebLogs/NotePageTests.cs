using System.Net;
using WorkforceTrack.Domain.WebLogs;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.WebLogs;

[Trait("needs", "server")]
public sealed class NotePageTests
{
    private const string Agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact, Proves("W1")]
    public async Task Pages_are_noted_by_their_pattern_and_nothing_else_is_noted()
    {
        await using var program = await RunningProgram.StartAsync();
        using var client = program.NewClient();
        client.DefaultRequestHeaders.UserAgent.ParseAdd(Agent);
        var port = program.Address.Port;

        // Pages, with values in path and query, in capitals, sent and asked for, there and not there.
        foreach (var page in new[] { "/", "/policy?version=secret", "/POLICY/1.0", "/console/disclosures/secret-entry", "/surveys/secret-survey/results", "/booth/secret", "/secret/page", "/me" }) await AskAsync(client, page);
        using (await client.PostAsync("/login?returnUrl=/secret", new FormUrlEncodedContent([new("UserId", "secret")]), Stop)) { }
        // Everything that is no page.
        foreach (var other in new[] { "/app.css", "/_framework/blazor.web.js", "/theme.css", "/favicon.svg", "/ledger/checkpoint", "/ledger/key", "/partner/v1/openapi.json", "/partner/v1/members", "/.well-known/security.txt", "/me/export.zip", "/surveys/secret/results.json" }) await AskAsync(client, other);
        using (await client.PostAsync("/_blazor/negotiate?negotiateVersion=1", content: null, Stop)) { }
        using (await client.PostAsync("/connect/token", new FormUrlEncodedContent([new("client_secret", "secret")]), Stop)) { }
        await AskAsync(client, "/no-page-for-programs", accept: "application/json");
        // The booth, which nobody watches.
        await AskAsync(client, $"http://127.0.0.1:{port}/booth/secret");
        await AskAsync(client, $"http://127.0.0.1:{port}/nothing");

        var lines = await StoppedAsync(program, 9);
        Assert.Equal(
            ["/", "/policy", "/policy/{number}", "/console/disclosures/{id}", "/surveys/{slug}/results", "-", "-", "/me", "/login"],
            lines.Select(l => l.Page));
        Assert.All(lines, l => Assert.Equal(("127.0.0.1", WebLogLine.Nothing, Agent.Replace(' ', '+'), WebLogLine.Nothing), (l.Address!.Value.Text, l.Domain, l.Agent, l.Referrer)));
        Assert.DoesNotContain("secret", string.Join('\n', lines.Select(l => l.Text)), StringComparison.OrdinalIgnoreCase);
    }

    [Theory, Proves("W1")]
    [InlineData("https://search.example/found?q=secret#part", "https://search.example")]
    [InlineData("https://name:secret@search.example:8443/", "https://search.example:8443")]
    [InlineData("https://MEMBERS.example/console/disclosures/secret?x=secret", "https://members.example/console/disclosures/{id}")]
    [InlineData("https://members.example/register/done", "https://members.example/register/done")]
    [InlineData("https://members.example/secret/place", "https://members.example/-")]
    [InlineData("https://members.example", "https://members.example/")]
    [InlineData("http://localhost:{port}/me/surveys/secret", "http://localhost:{port}/me/surveys/{slug}")]
    [InlineData("http://127.0.0.1:{port}/booth/secret", "-")]
    [InlineData("android-app://secret", "-")]
    [InlineData("/policy?secret", "-")]
    [InlineData("no address at all secret", "-")]
    public async Task A_referrer_is_an_origin_and_of_our_own_a_pattern(string sent, string noted)
    {
        await using var program = await RunningProgram.StartAsync();
        using var client = program.NewClient();
        string Here(string text) => text.Replace("{port}", $"{program.Address.Port}", StringComparison.Ordinal);

        await AskAsync(client, "/policy", Here(sent));

        Assert.Equal(Here(noted), Assert.Single(await StoppedAsync(program, 1)).Referrer);
    }

    [Theory, Proves("W1")]
    [InlineData("127.0.0.1", "198.51.100.9", "198.51.100.9")]
    [InlineData("127.0.0.1", "2001:0DB8:0:0::0009", "2001:db8::9")]
    [InlineData("127.0.0.1", "::ffff:198.51.100.9", "198.51.100.9")]
    [InlineData("10.1.1.1", "198.51.100.9", "127.0.0.1")]
    public async Task Behind_a_known_proxy_the_address_is_the_visitors_and_nobody_else_can_claim_one(string proxy, string claimed, string noted)
    {
        await using var program = await RunningProgram.StartAsync(new Staging { Settings = [$"--Proxy:Known={proxy}"] });
        using var client = program.NewClient();
        client.DefaultRequestHeaders.Add("X-Forwarded-For", claimed);

        await AskAsync(client, "/policy");

        Assert.Equal(noted, Assert.Single(await StoppedAsync(program, 1)).Address!.Value.Text);
    }

    private static async Task AskAsync(HttpClient client, string page, string? referrer = null, string accept = "text/html")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, page);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        if (referrer is not null) request.Headers.TryAddWithoutValidation("Referer", referrer);
        using var answer = await client.SendAsync(request, Stop);
        Assert.NotEqual(HttpStatusCode.InternalServerError, answer.StatusCode);
    }

    private static async Task<List<WebLogLine>> StoppedAsync(RunningProgram program, int expected)
    {
        var lines = await WebLogReading.UntilAsync(program.Folder, lines => lines.Count >= expected);
        // One too many would come soon after.
        await Task.Delay(100, Stop);
        Assert.Equal(lines.Count, WebLogReading.Read(program.Folder).Count);
        return lines;
    }
}
