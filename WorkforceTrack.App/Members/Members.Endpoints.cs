using Microsoft.AspNetCore.Antiforgery;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.Domain.Disclosures;

namespace WorkforceTrack.App.Members;

/// <summary>What a member takes away: everything as an archive, or the data alone as JSON. And two plain forms with one button each.</summary>
internal static class MembersEndpoints
{
    /// <summary>Where the plain form of a member's first page says that everything is right.</summary>
    internal const string Reviewed = "/me/data/reviewed";

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/me/export.zip", ArchiveAsync).RequireAuthorization(Doors.Member);
        routes.MapGet("/me/data.json", JsonAsync).RequireAuthorization(Doors.Member);
        routes.MapPost("/invitation/{code}/decline", DeclineAsync).WithMetadata(new RequireAntiforgeryTokenAttribute()).RequireRateLimiting(RateLimits.People);
        routes.MapPost(Reviewed, ReviewedAsync).WithMetadata(new RequireAntiforgeryTokenAttribute()).RequireAuthorization(Doors.Member);
    }

    // The same answer for every code: it tells of none whether it was one.
    private static async Task<IResult> DeclineAsync(string code, AnswerInvitation answer)
    {
        await answer.DeclineAsync(code);
        return Results.Redirect("/invitation/declined");
    }

    private static async Task<IResult> ReviewedAsync(HttpContext http, Callers callers, ConfirmOwnData confirm) =>
        Results.Redirect(await confirm.ConfirmAsync(await callers.ReadAsync(http.User)) ? "/me" : "/login");

    private static Task<IResult> ArchiveAsync(HttpContext http, Callers callers, TakeOwnData take, ExportArchive archive) =>
        AnswerAsync(http, callers, take, async export => Results.File(await archive.WriteAsync(export), "application/zip", $"my-data-{export.MadeAt:yyyy-MM-dd}.zip"));

    private static Task<IResult> JsonAsync(HttpContext http, Callers callers, TakeOwnData take) =>
        AnswerAsync(http, callers, take, export => Task.FromResult(Results.File(ExportJson.Write(export), "application/json", $"my-data-{export.MadeAt:yyyy-MM-dd}.json")));

    private static async Task<IResult> AnswerAsync(HttpContext http, Callers callers, TakeOwnData take, Func<OwnExport, Task<IResult>> write)
    {
        http.Response.Headers.CacheControl = "no-store";
        return await take.TakeAsync(await callers.ReadAsync(http.User)) switch
        {
            TakenData.Taken taken => await write(taken.Export),
            TakenData.Refused refused => Results.Problem(
                string.Join(' ', refused.Reasons.Select(r => $"{RefusalWords.Of(r)} {RefusalWords.Next(r)}")), statusCode: StatusCodes.Status403Forbidden),
            _ => throw new InvalidOperationException("An export ended in a way that nobody knows."),
        };
    }
}
