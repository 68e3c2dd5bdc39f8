using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace WorkforceTrack.Benchmarks.Client;

/// <summary>
/// A browser's side of a Blazor Server circuit, as small as it can be: it starts the circuit of a page, acknowledges what is rendered,
/// answers calls of scripts, and dispatches events. What it costs is paid by the process that measures.
/// </summary>
internal sealed partial class CircuitClient : IAsyncDisposable
{
    private static readonly byte[] Handshake = Encoding.UTF8.GetBytes("{\"protocol\":\"blazorpack\",\"version\":1}\x1e");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly HttpClient http;
    private readonly Uri origin;
    private readonly ClientWebSocket socket = new();
    private readonly SemaphoreSlim sending = new(1, 1);
    private readonly ConcurrentDictionary<string, TaskCompletionSource<string?>> waiting = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource attached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task listening = Task.CompletedTask;
    private string circuit = "";
    private long interop;
    private int calls;
    private volatile bool isLeaving;

    internal CircuitClient(HttpClient http, Uri origin) => (this.http, this.origin) = (http, origin);

    /// <summary>Answers a call of a script with JSON; null stands for no value.</summary>
    internal Func<string, JsonElement, Task<string?>> Script { get; set; } = (_, _) => Task.FromResult<string?>(null);

    /// <summary>Hears of each batch, in order.</summary>
    internal Action<Batch> Rendered { get; set; } = _ => { };

    /// <summary>Starts the circuit of a page that was loaded, as the framework's script does: negotiate, connect, start, add the page's components.</summary>
    internal async Task StartAsync(Uri page, string html)
    {
        using (var answer = await http.PostAsync(new Uri(origin, "/_blazor/negotiate?negotiateVersion=1"), content: null))
        {
            answer.EnsureSuccessStatusCode();
            var token = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("connectionToken").GetString()!;
            socket.Options.SetRequestHeader("Origin", origin.GetLeftPart(UriPartial.Authority));
            await socket.ConnectAsync(new Uri($"ws://{origin.Authority}/_blazor?id={Uri.EscapeDataString(token)}"), CancellationToken.None);
        }

        await SendAsync(Handshake);
        listening = Task.Run(ListenAsync);
        circuit = await InvokeAsync("StartCircuit", $"{origin.GetLeftPart(UriPartial.Authority)}/", page.AbsoluteUri, "[]", "") ?? throw new InvalidOperationException("No circuit was started.");
        var markers = Marker().Matches(html).Select(m => m.Groups["json"].Value).Where(json => json.Contains("\"descriptor\"", StringComparison.Ordinal))
            .Select((json, i) => $"{{\"type\":\"add\",\"ssrComponentId\":{i + 1},\"marker\":{json}}}");
        await SendAsync(HubWords.Call(id: null, "UpdateRootComponents", $"{{\"batchId\":1,\"operations\":[{string.Join(',', markers)}]}}", State().Match(html).Groups["state"].Value));
        await attached.Task.WaitAsync(Patience);
    }

    internal Task ClickAsync(long handler) => DispatchAsync(handler, "click", "{\"detail\":1,\"screenX\":300,\"screenY\":400,\"clientX\":300,\"clientY\":300,\"offsetX\":20,\"offsetY\":10,\"pageX\":300,\"pageY\":300,\"button\":0,\"buttons\":0,\"type\":\"click\"}");

    internal Task ChangeAsync(long handler, string json) => DispatchAsync(handler, "change", $"{{\"value\":{json}}}");

    /// <summary>As a browser does when the tab is left: the program need not keep the circuit.</summary>
    public async ValueTask DisposeAsync()
    {
        if (socket.State == WebSocketState.Open)
        {
            isLeaving = true;
            using var leave = new MultipartFormDataContent { { new StringContent(circuit), "circuitId" } };
            (await http.PostAsync(new Uri(origin, "/_blazor/disconnect"), leave)).Dispose();
            socket.Abort();
        }

        await listening.WaitAsync(Patience);
        socket.Dispose();
        sending.Dispose();
    }

    private async Task DispatchAsync(long handler, string name, string arguments)
    {
        var call = Interlocked.Increment(ref calls).ToString(CultureInfo.InvariantCulture);
        var done = Wait($"dotnet/{call}");
        await SendAsync(HubWords.Call(
            id: null, "BeginInvokeDotNetFromJS", call, null, "DispatchEventAsync", interop, $"[{{\"eventHandlerId\":{handler},\"eventName\":\"{name}\",\"eventFieldInfo\":null}},{arguments}]"));
        await done.WaitAsync(Patience);
    }

    private async Task<string?> InvokeAsync(string target, params object?[] arguments)
    {
        var id = Interlocked.Increment(ref calls).ToString(CultureInfo.InvariantCulture);
        var done = Wait($"hub/{id}");
        await SendAsync(HubWords.Call(id, target, arguments));
        return await done.WaitAsync(Patience);
    }

    private Task<string?> Wait(string key) => waiting.GetOrAdd(key, _ => new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    private async Task SendAsync(byte[] message)
    {
        await sending.WaitAsync();
        try
        {
            await socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            sending.Release();
        }
    }

    private async Task ListenAsync()
    {
        try
        {
            var buffer = new byte[64 * 1024];
            var (filled, begun) = (0, false);
            while (true)
            {
                if (filled == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
                var received = await socket.ReceiveAsync(buffer.AsMemory(filled), CancellationToken.None);
                if (received.MessageType == WebSocketMessageType.Close) break;
                filled += received.Count;
                if (!begun)
                {
                    var end = buffer.AsSpan(0, filled).IndexOf((byte)0x1e);
                    if (end < 0) continue;
                    begun = true;
                    filled = Keep(buffer, end + 1, filled);
                }

                var at = 0;
                while (TryFrame(buffer.AsSpan(at, filled - at), out var head, out var length))
                {
                    foreach (var reply in Take(buffer.AsSpan(at + head, length))) await SendAsync(reply);
                    at += head + length;
                }

                filled = Keep(buffer, at, filled);
            }
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The connection is gone: whoever waits is told below.
        }

        foreach (var one in waiting.Values) one.TrySetException(new InvalidOperationException("The circuit ended."));
        attached.TrySetException(new InvalidOperationException("The circuit ended."));
    }

    private static int Keep(byte[] buffer, int from, int filled)
    {
        buffer.AsSpan(from, filled - from).CopyTo(buffer);
        return filled - from;
    }

    private static bool TryFrame(ReadOnlySpan<byte> bytes, out int head, out int length)
    {
        (head, length) = (0, 0);
        for (var shift = 0; head < bytes.Length; shift += 7)
        {
            var part = bytes[head++];
            length |= (part & 0x7f) << shift;
            if (part < 0x80) return bytes.Length - head >= length;
        }

        return false;
    }

    private List<byte[]> Take(ReadOnlySpan<byte> message)
    {
        var reader = new HubReader(message);
        reader.Array();
        switch (reader.Number())
        {
            case HubWords.Invocation:
                reader.NoHeaders();
                reader.Text();
                var target = reader.Text();
                reader.Array();
                return Called(target, reader);
            case HubWords.Completion:
                reader.NoHeaders();
                var id = reader.Text();
                Complete($"hub/{id}", isGood: reader.Number() != 1, reader.Text());
                return [];
            case HubWords.Ping:
                return [HubWords.StillHere()];
            case HubWords.Close:
                socket.Abort();
                return [];
            default:
                return [];
        }
    }

    private List<byte[]> Called(string? target, HubReader reader)
    {
        switch (target)
        {
            case "JS.RenderBatch":
                var number = reader.Number();
                Rendered(Batch.Read(reader.Bytes()));
                return [HubWords.Call(id: null, "OnRenderCompleted", number, null)];
            case "JS.BeginInvokeJS":
                var (handle, name, arguments) = (reader.Number(), reader.Text()!, JsonDocument.Parse(reader.Text() ?? "[]").RootElement);
                if (name == "Blazor._internal.attachWebRendererInterop")
                {
                    interop = arguments[1].GetProperty("__dotNetObject").GetInt64();
                    attached.TrySetResult();
                }

                if (handle != 0) _ = AnswerAsync(handle, name, arguments);
                return [];
            case "JS.EndInvokeDotNet":
                var call = reader.Text();
                Complete($"dotnet/{call}", reader.Truth(), reader.Text());
                return [];
            // An acknowledgement may come after the leave; no browser would still hear of that.
            case "JS.Error" when isLeaving:
                return [];
            case "JS.Error":
                throw new InvalidOperationException($"The circuit failed: {reader.Text()}");
            default:
                return [];
        }
    }

    private async Task AnswerAsync(long handle, string name, JsonElement arguments)
    {
        string? value;
        var isGood = true;
        try
        {
            value = await Script(name, arguments);
        }
        catch (Exception failure)
        {
            (isGood, value) = (false, JsonSerializer.Serialize(failure.Message));
        }

        await SendAsync(HubWords.Call(id: null, "EndInvokeJSFromDotNet", handle, isGood, $"[{handle},{(isGood ? "true" : "false")},{value ?? "null"}]"));
    }

    private void Complete(string key, bool isGood, string? value)
    {
        if (!waiting.TryRemove(key, out var one)) return;
        if (isGood) one.TrySetResult(value);
        else one.TrySetException(new InvalidOperationException($"A call failed: {value}"));
    }

    [GeneratedRegex("<!--Blazor:(?<json>\\{.*?\\})-->", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Marker();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(?<state>[A-Za-z0-9+/=]+)-->", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex State();
}
