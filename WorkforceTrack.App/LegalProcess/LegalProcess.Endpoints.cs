using System.Text;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.LegalProcess;

/// <summary>Documents of cases, always as a file to keep and never as a page: they come from strangers.</summary>
internal static class LegalProcessEndpoints
{
    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/console/cases/{id:guid}/papers/{paper:guid}", async (Guid id, Guid paper, HttpContext http, Callers callers, ReadCase read) =>
            File(http, await read.OpenAsync(await callers.ReadAsync(http.User), new CaseId(id), paper))).RequireAuthorization(Doors.Staff);
        routes.MapGet("/me/cases/{part:guid}/demand", async (Guid part, HttpContext http, Callers callers, ReadOwnCases read) =>
            File(http, await read.OpenPaperAsync(await callers.ReadAsync(http.User), part))).RequireAuthorization(Doors.Member);
        routes.MapGet("/transparency/report.csv", async (ReadTransparency read) =>
            Results.File(Encoding.UTF8.GetBytes(ReadTransparency.Csv(await read.ReadAsync())), "text/csv; charset=utf-8; header=present", "transparency.csv"));
        routes.MapGet("/transparency/report.json", async (ReadTransparency read) => Results.File(ReadTransparency.Json(await read.ReadAsync()), "application/json", "transparency.json"));
    }

    private static IResult File(HttpContext http, CaseDocument? document)
    {
        http.Response.Headers.CacheControl = "no-store";
        return document is null
            ? Results.NotFound()
            : Results.File(document.Bytes, CaseDocuments.MediaTypeOf(document.Bytes) ?? "application/octet-stream", document.Name.Open());
    }
}
