using WorkforceTrack.App.Surveys;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.Booth;

/// <summary>
/// What every request to the booth passes first. Cookies are taken off before anything can read them (browsers send them to every
/// port of a host), none is set, and who comes with a log-in of any other kind is turned away: the booth must not know anyone.
/// </summary>
[Keeps("S4")]
internal sealed class BoothThreshold(RequestDelegate next, BoothAddress address, IHostEnvironment environment, ILogger<BoothThreshold> log)
{
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        request.Headers.Remove("Cookie");
        context.Response.OnStarting(static state =>
        {
            var (http, threshold) = ((HttpContext, BoothThreshold))state;
            threshold.Mark(http);
            return Task.CompletedTask;
        }, (context, this));
        if (request.Headers.ContainsKey("Authorization") || context.User.Identity?.IsAuthenticated == true)
        {
            log.KnownAtTheBooth();
            return BoothWords.TurnAwayAsync(context);
        }

        if (request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase) && IsForeign(request))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }

        return next(context);
    }

    private void Mark(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.Remove("Set-Cookie");
        headers.ContentSecurityPolicy =
            "default-src 'none'; script-src 'self'; style-src-elem 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
            + $"form-action 'none'; base-uri 'self'; object-src 'none'; frame-ancestors {address.PublicOriginFor(http.Request)}";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        if (!environment.IsDevelopment()) headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        if (http.Response.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true) headers.CacheControl = "no-store";
    }

    // Browsers do not check the origin of a WebSocket (ASVS 4.4.2).
    private bool IsForeign(HttpRequest request) =>
        request.Headers.Origin.ToString() is { Length: > 0 } origin && !string.Equals(origin, address.OriginFor(request), StringComparison.OrdinalIgnoreCase);
}

internal static partial class BoothThresholdLog
{
    [LoggerMessage(Level = LogLevel.Critical, Message = "A request to the booth came with a log-in and was turned away. No page of ours sends one: look at the proxy in front and at Booth:Origin.")]
    internal static partial void KnownAtTheBooth(this ILogger logger);
}
