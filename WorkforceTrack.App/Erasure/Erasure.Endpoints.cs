using System.Text;
using Microsoft.AspNetCore.Mvc;
using WorkforceTrack.App.SignIn;

namespace WorkforceTrack.App.Erasure;

/// <summary>A receipt as files to keep. The secret comes in the body and is all that opens them: no cookie counts here, so none can be abused.</summary>
internal static class ErasureEndpoints
{
    internal static void Map(IEndpointRouteBuilder routes)
    {
        var receipt = routes.MapGroup("/receipt/{reference}").DisableAntiforgery().RequireRateLimiting(RateLimits.People);
        receipt.MapPost("/receipt.json", async (string reference, [FromForm] string? secret, HttpContext http, ReadReceipt read) =>
            Answer(http, await read.ReadAsync(reference, secret ?? "") is { Document: { } document } shown ? (document, "application/json", $"receipt-{shown.Reference}.json") : null));
        receipt.MapPost("/receipt.tlog-proof", async (string reference, [FromForm] string? secret, HttpContext http, ReadReceipt read) =>
            Answer(http, await read.ReadAsync(reference, secret ?? "") is { } shown && await read.ProveAsync(shown) is { } proof
                ? (Encoding.UTF8.GetBytes(proof.ToString()), "text/plain; charset=utf-8", $"receipt-{shown.Reference}.tlog-proof")
                : null));
    }

    private static IResult Answer(HttpContext http, (byte[] Bytes, string Type, string Name)? file)
    {
        http.Response.Headers.CacheControl = "no-store";
        return file is { } found
            ? Results.File(found.Bytes, found.Type, found.Name)
            : Results.Problem("Reference and secret do not fit together, or the erasure is not finished yet. Open the page of the receipt: it says what to do.", statusCode: StatusCodes.Status404NotFound);
    }
}
