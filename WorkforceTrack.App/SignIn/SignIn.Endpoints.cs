using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;

namespace WorkforceTrack.App.SignIn;

/// <summary>Log-off, and where password managers learn to change a password.</summary>
internal static class SignInEndpoints
{
    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/logout", LogOffAsync).WithMetadata(new RequireAntiforgeryTokenAttribute());
        // W3C "A Well-Known URL for Changing Passwords".
        routes.MapGet("/.well-known/change-password", async (HttpContext http, Callers callers) =>
            Results.Redirect(Entrance.SecurityOf(await callers.ReadAsync(http.User))));
    }

    private static async Task<IResult> LogOffAsync(HttpContext http, Callers callers, EndSession end)
    {
        await end.OwnAsync(await callers.ReadAsync(http.User));
        await http.SignOutAsync(SessionCookie.Scheme);
        http.Response.Headers["Clear-Site-Data"] = "\"cache\", \"cookies\", \"storage\"";
        return Results.Redirect("/logged-off");
    }
}
