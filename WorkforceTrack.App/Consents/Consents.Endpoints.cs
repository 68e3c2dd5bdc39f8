using Microsoft.AspNetCore.Mvc;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Consents;

/// <summary>The download of a receipt, for the subject only.</summary>
internal static class ConsentsEndpoints
{
    internal static async Task<IResult> ReceiptAsync(Guid id, HttpContext http, [FromServices] Callers callers, WriteReceipt receipts)
    {
        http.Response.Headers.CacheControl = "no-store";
        var caller = await callers.ReadAsync(http.User);
        if (caller is Caller.Visitor) return Results.Redirect("/login");
        var origin = new Uri($"{http.Request.Scheme}://{http.Request.Host}");
        return await receipts.WriteAsync(caller, new ConsentId(id), origin) is { } receipt
            ? Results.File(ReceiptJson.Write(receipt), ReceiptJson.ContentType, $"consent-{id:N}.jsonld")
            : Results.NotFound();
    }
}
