namespace WorkforceTrack.App.Shell;

/// <summary>
/// Pages whose address holds a secret send no referrer anywhere, not even for our own style sheets, and are kept by no search engine.
/// Comes before the security headers: what is registered first is written last.
/// </summary>
internal sealed class SecretAddresses(RequestDelegate next)
{
    private static readonly PathString Invitations = "/invitation";

    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Path.StartsWithSegments(Invitations, StringComparison.OrdinalIgnoreCase))
        {
            context.Response.OnStarting(static state =>
            {
                var headers = ((HttpResponse)state).Headers;
                headers["Referrer-Policy"] = "no-referrer";
                headers["X-Robots-Tag"] = "noindex";
                return Task.CompletedTask;
            }, context.Response);
        }

        return next(context);
    }
}
