using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using WorkforceTrack.App.Storage;

namespace WorkforceTrack.App.Shell;

/// <summary>
/// Believes what a proxy says of address and scheme only when the proxy is named in Proxy:Known (addresses, comma-separated;
/// ASVS 5.0, 4.1.3). Nobody else can claim another address.
/// </summary>
internal static class KnownProxies
{
    internal static void Use(WebApplication app)
    {
        if (app.Configuration["Proxy:Known"] is not { Length: > 0 } known) return;
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var text in known.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            options.KnownProxies.Add(IPAddress.TryParse(text, out var address)
                ? address
                : throw new StartRefusedException($"Proxy:Known holds {text}, which is no IP address. Name each proxy by its address, separated by commas."));
        }

        app.UseForwardedHeaders(options);
    }
}
