using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.TestHost;

namespace WorkforceTrack.Tests.Shell;

public sealed partial class ShellPipelineTests(ShellHost host) : IClassFixture<ShellHost>
{
    [Fact]
    public async Task Every_page_carries_the_strict_policy_and_is_stored_nowhere()
    {
        using var answer = await GetAsync("/");

        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        var rules = policy.Split("; ").Select(rule => rule.Split(' ', 2)).ToDictionary(rule => rule[0], rule => rule[1], StringComparer.Ordinal);
        Assert.Equal("'none'", rules["default-src"]);
        Assert.Matches("^'self' 'nonce-[^']+'$", rules["script-src"]);
        Assert.Equal("'self'", rules["style-src-elem"]);
        Assert.Equal("'none'", rules["frame-ancestors"]);
        Assert.DoesNotContain("unsafe", string.Concat(rules.Where(rule => rule.Key != "style-src-attr").Select(rule => rule.Value)), StringComparison.Ordinal);
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.False(answer.Headers.Contains("X-Frame-Options"));
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task A_page_has_no_inline_script_but_the_import_map_and_no_address_of_others()
    {
        var html = await (await GetAsync("/")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.All(html.Split("<script").Skip(1), script =>
            Assert.True(script.Contains(" src=", StringComparison.Ordinal) || script.StartsWith(" type=\"importmap\" nonce=", StringComparison.Ordinal), script));
        Assert.DoesNotContain("<style", html, StringComparison.Ordinal);
        var addresses = Address().Matches(html).Select(match => match.Groups["to"].Value).ToArray();
        Assert.Contains("/policy", addresses);
        Assert.All(addresses, address => Assert.DoesNotContain("//", address, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_unknown_address_is_a_kind_page_for_people_and_a_bare_status_for_programs()
    {
        using var page = await GetAsync("/nowhere");
        using var bare = await host.Client().GetAsync("/nowhere", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        Assert.Contains("There is no page at this address", await TextAsync(page), StringComparison.Ordinal);
        Assert.Contains("href=\"/nowhere#main\"", await TextAsync(page), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, bare.StatusCode);
        Assert.Empty(await TextAsync(bare));
    }

    [Fact]
    public async Task A_fault_shows_a_reference_and_nothing_of_the_inside()
    {
        using var answer = await GetAsync("/breaks");
        var text = await TextAsync(answer);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Contains("Something went wrong on our side", text, StringComparison.Ordinal);
        Assert.Contains("<code>", text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_from_a_page_that_was_open_too_long_is_refused_in_words()
    {
        using var answer = await SendAsync("/form", cookie: "other=1");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("This page was open too long", await TextAsync(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_from_a_browser_without_cookies_leads_to_the_page_that_says_why()
    {
        using var answer = await SendAsync("/form", cookie: null);

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal("/cookies-needed", answer.Headers.Location?.ToString());
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("http://localhost", false)]
    [InlineData("https://lantern.example", false)]
    [InlineData("https://evil.example", true)]
    [InlineData("http://localhost.evil.example", true)]
    [InlineData("null", true)]
    public async Task Only_our_own_pages_open_a_circuit(string? origin, bool refused)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        using var answer = await host.Client().SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(refused, answer.StatusCode == HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("/error")]
    [InlineData("/status/500")]
    [InlineData("/not-found")]
    public async Task Pages_that_stand_for_others_are_not_found_by_their_own_address(string path)
    {
        using var answer = await GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task In_production_the_form_cookie_is_of_this_host_only_and_https_is_remembered()
    {
        await using var app = await ShellHost.StartAsync("Production");
        using var client = app.GetTestServer().CreateClient();
        client.BaseAddress = new Uri("https://lantern.example/");

        using var answer = await client.GetAsync("/", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Headers.Contains("Strict-Transport-Security"));
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("__Host-af=", cookie, StringComparison.Ordinal);
        Assert.Contains("; secure", cookie, StringComparison.Ordinal);
        Assert.Contains("; samesite=strict; httponly", cookie, StringComparison.Ordinal);
        Assert.DoesNotContain("expires", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("max-age", cookie, StringComparison.OrdinalIgnoreCase);
    }

    private async Task<HttpResponseMessage> GetAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        return await host.Client().SendAsync(request, TestContext.Current.CancellationToken);
    }

    private async Task<HttpResponseMessage> SendAsync(string path, string? cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent([new("name", "Ann"), new("__RequestVerificationToken", "CfDJ8forged")]) };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        if (cookie is not null)
        {
            request.Headers.Add("Cookie", cookie);
        }

        return await host.Client().SendAsync(request, TestContext.Current.CancellationToken);
    }

    [GeneratedRegex(@"\b(src|href|action|srcset|content)=""(?<to>[^""]*)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Address();

    private static Task<string> TextAsync(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
