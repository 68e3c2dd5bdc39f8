using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.Shell;

/// <summary>Refuses a start that could not say who runs the platform: pages and mail name it, and mail links to it.</summary>
internal static class OrganisationIsNamed
{
    internal static void Require(OrganisationOptions organisation)
    {
        string?[] missing =
        [
            string.IsNullOrWhiteSpace(organisation.Name) ? "Organisation:Name, as in \"Harbour Workers' Association\"" : null,
            FieldRules.Check(PersonalField.Email, organisation.SupportAddress, DateOnly.MaxValue) is FieldAnswer.Accepted ? null : "Organisation:SupportAddress, the mail address where people reach you",
            IsOrigin(organisation.PublicOrigin) ? null : "Organisation:PublicOrigin, the address of this site as in https://members.example.org",
        ];
        if (missing.Any(m => m is not null))
            throw new StartRefusedException($"Not set, or not in form: {string.Join("; ", missing.OfType<string>())}. Set them in appsettings.json, or with environment variables as in Organisation__Name.");
    }

    private static bool IsOrigin(string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.AbsolutePath == "/" && uri is { Query: "", Fragment: "" };
}
