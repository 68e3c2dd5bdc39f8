using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.Options;

namespace WorkforceTrack.App.Shell;

/// <summary>The form cookie: of this host only, for the session only, never sent by another site (K1).</summary>
internal sealed class AntiforgerySetup(IHostEnvironment environment) : IConfigureOptions<AntiforgeryOptions>
{
    public void Configure(AntiforgeryOptions options)
    {
        // A __Host- name needs https, which a Development start does not have.
        var plain = environment.IsDevelopment();
        options.Cookie.Name = plain ? "af" : "__Host-af";
        options.Cookie.SecurePolicy = plain ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.Cookie.HttpOnly = true;
        options.Cookie.Path = "/";
        // frame-ancestors 'none' says it better.
        options.SuppressXFrameOptionsHeader = true;
    }
}
