using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Net.Http.Headers;
using MudBlazor;

namespace WorkforceTrack.App.Shell;

/// <summary>The theme as a style sheet: MudThemeProvider would write style elements, which the policy forbids.</summary>
internal sealed partial class ThemeSheet(IServiceScopeFactory scopes, ILoggerFactory loggers)
{
    public const string Path = "/theme.css";

    private readonly Lazy<Task<byte[]>> _text = new(() => RenderAsync(scopes, loggers));
    private byte[]? _brotli;

    /// <summary>The address with the version of the text, so that browsers may keep it.</summary>
    public async Task<string> HrefAsync() =>
        $"{Path}?v={Convert.ToHexStringLower(SHA256.HashData(await _text.Value))[..12]}";

    public async Task<IResult> Serve()
    {
        var text = await _text.Value;
        return new Sheet(text, LazyInitializer.EnsureInitialized(ref _brotli, () => Brotli(text)));
    }

    private static async Task<byte[]> RenderAsync(IServiceScopeFactory scopes, ILoggerFactory loggers)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, loggers);
        var light = await VariablesAsync(renderer, dark: false);
        var dark = await VariablesAsync(renderer, dark: true);
        return Encoding.UTF8.GetBytes($$"""
            {{light}}
            @media (prefers-color-scheme: dark) {
            {{dark}}
            }

            """);
    }

    private static Task<string> VariablesAsync(HtmlRenderer renderer, bool dark) => renderer.Dispatcher.InvokeAsync(async () =>
    {
        var root = await renderer.RenderComponentAsync<MudThemeProvider>(ParameterView.FromDictionary(
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [nameof(MudThemeProvider.Theme)] = Theme.Own,
                [nameof(MudThemeProvider.IsDarkMode)] = dark,
            }));
        return string.Join('\n', StyleElement().Matches(root.ToHtmlString()).Select(match => match.Groups["text"].Value.Trim()));
    });

    [GeneratedRegex("<style[^>]*>(?<text>.*?)</style>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex StyleElement();

    private static byte[] Brotli(byte[] text)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.SmallestSize, leaveOpen: true)) brotli.Write(text);
        return packed.ToArray();
    }

    private sealed class Sheet(byte[] plain, byte[] brotli) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var isPacked = httpContext.Request.GetTypedHeaders().AcceptEncoding.Any(coding => coding.Value == "br" && coding.Quality is not 0);
            var text = isPacked ? brotli : plain;
            if (isPacked) httpContext.Response.Headers.ContentEncoding = "br";
            httpContext.Response.Headers.Vary = HeaderNames.AcceptEncoding;
            httpContext.Response.Headers[HeaderNames.CacheControl] = "public, max-age=31536000, immutable";
            httpContext.Response.ContentType = "text/css; charset=utf-8";
            httpContext.Response.ContentLength = text.Length;
            return httpContext.Response.Body.WriteAsync(text).AsTask();
        }
    }
}
