using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace WorkforceTrack.Tests.Cast;

/// <summary>A person at a browser without script: reads pages, follows redirects, fills in forms and sends them as they stand.</summary>
internal sealed class PaperBrowser(HttpClient client)
{
    private static readonly HtmlParser Parser = new();

    /// <summary>The page as it is now.</summary>
    internal IHtmlDocument Page { get; private set; } = Parser.ParseDocument("");

    /// <summary>Its address, with the query.</summary>
    internal string Address { get; private set; } = "";

    internal HttpStatusCode Status { get; private set; }

    /// <summary>The headers of the answer.</summary>
    internal System.Net.Http.Headers.HttpResponseHeaders Headers { get; private set; } = null!;

    /// <summary>What can be read in the main part, spaces told once.</summary>
    internal string Text => string.Join(' ', (Page.QuerySelector("main")?.TextContent ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    internal Task OpenAsync(string address) => SendAsync(() => new HttpRequestMessage(HttpMethod.Get, address));

    /// <summary>Sends the form in the main part with what is typed over what stands in it; null takes a field out, as an unticked box.</summary>
    internal Task SubmitAsync(params (string Name, string? Value)[] typed)
    {
        var form = (IHtmlFormElement)Page.QuerySelector("main form[method=post]")!;
        var fields = Fields(form).Where(f => !typed.Any(t => t.Name == f.Key))
            .Concat(typed.Where(t => t.Value is not null).Select(t => KeyValuePair.Create(t.Name, t.Value!))).ToList();
        var action = form.GetAttribute("action") is { Length: > 0 } named ? named : Address;
        return SendAsync(() => new HttpRequestMessage(HttpMethod.Post, action) { Content = new FormUrlEncodedContent(fields) });
    }

    internal async Task LogInAsync(string userId, string password)
    {
        await OpenAsync("/login");
        await SubmitAsync(("UserId", userId), ("Password", password));
    }

    private static IEnumerable<KeyValuePair<string, string>> Fields(IHtmlFormElement form) => form.QuerySelectorAll("input, textarea, select").Select(field => field switch
    {
        IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false } => default,
        IHtmlInputElement input => KeyValuePair.Create(input.Name!, input.Value),
        IHtmlTextAreaElement area => KeyValuePair.Create(area.Name!, area.Value),
        IHtmlSelectElement select => KeyValuePair.Create(select.Name!, select.Value ?? ""),
        _ => default,
    }).Where(field => field.Key is not null);

    private async Task SendAsync(Func<HttpRequestMessage> make)
    {
        var stop = TestContext.Current.CancellationToken;
        var request = make();
        request.Headers.Accept.ParseAdd("text/html");
        using var first = await client.SendAsync(request, stop);
        if (first.Headers.Location is { } next)
        {
            await OpenAsync(next.IsAbsoluteUri ? next.PathAndQuery : next.OriginalString);
            return;
        }

        (Status, Headers, Address) = (first.StatusCode, first.Headers, request.RequestUri!.IsAbsoluteUri ? request.RequestUri.PathAndQuery : request.RequestUri.OriginalString);
        Page = Parser.ParseDocument(await first.Content.ReadAsStringAsync(stop));
    }
}
