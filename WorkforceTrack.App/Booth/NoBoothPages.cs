using Microsoft.AspNetCore.Components.Endpoints;

namespace WorkforceTrack.App.Booth;

/// <summary>On the member pages' origin a page of the booth does not exist: there, it would run with the log-in.</summary>
internal sealed class NoBoothPages(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is { } page && BoothDoor.IsOfBooth(page.Type))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        return next(context);
    }
}
