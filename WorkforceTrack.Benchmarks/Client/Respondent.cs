using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Buffers.Text;
using WorkforceTrack.Tests.Surveys;

namespace WorkforceTrack.Benchmarks.Client;

/// <summary>
/// Somebody who takes part: opens the booth, answers what is asked, one question after the other, looks through it and hands in. A
/// member draws a pass before, blinded here as the script of the booth does it.
/// </summary>
internal sealed partial class Respondent : IAsyncDisposable
{
    private const string Checked = "{\"fingerprint\":\"0123 4567 89ab cdef 0123 4567 89ab cdef 0123 4567 89ab cdef 0123 4567 89ab cdef\",\"checked\":\"checked\"}";

    private readonly HttpClient http;
    private readonly Uri booth;
    private readonly string slug;
    private readonly CircuitClient circuit;
    private readonly Lock gate = new();
    private readonly List<Control> options = [];
    private Control? words;
    private Control? forward;
    private bool isAtReview;
    private bool isThanked;
    private string? pass;
    private Func<Task<string>>? draw;
    private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Respondent(HttpClient http, Uri booth, string slug)
    {
        (this.http, this.booth, this.slug) = (http, booth, slug);
        circuit = new CircuitClient(http, booth) { Script = ScriptAsync, Rendered = See };
    }

    /// <summary>A client that many respondents share: connections are kept, cookies are each one's own.</summary>
    internal static HttpClient NewClient() => new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, PooledConnectionLifetime = Timeout.InfiniteTimeSpan }) { Timeout = TimeSpan.FromSeconds(60) };

    /// <summary>One whole journey of a member, from the survey's page to the thanks.</summary>
    internal static async Task AnswerAsync(HttpClient http, Uri server, string slug, string cookie)
    {
        var page = await ReadAsync(http, server, $"/me/surveys/{slug}", cookie);
        await using var respondent = await OpenAsync(http, server, slug, () => SignAsync(http, server, slug, cookie, page));
        await respondent.BeginAsync();
        await respondent.FinishAsync();
    }

    /// <summary>Somebody at the door of the booth.</summary>
    internal static async Task<Respondent> OpenAsync(HttpClient http, Uri server, string slug, Func<Task<string>>? draw = null)
    {
        var respondent = new Respondent(http, server, slug) { draw = draw };
        var address = new Uri(server, $"/booth/{slug}");
        await respondent.circuit.StartAsync(address, await http.GetStringAsync(address));
        await respondent.opened.Task.WaitAsync(TimeSpan.FromSeconds(60));
        return respondent;
    }

    /// <summary>From the door to the first question.</summary>
    internal Task BeginAsync() => ForwardAsync();

    /// <summary>Answers the question on the screen, if it is one, and goes to the next.</summary>
    internal async Task NextAsync()
    {
        var (first, text, isFirst) = (Option(0), words, true);
        if (first is not null)
        {
            var several = first.Type == "checkbox";
            // Whoever works shifts is asked everything.
            var chosen = several ? Random.Shared.Next(1, options.Count) : options.Count == 3 ? 0 : Random.Shared.Next(options.Count);
            if (several) await circuit.ChangeAsync(first.Handler, "true");
            isFirst = false;
            await circuit.ChangeAsync(Option(chosen)!.Handler, several ? "true" : $"\"{chosen}\"");
        }

        if (isFirst && text is not null) await circuit.ChangeAsync(text.Handler, "\"The late shift should end before the last bus leaves.\"");
        await ForwardAsync();
    }

    public ValueTask DisposeAsync() => circuit.DisposeAsync();

    private async Task FinishAsync()
    {
        for (var screens = 0; !isAtReview; screens++)
        {
            if (screens > 100) throw new InvalidOperationException("The questions do not end.");
            await NextAsync();
        }

        await ForwardAsync();
        if (!isThanked) throw new InvalidOperationException("Nobody said thank you.");
    }

    private Task ForwardAsync()
    {
        long handler;
        lock (gate)
        {
            options.Clear();
            words = null;
            handler = forward!.Handler;
        }

        return circuit.ClickAsync(handler);
    }

    private Control? Option(int place)
    {
        lock (gate) return place < options.Count ? options[place] : null;
    }

    private void See(Batch batch)
    {
        lock (gate)
        {
            if (batch.Controls.FindAll(c => c is { Element: "input", Type: "radio" or "checkbox", Event: "onchange" }) is { Count: > 0 } fresh)
            {
                options.Clear();
                options.AddRange(fresh);
            }
            else if (batch.Renewed.FindAll(r => r.Event == "onchange") is { Count: > 0 } renewed && renewed.Count == options.Count)
            {
                for (var i = 0; i < renewed.Count; i++) options[i] = options[i] with { Handler = renewed[i].Handler };
            }

            words = batch.Controls.Find(c => c is { Element: "textarea", Event: "onchange" }) ?? words;
            forward = batch.Controls.Find(c => c is { Element: "button", Class: "button", Event: "onclick" }) ?? forward;
            isAtReview |= batch.Says("Hand in my answers");
            isThanked |= batch.Says("Thank you");
        }
    }

    // What booth.js answers.
    private async Task<string?> ScriptAsync(string name, JsonElement arguments)
    {
        switch (name)
        {
            case "import":
                return "{\"__jsObjectId\":1}";
            case "open":
                // Answered once this is sent; the page then renders its door anew.
                _ = Task.Run(async () =>
                {
                    await Task.Yield();
                    opened.TrySetResult();
                });
                return JsonSerializer.Serialize("{\"pass\":false,\"lasts\":true,\"draft\":0}");
            case "check":
                (await http.GetAsync(new Uri(booth, $"/booth/{slug}/key"))).EnsureSuccessStatusCode().Dispose();
                return JsonSerializer.Serialize(Checked);
            case "draw":
                pass = await draw!();
                return JsonSerializer.Serialize(Checked);
            case "pass":
                return JsonSerializer.Serialize(pass);
            default:
                return null;
        }
    }

    private static async Task<string> SignAsync(HttpClient http, Uri server, string slug, string cookie, (string Html, string Form) page)
    {
        var evidence = await http.GetFromJsonAsync<JsonElement>(new Uri(server, $"/booth/{slug}/key"));
        var blinding = Blinding.Draw(Base64Url.DecodeFromChars(evidence.GetProperty("key").GetString()!));
        using var request = Request(HttpMethod.Post, server, $"/me/surveys/{slug}/pass", $"{cookie}; {page.Form}");
        request.Content = new MultipartFormDataContent
        {
            { new StringContent(Token().Match(page.Html).Groups["token"].Value), "__RequestVerificationToken" },
            { new StringContent(Base64Url.EncodeToString(blinding.BlindedMessage)), "blinded" },
        };
        using var answer = await http.SendAsync(request);
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"No pass was drawn: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return blinding.PassText(Base64Url.DecodeFromChars((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("signature").GetString()!));
    }

    private static async Task<(string Html, string Form)> ReadAsync(HttpClient http, Uri server, string path, string cookie)
    {
        using var request = Request(HttpMethod.Get, server, path, cookie);
        request.Headers.TryAddWithoutValidation("Accept", "text/html");
        using var answer = await http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        if (answer.StatusCode != System.Net.HttpStatusCode.OK) throw new InvalidOperationException($"{path} answered {(int)answer.StatusCode}.");
        var form = answer.Headers.TryGetValues("Set-Cookie", out var set) ? set.First(c => c.StartsWith("af=", StringComparison.Ordinal)).Split(';')[0] : "";
        return (await answer.Content.ReadAsStringAsync(), form);
    }

    // The member pages are localhost on the same port; the booth is 127.0.0.1.
    private static HttpRequestMessage Request(HttpMethod method, Uri server, string path, string cookie)
    {
        var request = new HttpRequestMessage(method, new Uri(server, path));
        request.Headers.Host = $"localhost:{server.Port}";
        request.Headers.TryAddWithoutValidation("Cookie", cookie);
        return request;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();
}
