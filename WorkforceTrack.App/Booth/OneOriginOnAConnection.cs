using Microsoft.AspNetCore.Connections.Features;
using WorkforceTrack.App.Surveys;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.Booth;

/// <summary>
/// A browser may send what is for two origins over one connection where one certificate covers both (RFC 9113 9.1.1); then whoever
/// looks at connections joins a cast to a log-in. What comes for the second origin is answered 421, and the browser opens another.
/// Behind a proxy that ends TLS the connections are the proxy's own, and only a certificate of its own for the booth helps.
/// </summary>
[Keeps("S4")]
internal sealed class OneOriginOnAConnection(RequestDelegate next, BoothAddress address)
{
    private static readonly object IsTheBooths = new();

    public Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<ITlsHandshakeFeature>() is null || context.Features.Get<IConnectionItemsFeature>()?.Items is not { } items) return next(context);
        var isBooth = address.IsBooth(context.Request);
        lock (items)
        {
            if (!items.TryGetValue(IsTheBooths, out var first)) items.Add(IsTheBooths, isBooth);
            else if (first is bool other && other != isBooth)
            {
                context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
                return Task.CompletedTask;
            }
        }

        return next(context);
    }
}
