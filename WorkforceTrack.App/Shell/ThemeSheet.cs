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

    /// <summary>The address with the version of the text, so that browsers may keep it.</summary>
    public async Task<string> HrefAsync() =>
        $"{Path}?v={Convert.ToHexStringLower(SHA256.HashData(await _text.Value))[..12]}";

    public async Task<IResult> Serve() => new Sheet(await _text.Value);

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

    private sealed class Sheet(byte[] text) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers[HeaderNames.CacheControl] = "public, max-age=31536000, immutable";
            httpContext.Response.ContentType = "text/css; charset=utf-8";
            httpContext.Response.ContentLength = text.Length;
            return httpContext.Response.Body.WriteAsync(text).AsTask();
        }
    }
}
