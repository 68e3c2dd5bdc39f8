using System.Text;
using Microsoft.Extensions.Options;

namespace WorkforceTrack.App.Shell;

/// <summary>Where a weakness is reported: /.well-known/security.txt (RFC 9116). It is dated by the day it is asked for, and good for a year.</summary>
internal static class SecurityText
{
    internal static void Map(WebApplication app) => app.MapGet("/.well-known/security.txt", (IOptions<OrganisationOptions> organisation, TimeProvider clock) =>
    {
        var expires = clock.GetUtcNow().UtcDateTime.Date.AddYears(1);
        var text = new StringBuilder()
            .Append($"Contact: mailto:{organisation.Value.SupportAddress}\n")
            .Append($"Expires: {expires:yyyy-MM-dd}T00:00:00Z\n")
            .Append("Preferred-Languages: en\n");
        if (organisation.Value.PublicOrigin.Length > 0) text.Append($"Canonical: {organisation.Value.PublicOrigin.TrimEnd('/')}/.well-known/security.txt\n");
        return Results.Text(text.ToString(), "text/plain", Encoding.UTF8);
    });
}
