using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Browser;

/// <summary>
/// What no browser sends by itself. The answer is in words and says what to do, it is never a fault of ours, and nothing is
/// changed. What partners' programs send wrongly is tried in Partners/PartnerBadInputTests.
/// </summary>
[Trait("needs", "server")]
public sealed partial class BadInputTests(OpenHouse house) : IClassFixture<OpenHouse>
{
    private const string LoneSurrogate = "%ED%A0%80";
    private const string NotUtf8 = "%FF%FE%C3";
    // The same as bytes of the body, where nothing says that they are none of UTF-8; each stands for the byte of its number.
    private const string RawLoneSurrogate = "\u00ED\u00A0\u0080";
    private const string RawNotUtf8 = "\u00FF\u00FE\u00C3";
    private const string RightToLeft = "%E2%80%AE";
    private const string Emoji = "%F0%9F%A6%9C";

    private static readonly string Long = new('x', 64 * 1024);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("UserId", "robin%00")]
    [InlineData("UserId", LoneSurrogate)]
    [InlineData("UserId", NotUtf8)]
    [InlineData("UserId", RightToLeft + "robin")]
    [InlineData("UserId", Emoji + Emoji + Emoji)]
    [InlineData("UserId", "%E2%80%8B%E2%80%8B%E2%80%8B")]
    [InlineData("UserId", "ro%0D%0Abin")]
    [InlineData("UserId", "64 KB")]
    [InlineData("DisplayName", "Robin%00")]
    [InlineData("DisplayName", RawLoneSurrogate)]
    [InlineData("DisplayName", RawNotUtf8)]
    [InlineData("DisplayName", RightToLeft + "nibor")]
    [InlineData("DisplayName", "%E2%80%8B")]
    [InlineData("DisplayName", "Robin%0D%0ABcc: all@members.example")]
    [InlineData("DisplayName", "64 KB")]
    [InlineData("Email", "robin@members.example%0D%0ABcc: all@members.example")]
    [InlineData("Email", "robin@@members.example")]
    [InlineData("Email", "robin@" + Emoji + ".example")]
    [InlineData("Email", "64 KB")]
    [InlineData("Password", "short")]
    [InlineData("Password", "seven quiet herons%00 at dusk")]
    [InlineData("Password", "64 KB")]
    [InlineData("Skills", "64 KB")]
    [InlineData("BirthDate", "9999-99-99")]
    [InlineData("BirthDate", "%D9%A2%D9%A0%D9%A0%D9%A0-01-01")]
    [InlineData("Phone", "%EF%BC%91%EF%BC%92%EF%BC%93")]
    [InlineData("PolicyVersion", "9.9")]
    [InlineData("PolicyVersion", "%F0")]
    [InlineData("AcceptPolicy", "")]
    public async Task An_odd_or_over_long_value_registers_nobody(string field, string odd)
    {
        using var client = house.Program.NewClient();
        var before = await CountAsync();
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["UserId"] = "robin", ["Password"] = "seven+quiet+herons+at+dusk", ["Email"] = "robin@members.example", ["DisplayName"] = "Robin", ["AcceptPolicy"] = "true",
            [field] = odd == "64 KB" ? Long : odd,
        };

        using var answer = await SendAsync(client, "/register", fields);

        Assert.Equal(odd.Contains("%00", StringComparison.Ordinal) ? HttpStatusCode.BadRequest : HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await ReadAsync(answer);
        if (answer.StatusCode is HttpStatusCode.BadRequest) Assert.Contains("We could not read this request", page, StringComparison.Ordinal);
        else Assert.Contains($"One field needs another look. Nothing was stored. {Label(field)} :", OneLine(page), StringComparison.Ordinal);
        Assert.Equal(before, await CountAsync());
        AssertNoFault();
    }

    [Theory]
    [InlineData("/login", "UserId", 401)]
    [InlineData("/login", "Password", 401)]
    [InlineData("/login", "State", 401)]
    [InlineData("/forgot", "UserId", 302)]
    [InlineData("/reset", "UserId", 422)]
    [InlineData("/reset", "Code", 422)]
    public async Task An_odd_or_over_long_value_is_a_miss_like_any_other(string path, string field, int miss)
    {
        using var client = house.Program.NewClient();
        var before = await CountAsync();
        foreach (var odd in (string[])[Long, LoneSurrogate, RawLoneSurrogate, NotUtf8, RawNotUtf8, RightToLeft + "alice", Emoji, "a%0Db", "%00"])
        {
            var fields = new Dictionary<string, string>(StringComparer.Ordinal) { ["UserId"] = "nobody-here", ["Password"] = "seven+quiet+herons+at+dusk", [field] = odd };
            if (path == "/reset") fields.TryAdd("Code", "ABCDE-FGHJK");
            using var answer = await SendAsync(client, path, fields);

            Assert.Equal(odd == "%00" ? 400 : miss, (int)answer.StatusCode);
            await ReadAsync(answer);
        }

        Assert.Equal(before, await CountAsync());
        AssertNoFault();
    }

    [Fact, Proves("C1")]
    public async Task A_user_id_that_is_taken_is_told_and_nothing_typed_is_lost_but_the_password()
    {
        using var client = house.Program.NewClient();
        var before = await CountAsync();
        foreach (var taken in (string[])["alice", "ALICE", "+alice+"])
        {
            using var answer = await SendAsync(client, "/register", new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["UserId"] = taken, ["Password"] = "seven+quiet+herons+at+dusk", ["Email"] = "other@members.example", ["DisplayName"] = "Another+Alice", ["AcceptPolicy"] = "true",
            });

            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            var page = await ReadAsync(answer);
            Assert.Contains("Somebody has this user ID. Please choose another.", page, StringComparison.Ordinal);
            Assert.Contains("Another Alice", page, StringComparison.Ordinal);
            Assert.DoesNotContain("seven quiet herons", page, StringComparison.Ordinal);
        }

        Assert.Equal(before, await CountAsync());
    }

    [Theory, Proves("SE1")]
    [InlineData(null, "/register")]
    [InlineData(null, "/login")]
    [InlineData(null, "/forgot")]
    [InlineData(null, "/reset")]
    [InlineData("goran", "/logout")]
    [InlineData("goran", "/me/address")]
    [InlineData("sec", "/console/adherence")]
    [InlineData("sec", "/console/records?for=investigate-misuse")]
    [InlineData("sec", "/logout")]
    public async Task A_form_without_a_good_token_is_refused_in_words_and_does_nothing(string? person, string path)
    {
        using var client = await ClientAsync(person);
        // The page was opened, so that the browser has its half of the token.
        (await client.GetAsync(path == "/logout" ? "/" : path, Stop)).Dispose();
        using var other = house.Program.NewClient();
        var foreign = await TokenAsync(other, "/login");
        var before = await CountAsync();
        foreach (var token in (string?[])[null, "", "forged", foreign, Long])
        {
            var fields = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["UserId"] = "robin", ["Password"] = "seven quiet herons at dusk", ["Email"] = "robin@members.example", ["DisplayName"] = "Robin",
                ["AcceptPolicy"] = "true", ["Code"] = "ABCDE-FGHJK", ["Name"] = "alice", ["Reason"] = "Nobody asked for it.", ["Fields"] = "email",
            };
            if (token is not null) fields["__RequestVerificationToken"] = token;
            using var answer = await PostAsync(client, path, new FormUrlEncodedContent(fields));

            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Contains("load the page again", await ReadAsync(answer), StringComparison.Ordinal);
        }

        Assert.Equal(before, await CountAsync());
        AssertNoFault();
    }

    [Fact, Proves("O4")]
    public async Task The_proof_of_another_member_reads_like_one_that_never_was()
    {
        var (own, others) = (await EntryOfAsync("bo"), await EntryOfAsync("alice"));
        using var bo = await ClientAsync("bo");
        using var staff = await ClientAsync("priya");
        using var visitor = house.Program.NewClient();
        var before = await CountAsync();

        using var mine = await bo.GetAsync($"/ledger/proof/{own:N}", Stop);
        Assert.Equal(HttpStatusCode.OK, mine.StatusCode);
        Assert.True(mine.Headers.CacheControl?.NoStore);
        var none = await AnswerAsync(bo, Guid.Empty.ToString("N"));
        foreach (var (client, entry) in ((HttpClient, string)[])[(bo, $"{others:N}"), (staff, $"{others:N}"), (visitor, $"{others:N}"), (bo, $"{own:D}"), (bo, "x"), (bo, Emoji), (bo, NotUtf8), (bo, Long[..2000])])
            Assert.Equal(none, await AnswerAsync(client, entry));
        Assert.Equal(HttpStatusCode.NotFound, none.Status);
        Assert.Equal(before, await CountAsync());

        static async Task<(HttpStatusCode Status, string? Type, string Body)> AnswerAsync(HttpClient client, string entry)
        {
            using var answer = await client.GetAsync($"/ledger/proof/{entry}", Stop);
            if (answer.StatusCode is HttpStatusCode.NotFound) Assert.True(answer.Headers.CacheControl?.NoStore);
            return (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, TraceId().Replace(await answer.Content.ReadAsStringAsync(Stop), ""));
        }
    }

    [Theory]
    [InlineData(null, "/nothing-here")]
    [InlineData(null, "/policy/9.9")]
    [InlineData(null, "/policy/%00")]
    [InlineData(null, "/policy/" + Emoji)]
    [InlineData(null, "/policy/" + NotUtf8)]
    [InlineData(null, "/policy/1.0/..%2F..%2Fappsettings.json")]
    [InlineData(null, "/policy/99999999999999999999.0")]
    [InlineData(null, "/appsettings.json")]
    [InlineData(null, "/data/stores/main.db")]
    [InlineData(null, "/%2e%2e/%2e%2e/etc/passwd")]
    [InlineData(null, "/ledger/tile/0/x999/999")]
    [InlineData(null, "/ledger/tile/99/000")]
    [InlineData(null, "/ledger/tile/0/%00")]
    [InlineData(null, "/ledger/tile/-1/000")]
    [InlineData(null, "/_blazor/nothing")]
    [InlineData(null, "/.well-known/nothing")]
    [InlineData(null, "/status/500")]
    [InlineData(null, "/register/nothing")]
    [InlineData("alice", "/me/nothing")]
    [InlineData("alice", "/me/consents/not-an-id/receipt.jsonld")]
    [InlineData("alice", "/me/consents/00000000-0000-0000-0000-000000000000/receipt.jsonld")]
    [InlineData("priya", "/console/nothing")]
    [InlineData("priya", "/console/disclosures/not-an-id")]
    [InlineData("priya", "/console/disclosures/00000000000000000000000000000000")]
    [InlineData("priya", "/console/disclosures/%00")]
    public async Task An_address_that_leads_nowhere_says_so_to_people_and_programs(string? person, string path)
    {
        using var client = await ClientAsync(person);
        var before = await CountAsync();
        foreach (var accept in (string?[])["text/html", null])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            if (accept is not null) request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(accept));
            using var answer = await client.SendAsync(request, Stop);
            Assert.Contains((int)answer.StatusCode, (int[])[400, 404]);
            await ReadAsync(answer);
        }

        Assert.Equal(before, await CountAsync());
        AssertNoFault();
    }

    [Theory]
    [InlineData("alice", "/me/disclosures?before=abc&after=-1")]
    [InlineData("alice", "/me/disclosures?before=99999999999999999999")]
    [InlineData("alice", "/me/disclosures?before=0")]
    [InlineData("alice", "/me/disclosures?before=1&before=2&after=" + LoneSurrogate)]
    [InlineData("priya", "/console/disclosures?kind=x&recipient=%00&purpose=" + Emoji + "&from=9999-99-99&to=yesterday&refused=perhaps")]
    [InlineData("priya", "/console/disclosures?from=0001-01-01&to=9999-12-31")]
    [InlineData("priya", "/console/disclosures?from=9999-12-31&to=0001-01-01")]
    [InlineData("priya", "/console/disclosures?before=-5&after=99999999999999999999")]
    [InlineData("priya", "/console/records?for=" + NotUtf8)]
    [InlineData(null, "/login?returnUrl=%00&ended=perhaps")]
    [InlineData(null, "/policy?Number=%ED%A0%80")]
    public async Task A_query_that_means_nothing_is_left_out(string? person, string path)
    {
        using var client = await ClientAsync(person);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        using var answer = await client.SendAsync(request, Stop);

        Assert.Contains((int)answer.StatusCode, (int[])[200, 400]);
        await ReadAsync(answer);
        AssertNoFault();
    }

    [Theory]
    [InlineData(null, "PUT", "/login")]
    [InlineData(null, "DELETE", "/policy")]
    [InlineData(null, "PATCH", "/register")]
    [InlineData(null, "GET", "/logout")]
    [InlineData(null, "POST", "/ledger/checkpoint")]
    [InlineData(null, "DELETE", "/ledger/key")]
    [InlineData(null, "PUT", "/theme.css")]
    [InlineData(null, "ODD", "/")]
    [InlineData("goran", "DELETE", "/me")]
    [InlineData("goran", "POST", "/me/export.zip")]
    [InlineData("goran", "PUT", "/me/data.json")]
    [InlineData("sec", "DELETE", "/console/records")]
    public async Task A_method_that_is_not_offered_does_nothing(string? person, string method, string path)
    {
        using var client = await ClientAsync(person);
        var before = await CountAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        using var answer = await client.SendAsync(request, Stop);

        Assert.Contains((int)answer.StatusCode, (int[])[400, 404, 405]);
        await ReadAsync(answer);
        Assert.Equal(before, await CountAsync());
        AssertNoFault();
    }

    [Fact]
    public async Task A_body_of_another_kind_or_of_any_size_is_turned_away_in_words()
    {
        using var client = house.Program.NewClient();
        var before = await CountAsync();
        var token = await TokenAsync(client, "/register");
        var many = string.Join('&', Enumerable.Range(0, 3000).Select(n => $"f{n}=x"));
        foreach (var body in (Func<HttpContent>[])
        [
            () => new StringContent("{\"UserId\":\"robin\"}", Encoding.UTF8, "application/json"),
            () => new StringContent("UserId=robin", Encoding.UTF8, "text/plain"),
            () => new StringContent($"__RequestVerificationToken={token}&{many}", Encoding.UTF8, "application/x-www-form-urlencoded"),
            () => new StringContent($"__RequestVerificationToken={token}&UserId={new string('x', 6_000_000)}", Encoding.UTF8, "application/x-www-form-urlencoded"),
            () => new StringContent("--broken", MediaTypeHeaderValue.Parse("multipart/form-data; boundary=other")),
            () => new StringContent("x=%", MediaTypeHeaderValue.Parse("application/x-www-form-urlencoded; charset=utf-7")),
            () => new ByteArrayContent([]),
        ])
        {
            using var sent = body();
            using var answer = await PostAsync(client, "/register", sent);
            Assert.True((int)answer.StatusCode is 400 or 413 or 415, $"{sent.Headers.ContentType} of {sent.Headers.ContentLength} bytes: {answer.StatusCode}");
            await ReadAsync(answer);
        }

        Assert.Equal(before, await CountAsync());
        AssertNoFault();
    }

    // A token and a cookie as a browser has them, then a body that is written by hand: its values are percent-encoded already.
    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string path, Dictionary<string, string> fields)
    {
        var token = Uri.EscapeDataString(await TokenAsync(client, path));
        var body = string.Join('&', fields.Select(f => $"{f.Key}={f.Value}").Append($"__RequestVerificationToken={token}"));
        return await PostAsync(client, path, new ByteArrayContent(Encoding.Latin1.GetBytes(body)) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded") } });
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string path, HttpContent body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        return await client.SendAsync(request, Stop);
    }

    private static async Task<string> TokenAsync(HttpClient client, string path) => Token().Match(await client.GetStringAsync(path, Stop)).Groups["token"].Value;

    private async Task<HttpClient> ClientAsync(string? person)
    {
        var client = house.Program.NewClient();
        if (person is not null) await new PaperBrowser(client).LogInAsync(person, App.Demonstration.Cast.Password);
        return client;
    }

    // Whatever is answered: words for people, and nothing of the inside.
    private static async Task<string> ReadAsync(HttpResponseMessage answer)
    {
        var text = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Stop));
        if (answer.Content.Headers.ContentType?.MediaType == "text/html") Assert.Contains("<h1", text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
        return text;
    }

    private static string Label(string field) => field switch
    {
        "Password" => "Password",
        "AcceptPolicy" or "PolicyVersion" => "Privacy policy",
        _ => FieldDeclarations.Of(Enum.Parse<PersonalField>(field)).Label,
    };

    private static string OneLine(string page) => string.Join(' ', Markup().Replace(page, " ").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private async Task<(int People, int Sessions, long Entries)> CountAsync()
    {
        await using var vault = await house.Program.Get<IDbContextFactory<VaultDb>>().CreateDbContextAsync(Stop);
        return (await vault.People.CountAsync(Stop), await vault.Sessions.CountAsync(s => s.EndedAt == null, Stop), house.Program.Get<LedgerBook>().Head.Size);
    }

    private async Task<Guid> EntryOfAsync(string userId)
    {
        await using var vault = await house.Program.Get<IDbContextFactory<VaultDb>>().CreateDbContextAsync(Stop);
        var index = house.Program.Get<App.Vault.KeyRing>().UserIdIndex(userId);
        var subject = (await vault.People.SingleAsync(p => p.UserIdIndex == index, Stop)).Subject;
        await using var main = await house.Program.Get<IDbContextFactory<MainDb>>().CreateDbContextAsync(Stop);
        var body = await main.Ledger.Where(e => e.Subject == subject && e.Kind == EntryKind.Disclosure).Select(e => e.Body).FirstAsync(Stop);
        return CanonicalEntry.TryDecode(body, out var entry) ? entry.Id.Value : throw new InvalidDataException("An entry is damaged.");
    }

    // A fault of ours would stand in the log, whatever was answered.
    private void AssertNoFault() =>
        Assert.Equal("", string.Join('\n', house.Program.Log.All.Where(line => line.StartsWith("Error ", StringComparison.Ordinal) || line.StartsWith("Critical ", StringComparison.Ordinal))));

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();

    [GeneratedRegex("<[^>]*>", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Markup();

    [GeneratedRegex("\"traceId\":\"[^\"]*\"", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TraceId();
}
