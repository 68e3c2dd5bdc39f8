using System.Net;
using System.Text.RegularExpressions;

namespace WorkforceTrack.Tests.Cast;

/// <summary>A browser without script: it reads a page, fills in a form of it and sends it, cookies and all.</summary>
internal sealed partial class PlainBrowser(HttpClient http) : IDisposable
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    internal Task<HttpResponseMessage> GetAsync(string path) => http.GetAsync(path, Stop);

    /// <summary>The page as a person reads it; it must be there.</summary>
    internal async Task<string> ReadAsync(string path)
    {
        using var answer = await GetAsync(path);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path.Split('?')[0]} answered {(int)answer.StatusCode}.");
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Stop));
    }

    /// <summary>Sends the fields with the token of the page's form; a form with a name says it in <paramref name="form"/>.</summary>
    internal async Task<HttpResponseMessage> SendAsync(string path, IEnumerable<KeyValuePair<string, string>> fields, string? form = null)
    {
        var page = await http.GetStringAsync(path, Stop);
        var sent = fields.Append(new("__RequestVerificationToken", Token().Match(page).Groups["token"].Value));
        if (form is not null) sent = sent.Append(new("_handler", form));
        return await http.PostAsync(path, new FormUrlEncodedContent(sent), Stop);
    }

    public void Dispose() => http.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();
}
