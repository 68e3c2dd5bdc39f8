using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using WorkforceTrack.App.Partners;

namespace WorkforceTrack.Tests.Partners;

/// <summary>A partner's program: a plain HTTP client with a token.</summary>
internal sealed class PartnerClient(HttpClient http)
{
    internal static async Task<PartnerClient> SignInAsync(HttpClient http, DeskAnswer.Made credential)
    {
        using var answer = await TokenAsync(http, credential.ClientId, credential.Secret);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var token = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("Bearer", token.GetProperty("token_type").GetString());
        Assert.InRange(token.GetProperty("expires_in").GetInt32(), 590, 600);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.GetProperty("access_token").GetString());
        return new PartnerClient(http);
    }

    internal static Task<HttpResponseMessage> TokenAsync(HttpClient http, string clientId, string secret, string grant = "client_credentials") =>
        http.PostAsync("connect/token", new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = grant, ["client_id"] = clientId, ["client_secret"] = secret }));

    internal async Task<Reply> GetAsync(string path, string? ifNoneMatch = null, HttpMethod? method = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, path);
        if (ifNoneMatch is not null) request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch);
        using var answer = await http.SendAsync(request);
        return await Reply.OfAsync(answer);
    }

    internal Task<Reply> ReadAsync(object subject, string fields, string? ifNoneMatch = null) => GetAsync($"partner/v1/members/{subject}?fields={fields}", ifNoneMatch);
}

/// <summary>An answer of the partner API, checked for what all of them have in common.</summary>
internal sealed record Reply(HttpStatusCode Status, string? Type, string Body, string? ETag, TimeSpan? RetryAfter, string Challenge, string Allow)
{
    internal JsonElement Json => JsonDocument.Parse(Body).RootElement;

    internal string[] Reasons => [.. Json.GetProperty("reasons").EnumerateArray().Select(r => r.GetString()!)];

    internal static async Task<Reply> OfAsync(HttpResponseMessage answer)
    {
        Assert.True(answer.Headers.CacheControl?.NoStore);
        var reply = new Reply(
            answer.StatusCode,
            answer.Content.Headers.ContentType?.MediaType,
            await answer.Content.ReadAsStringAsync(),
            answer.Headers.ETag?.ToString(),
            answer.Headers.RetryAfter?.Delta,
            answer.Headers.WwwAuthenticate.ToString(),
            string.Join(',', answer.Content.Headers.Allow));
        if ((int)answer.StatusCode >= 400)
        {
            Assert.Equal("application/problem+json", reply.Type);
            Assert.Equal((int)answer.StatusCode, reply.Json.GetProperty("status").GetInt32());
            Assert.NotEmpty(reply.Json.GetProperty("detail").GetString()!);
        }

        return reply;
    }
}
