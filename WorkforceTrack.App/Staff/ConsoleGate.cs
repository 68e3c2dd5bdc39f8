using Microsoft.AspNetCore.Authentication;
using WorkforceTrack.App.SignIn;

namespace WorkforceTrack.App.Staff;

/// <summary>
/// Stands before every page of the console, whoever wrote it: who has not signed is shown the agreement (AC1).
/// By address and not by attribute, so that a page added later cannot be left open. One thing passes: a look that is sent. The gate
/// itself refuses that one, so that the attempt is recorded (D2).
/// </summary>
internal sealed class ConsoleGate(RequestDelegate next, Callers callers, ConsoleDoor door)
{
    internal const string SigningPage = "/console/adherence";
    private static readonly PathString Console = "/console";
    private static readonly PathString Looks = "/console/records";
    private static readonly PathString[] AlwaysReachable = [SigningPage, "/console/security"];

    public Task InvokeAsync(HttpContext http) =>
        IsUnder(http, Console) && !AlwaysReachable.Any(page => IsUnder(http, page)) ? AskAsync(http) : next(http);

    private async Task AskAsync(HttpContext http)
    {
        var caller = await callers.ReadAsync(http.User);
        if (caller is Caller.Visitor) await http.ChallengeAsync();
        else if (caller is not Caller.OfStaff) await http.ForbidAsync();
        else if (await door.WhyNotAsync(caller) is not null && !IsLook(http)) http.Response.Redirect($"{SigningPage}?returnUrl={Uri.EscapeDataString(http.Request.Path + http.Request.QueryString)}");
        else await next(http);
    }

    private static bool IsLook(HttpContext http) => HttpMethods.IsPost(http.Request.Method) && IsUnder(http, Looks);

    // Routes are the same in capital letters, so the gate must be.
    private static bool IsUnder(HttpContext http, PathString path) => http.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase);
}
