using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using WorkforceTrack.App.Partners;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Partners;

[Trait("needs", "server")]
public sealed class PartnerBadInputTests(PartnerHouse house) : IClassFixture<PartnerHouse>
{
    private readonly FakeTimeProvider clock = house.Clock;
    private readonly RunningProgram program = house.Program;
    private readonly PartnerScene scene = house.Scene;
    private readonly Offer offer = house.Offer;

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=201")]
    [InlineData("limit=1000000")]
    [InlineData("limit=-1")]
    [InlineData("limit=")]
    [InlineData("limit=ten")]
    [InlineData("limit=99999999999999999999")]
    [InlineData("limit=%D9%A3")]
    [InlineData("limit=1&limit=2")]
    [InlineData("after=yesterday")]
    [InlineData("after=")]
    public async Task A_page_that_cannot_be_is_a_bad_request(string query) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await (await ClientAsync()).GetAsync($"partner/v1/members?{query}")).Status);

    [Theory]
    [InlineData("")]
    [InlineData("?fields=")]
    [InlineData("?fields=shoe-size")]
    [InlineData("?fields=skills,skills")]
    [InlineData("?fields=Skills")]
    [InlineData("?fields=skills&fields=region")]
    [InlineData("?fields=%00%ED%A0%80%F0%9F%92%A9")]
    public async Task Fields_that_are_none_are_a_bad_request_that_names_the_words_and_never_what_was_typed(string query)
    {
        var from = scene.End;
        var reply = await (await ClientAsync()).GetAsync($"partner/v1/members/{Guid.NewGuid()}{query}");

        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        Assert.Contains("display-name", reply.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("shoe-size", reply.Body, StringComparison.Ordinal);
        Assert.Equal(from, scene.End);
    }

    [Theory]
    [InlineData("not-a-subject")]
    [InlineData("%F0%9F%92%A9")]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    [InlineData("%2e%2e%2f%2e%2e")]
    public async Task A_subject_that_is_none_reads_like_one_that_is_unknown(string subject) =>
        Assert.Equal(HttpStatusCode.NotFound, (await (await ClientAsync()).GetAsync($"partner/v1/members/{subject}?fields=skills")).Status);

    [Fact]
    public async Task A_long_query_is_refused_without_a_fault()
    {
        var client = await ClientAsync();
        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync($"partner/v1/members/{Guid.NewGuid()}?fields={new string('x', 6_000)}")).Status);
    }

    [Theory]
    [InlineData("POST", "partner/v1/members")]
    [InlineData("DELETE", "partner/v1/members/1")]
    [InlineData("PUT", "partner/v1/openapi.json")]
    [InlineData("PATCH", "partner/v1/members")]
    public async Task Another_method_is_told_what_is_allowed(string method, string path)
    {
        var reply = await (await ClientAsync()).GetAsync(path, method: new HttpMethod(method));
        Assert.Equal((HttpStatusCode.MethodNotAllowed, "GET"), (reply.Status, reply.Allow));
    }

    [Fact]
    public async Task An_unknown_path_is_problem_details_too() =>
        Assert.Equal(HttpStatusCode.NotFound, (await (await ClientAsync()).GetAsync("partner/v2/everything")).Status);

    [Fact]
    public async Task Without_a_good_token_nothing_opens_and_the_answer_says_how_to_get_one()
    {
        using var http = program.NewClient();
        var none = await new PartnerClient(http).GetAsync("partner/v1/members");
        Assert.Equal((HttpStatusCode.Unauthorized, "Bearer realm=\"partner\""), (none.Status, none.Challenge));

        foreach (var token in new[] { "garbage", "a.b.c", "eyJhbGciOiJub25lIn0.eyJjbGllbnRfaWQiOiJ3dCJ9.", new string('x', 4_000), "ü" })
        {
            http.DefaultRequestHeaders.Remove("Authorization");
            http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Bearer {Uri.EscapeDataString(token)}");
            var reply = await new PartnerClient(http).GetAsync("partner/v1/members");
            Assert.Equal(HttpStatusCode.Unauthorized, reply.Status);
            Assert.Contains("invalid_token", reply.Challenge, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_token_ends_after_ten_minutes()
    {
        var client = await ClientAsync();
        clock.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("partner/v1/members")).Status);
        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("partner/v1/members")).Status);
    }

    [Fact]
    public async Task A_token_of_another_house_opens_nothing()
    {
        await using var other = await RunningProgram.StartAsync(new Staging { Clock = clock });
        var elsewhere = await (await PartnerScene.SetAsync(other.Services)).OfferAsync();
        using var http = other.NewClient();
        await PartnerClient.SignInAsync(http, elsewhere.Credential);
        using var here = program.NewClient();
        here.DefaultRequestHeaders.Authorization = http.DefaultRequestHeaders.Authorization;

        Assert.Equal(HttpStatusCode.Unauthorized, (await new PartnerClient(here).GetAsync("partner/v1/members")).Status);
    }

    [Fact, Proves("P3")]
    public async Task A_revoked_credential_opens_nothing_though_its_token_lives()
    {
        var revoked = (await scene.OfferAsync()).Credential;
        var client = await PartnerClient.SignInAsync(program.NewClient(), revoked);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("partner/v1/members")).Status);

        await scene.Get<RevokeCredential>().RevokeAsync(scene.Officer, revoked.Id);

        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("partner/v1/members")).Status);
        using var token = await PartnerClient.TokenAsync(program.NewClient(), revoked.ClientId, revoked.Secret);
        Assert.Equal((HttpStatusCode.Unauthorized, "invalid_client"), (token.StatusCode, await ErrorAsync(token)));
    }

    [Fact]
    public async Task The_token_endpoint_says_no_as_OAuth_does()
    {
        using var http = program.NewClient();
        var (id, secret) = (offer.Credential.ClientId, offer.Credential.Secret);
        foreach (var (status, error, request) in new (int, string, Func<Task<HttpResponseMessage>>)[]
        {
            (401, "invalid_client", () => PartnerClient.TokenAsync(http, id, "wrong")),
            (401, "invalid_client", () => PartnerClient.TokenAsync(http, "wt-unknown", secret)),
            (401, "invalid_client", () => PartnerClient.TokenAsync(http, "💩\u202e", secret)),
            (400, "unsupported_grant_type", () => PartnerClient.TokenAsync(http, id, secret, "password")),
            (400, "invalid_request", () => http.GetAsync("connect/token")),
            (400, "invalid_request", () => http.PostAsync("connect/token", new StringContent("{}", Encoding.UTF8, "application/json"))),
            (400, "invalid_request", () => http.PostAsync("connect/token", new FormUrlEncodedContent([]))),
        })
        {
            using var answer = await request();
            Assert.Equal((status, error), ((int)answer.StatusCode, await ErrorAsync(answer)));
            Assert.True(answer.Headers.CacheControl?.NoStore);
        }
    }

    [Fact]
    public async Task A_token_request_of_a_megabyte_is_turned_away()
    {
        using var http = program.NewClient();
        using var answer = await PartnerClient.TokenAsync(http, new string('x', 1_000_000), "y");
        Assert.InRange((int)answer.StatusCode, 400, 499);
    }

    [Fact]
    public async Task Too_many_token_requests_are_told_to_wait()
    {
        await using var strict = await RunningProgram.StartAsync(new Staging { Settings = ["--Security:TokenRequestsPerMinute=3"] });
        using var http = strict.NewClient();
        for (var i = 0; i < 3; i++) (await PartnerClient.TokenAsync(http, "wt-x", "y")).Dispose();

        using var answer = await PartnerClient.TokenAsync(http, "wt-x", "y");

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task The_OpenAPI_document_is_there_for_anyone_and_knows_every_field_and_reason()
    {
        using var http = program.NewClient();
        var document = (await new PartnerClient(http).GetAsync("partner/v1/openapi.json")).Json;

        Assert.Equal("3.1.0", document.GetProperty("openapi").GetString());
        Assert.Equal(
            Names.All<PersonalField>().Select(Names.Of),
            document.GetProperty("components").GetProperty("schemas").GetProperty("FieldName").GetProperty("enum").EnumerateArray().Select(f => f.GetString()!));
        foreach (var reference in References(document))
            Assert.True(document.GetProperty("components").GetProperty("schemas").TryGetProperty(reference.Split('/')[^1], out _), reference);
    }

    [Fact]
    public async Task Every_answer_is_one_that_the_OpenAPI_document_names()
    {
        var client = await ClientAsync();
        var member = await scene.MemberAsync("Cas");
        await scene.SelectAsync(member, offer);
        var subject = (await scene.SubjectAsync(member, offer.Partner)).Value;
        var paths = (await client.GetAsync("partner/v1/openapi.json")).Json.GetProperty("paths");
        var first = await client.ReadAsync(subject, "skills");

        foreach (var (route, reply) in new[]
        {
            ("/partner/v1/members", await client.GetAsync("partner/v1/members")),
            ("/partner/v1/members", await client.GetAsync("partner/v1/members?limit=0")),
            ("/partner/v1/members/{subject}", first),
            ("/partner/v1/members/{subject}", await client.ReadAsync(subject, "skills", first.ETag)),
            ("/partner/v1/members/{subject}", await client.ReadAsync(subject, "user-id")),
            ("/partner/v1/members/{subject}", await client.ReadAsync(Guid.NewGuid(), "skills")),
            ("/partner/v1/members/{subject}", await client.ReadAsync(subject, "nothing")),
        })
        {
            var described = paths.GetProperty(route).GetProperty("get").GetProperty("responses").GetProperty(((int)reply.Status).ToString());
            if (reply.Status != HttpStatusCode.NotModified) Assert.True(described.GetProperty("content").TryGetProperty(reply.Type!, out _));
        }
    }

    private static IEnumerable<string> References(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => p.NameEquals("$ref") ? [p.Value.GetString()!] : References(p.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
        _ => [],
    };

    private Task<PartnerClient> ClientAsync() => PartnerClient.SignInAsync(program.NewClient(), offer.Credential);

    private static async Task<string?> ErrorAsync(HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement.GetProperty("error").GetString();
}
