namespace WorkforceTrack.App.Shell;

/// <summary>Pages are kept by no cache, shared or private (K1, ASVS 14.3.2).</summary>
internal sealed class HtmlIsNotStored(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(static state =>
        {
            var response = (HttpResponse)state;
            if (response.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true)
            {
                response.Headers.CacheControl = "no-store";
            }

            return Task.CompletedTask;
        }, context.Response);
        return next(context);
    }
}
