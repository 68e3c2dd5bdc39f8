using Microsoft.Extensions.Options;

namespace WorkforceTrack.App.Shell;

/// <summary>Only our own pages open a circuit: browsers do not check the origin of a WebSocket (ASVS 4.4.2).</summary>
internal sealed class CircuitOrigin(RequestDelegate next, IOptions<OrganisationOptions> organisation)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase) && IsForeign(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }

        return next(context);
    }

    private bool IsForeign(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        return origin.Length > 0
            && !origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase)
            && !origin.Equals(Origin.Of(organisation.Value.PublicOrigin), StringComparison.OrdinalIgnoreCase);
    }
}
