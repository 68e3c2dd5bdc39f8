using Microsoft.AspNetCore.Components.Endpoints;
using WorkforceTrack.App.Surveys;

namespace WorkforceTrack.App.Booth;

/// <summary>
/// Both origins are served by one program, whose pages are found together: the booth shows its own alone, and the member pages
/// never show one of the booth's.
/// </summary>
internal sealed class BoothDoor(RequestDelegate next, BoothAddress address)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint() is not { } endpoint) return Elsewhere(context);
        return endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is { } page && !IsOfBooth(page.Type) ? Elsewhere(context) : next(context);
    }

    internal static bool IsOfBooth(Type page) => page.Namespace == typeof(BoothDoor).Namespace;

    // Someone who came to the booth's address by hand meant the member pages.
    private Task Elsewhere(HttpContext context)
    {
        if (HttpMethods.IsGet(context.Request.Method) && context.Request.Path == "/")
        {
            context.Response.Redirect(address.PublicOriginFor(context.Request));
            return Task.CompletedTask;
        }

        return BoothWords.NotFoundAsync(context);
    }
}
