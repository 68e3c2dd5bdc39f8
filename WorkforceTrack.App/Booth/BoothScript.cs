using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.JSInterop;

namespace WorkforceTrack.App.Booth;

/// <summary>What a tab holds for a survey: whether a pass, whether it lasts beyond the page, and how long the draft is.</summary>
internal sealed record TabState(bool Pass, bool Lasts, int Draft);

/// <summary>What came of the key or of drawing: a fault by its code, or the key's fingerprint and how far it was checked.</summary>
internal sealed record DrawState(string? Fault, string? Fingerprint, string? Checked);

[JsonSerializable(typeof(TabState)), JsonSerializable(typeof(DrawState))]
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
internal sealed partial class BoothJson : JsonSerializerContext;

/// <summary>
/// The booth's script in one tab (booth.js): the only place that keeps a pass or a draft. What is more than a word comes as JSON and is
/// read here: each circuit's own reader would learn and compile these types anew.
/// </summary>
internal sealed class BoothScript(IJSObjectReference script, string slug) : IAsyncDisposable
{
    private const int DraftPart = 8 * 1024;
    private static readonly DrawState Unreadable = new("unreadable", Fingerprint: null, Checked: null);

    internal static async Task<BoothScript> LoadAsync(IJSRuntime js, string slug) =>
        new(await js.InvokeAsync<IJSObjectReference>("import", "./booth/booth.js"), slug);

    internal Task<TabState> OpenAsync() => ReadAsync("open", BoothJson.Default.TabState, new TabState(Pass: false, Lasts: false, Draft: 0));

    internal Task<DrawState> CheckAsync() => ReadAsync("check", BoothJson.Default.DrawState, Unreadable);

    internal Task<DrawState> DrawAsync() => ReadAsync("draw", BoothJson.Default.DrawState, Unreadable);

    internal ValueTask<string?> PassAsync() => script.InvokeAsync<string?>("pass", slug);

    internal ValueTask<string?> TicketAsync() => script.InvokeAsync<string?>("ticket", slug);

    internal ValueTask<bool> TakeFileAsync() => script.InvokeAsync<bool>("takeFile", slug);

    internal ValueTask OfferAsync() => script.InvokeVoidAsync("offer", slug);

    internal ValueTask KeepAsync(string draft) => script.InvokeVoidAsync("keep", slug, draft);

    internal async ValueTask ForgetAsync()
    {
        try
        {
            await script.InvokeVoidAsync("forget", slug);
        }
        catch (JSException)
        {
            // What was handed in is in, whatever the tab still holds; a second hand-in of it counts once. A line in the log would say when.
        }
    }

    internal ValueTask DropPassAsync() => script.InvokeVoidAsync("drop", slug);

    internal ValueTask SettleAsync() => script.InvokeVoidAsync("settle");

    /// <summary>Keeps the draft and settles, in one message.</summary>
    internal ValueTask MoveAsync(string draft) => script.InvokeVoidAsync("move", slug, draft);

    /// <summary>The draft, in parts: one message of the browser may not be longer than the program takes.</summary>
    internal async Task<string> DraftAsync(int length)
    {
        var text = new StringBuilder();
        while (text.Length < Math.Min(length, Sheet.LongestDraft) && await script.InvokeAsync<string>("draft", slug, text.Length, DraftPart) is { Length: > 0 } part) text.Append(part);
        return text.ToString();
    }

    // The tab is its owner's, who may make it say anything.
    private async Task<T> ReadAsync<T>(string function, JsonTypeInfo<T> type, T unreadable)
    {
        try
        {
            return JsonSerializer.Deserialize(await script.InvokeAsync<string?>(function, slug) ?? "", type) ?? unreadable;
        }
        catch (JsonException)
        {
            return unreadable;
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await script.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The tab is gone, and the script with it.
        }
    }
}
