using Microsoft.AspNetCore.Antiforgery;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.WebLogs;

/// <summary>Incidents over HTTP beside their pages: the document of the evidence, and the package, which is given once.</summary>
internal static class WebLogsEndpoints
{
    internal static void MapWebLogs(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/console/incidents/{id:guid}/document", DocumentAsync).RequireAuthorization(Doors.Staff);
        routes.MapPost("/console/incidents/{id:guid}/package", PackageAsync).RequireAuthorization(Doors.Staff).WithMetadata(new RequireAntiforgeryTokenAttribute());
    }

    // As a file of no kind that a browser would open here.
    private static async Task<IResult> DocumentAsync(Guid id, HttpContext http, Callers callers, ReadIncidents incidents)
    {
        http.Response.Headers.CacheControl = "no-store";
        return await incidents.DocumentAsync(await callers.ReadAsync(http.User), new IncidentId(id)) is { } document
            ? Results.File(document, "application/octet-stream", $"incident-{id:N}-evidence")
            : Results.NotFound();
    }

    private static async Task<IResult> PackageAsync(Guid id, HttpContext http, Callers callers, HandOverLines handOver)
    {
        http.Response.Headers.CacheControl = "no-store";
        var result = await handOver.CollectAsync(await callers.ReadAsync(http.User), new IncidentId(id));
        return result is IncidentResult.Taken taken
            ? Results.File(taken.Package, "application/zip", $"incident-{id:N}.zip")
            : Results.Problem(IncidentResultWords.Of(result), statusCode: StatusCodes.Status409Conflict);
    }
}
