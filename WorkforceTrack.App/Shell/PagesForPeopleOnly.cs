using Microsoft.AspNetCore.Diagnostics;

namespace WorkforceTrack.App.Shell;

/// <summary>Who does not ask for HTML (a program, a script) gets the bare status or its own problem details.</summary>
internal sealed class PagesForPeopleOnly(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (!WantsHtml(context.Request) && context.Features.Get<IStatusCodePagesFeature>() is { } pages)
        {
            pages.Enabled = false;
        }

        return next(context);
    }

    public static bool WantsHtml(HttpRequest request) =>
        request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
