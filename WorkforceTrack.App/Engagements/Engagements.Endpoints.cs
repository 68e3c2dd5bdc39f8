using WorkforceTrack.App.SignIn;
using WorkforceTrack.Domain.Engagements;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Engagements;

/// <summary>Documents of engagements as files: for staff who keep them, and the signed one for those who are bound by it.</summary>
internal static class EngagementsEndpoints
{
    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/console/engagements/{id:guid}/document", (Guid id, HttpContext http, Callers callers, ReadEngagements engagements) => OfDeskAsync(id, DocumentKind.Signed, http, callers, engagements)).RequireAuthorization(Doors.Staff);
        routes.MapGet("/console/engagements/{id:guid}/certificate", (Guid id, HttpContext http, Callers callers, ReadEngagements engagements) => OfDeskAsync(id, DocumentKind.Certificate, http, callers, engagements)).RequireAuthorization(Doors.Staff);
        routes.MapGet("/engagement/document", async (HttpContext http, Callers callers, SeeOwnEngagement own) => File(http, await own.TakeDocumentAsync(await callers.ReadAsync(http.User)), DocumentKind.Signed)).RequireAuthorization(Doors.Engaged);
    }

    private static async Task<IResult> OfDeskAsync(Guid id, DocumentKind kind, HttpContext http, Callers callers, ReadEngagements engagements) =>
        File(http, await engagements.TakeDocumentAsync(await callers.ReadAsync(http.User), new EngagementId(id), kind), kind);

    // What somebody brought is handed out as a file to keep and never shown as a page of ours, whatever it says that it is.
    private static IResult File(HttpContext http, byte[]? file, DocumentKind kind)
    {
        http.Response.Headers.CacheControl = "no-store";
        return file is null ? Results.NotFound() : Results.File(file, "application/octet-stream", (kind == DocumentKind.Signed ? "engagement" : "certificate") + EndingOf(file));
    }

    private static string EndingOf(ReadOnlySpan<byte> file) =>
        file.StartsWith("%PDF-"u8) ? ".pdf" : file.StartsWith("\x89PNG"u8) ? ".png" : file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? ".jpg" : file.StartsWith("PK"u8) ? ".docx" : ".txt";
}
