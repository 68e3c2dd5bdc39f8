using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.SignIn;

/// <summary>The one cookie of a log-in: of this host only, gone with the browser, and good only while its session lives in the vault (K1, K2).</summary>
internal sealed class SessionCookie(IHostEnvironment environment, SessionLimits limits, Callers callers) : IConfigureNamedOptions<CookieAuthenticationOptions>
{
    internal const string Scheme = "session";

    public void Configure(string? name, CookieAuthenticationOptions options)
    {
        if (name == Scheme) Configure(options);
    }

    [Keeps("K1")]
    public void Configure(CookieAuthenticationOptions options)
    {
        // A __Host- name needs https, which a Development start does not have.
        var plain = environment.IsDevelopment();
        options.Cookie.Name = plain ? "wt" : "__Host-wt";
        options.Cookie.SecurePolicy = plain ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.HttpOnly = true;
        options.Cookie.Path = "/";
        // The end of the ticket; the cookie itself has none, and the session in the vault decides before.
        options.ExpireTimeSpan = limits.Absolute;
        options.SlidingExpiration = false;
        options.Events.OnValidatePrincipal = ValidateAsync;
        options.Events.OnRedirectToLogin = ToLogIn;
        options.Events.OnRedirectToAccessDenied = TurnAwayAsync;
    }

    private async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        if (Callers.SessionIdOf(context.Principal) is { } id && await callers.SeeAsync(id)) return;
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(Scheme);
    }

    private static Task ToLogIn(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        context.Response.Redirect($"/login?returnUrl={Uri.EscapeDataString(request.Path + request.QueryString)}");
        return Task.CompletedTask;
    }

    private async Task TurnAwayAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        var caller = await callers.ReadAsync(context.HttpContext.User);
        if (caller is Caller.StaffToSecure or Caller.EngagedToSecure) context.Response.Redirect(Entrance.SecurityOf(caller));
        else context.Response.StatusCode = StatusCodes.Status403Forbidden;
    }
}
