using System.Buffers.Text;
using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Surveys;

namespace WorkforceTrack.App.Surveys;

/// <summary>Surveys over HTTP beside their pages: drawing a pass, the published result as a file, and taking a questionnaire away.</summary>
internal static class SurveysEndpoints
{
    private const int LongestBlinded = 512;

    internal static void MapSurveys(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/me/surveys/{slug}/pass", DrawAsync).WithMetadata(new RequireAntiforgeryTokenAttribute());
        routes.MapGet("/console/surveys/{id:guid}/questionnaire.json", QuestionnaireAsync).RequireAuthorization(Doors.Staff);
        routes.MapGet("/surveys/{slug}/results.json", Json);
        routes.MapGet("/surveys/{slug}/results.csv", Csv);
    }

    private static async Task<IResult> QuestionnaireAsync(Guid id, HttpContext http, Callers callers, ReadSurveys surveys)
    {
        http.Response.Headers.CacheControl = "no-store";
        return await surveys.OneAsync(await callers.ReadAsync(http.User), new SurveyId(id)) is { Survey.Plan: { } plan }
            ? Results.File(QuestionnaireJson.Write(plan.Questionnaire), "application/json", $"{plan.Slug}.json")
            : Results.NotFound();
    }

    // The bytes as they are stored: their SHA-256 stands in the ledger.
    private static IResult Json(string slug, SurveyShelf shelf) => shelf.Find(slug) is { Release: { } bytes } survey
        ? Results.File(bytes, "application/json", $"{survey.Plan.Slug}-results.json")
        : Results.NotFound();

    private static IResult Csv(string slug, SurveyShelf shelf) => shelf.Find(slug) is { Published: { } release } survey
        ? Results.File(Encoding.UTF8.GetBytes(ReleaseCsv.Write(release)), "text/csv; charset=utf-8; header=present", $"{survey.Plan.Slug}-results.csv")
        : Results.NotFound();

    private static async Task<IResult> DrawAsync(string slug, [FromForm] string? blinded, HttpContext http, Callers callers, SurveyShelf shelf, DrawPass passes)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (shelf.Find(slug) is not { } survey) return No(StatusCodes.Status404NotFound, DrawFault.NotOpen);
        var answer = await passes.DrawAsync(await callers.ReadAsync(http.User), survey.Plan.Id, Decode(blinded));
        return answer switch
        {
            DrawAnswer.Signed signed => Results.Json(new { signature = Base64Url.EncodeToString(signed.Signature) }),
            DrawAnswer.Refused { Fault: DrawFault.AlreadyDrawn } => No(StatusCodes.Status409Conflict, DrawFault.AlreadyDrawn),
            DrawAnswer.Refused { Fault: DrawFault.NotAMember } => No(StatusCodes.Status403Forbidden, DrawFault.NotAMember),
            DrawAnswer.Refused { Fault: DrawFault.NotOpen } => No(StatusCodes.Status404NotFound, DrawFault.NotOpen),
            _ => No(StatusCodes.Status400BadRequest, DrawFault.NotBlinded),
        };
    }

    private static IResult No(int status, DrawFault fault) => Results.Json(new { fault = Names.Of(fault) }, statusCode: status);

    private static byte[] Decode(string? blinded) =>
        blinded is { Length: > 0 and <= LongestBlinded } && Base64Url.IsValid(blinded) ? Base64Url.DecodeFromChars(blinded) : [];
}
