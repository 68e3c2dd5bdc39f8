using WorkforceTrack.App.Vault;

namespace WorkforceTrack.App.SignIn;

/// <summary>Where someone goes after the log-in.</summary>
internal static class Entrance
{
    private static readonly PersonKind[] Everyone = Enum.GetValues<PersonKind>();

    /// <summary>The page that was asked for, if it is on this site and on the right side of it (ASVS 5.0, 3.7.2); else the own first page.</summary>
    internal static string For(PersonKind kind, string? returnUrl) =>
        returnUrl is not null && IsLocal(returnUrl) && !Everyone.Any(other => other != kind && IsUnder(returnUrl, HomeOf(other))) ? returnUrl : HomeOf(kind);

    /// <summary>The same for somebody who is logged in.</summary>
    internal static string For(Caller caller, string? returnUrl) => For(KindOf(caller), returnUrl);

    internal static string SecurityOf(Caller caller) => HomeOf(KindOf(caller)) + "/security";

    private static PersonKind KindOf(Caller caller) => caller switch
    {
        Caller.OfStaff or Caller.StaffToSecure => PersonKind.Staff,
        Caller.OfEngagement or Caller.EngagedToSecure => PersonKind.Engaged,
        _ => PersonKind.Member,
    };

    private static string HomeOf(PersonKind kind) => kind switch
    {
        PersonKind.Member => "/me",
        PersonKind.Staff => "/console",
        PersonKind.Engaged => "/engagement",
        PersonKind.Invited => "/",
    };

    private static bool IsLocal(string url) => url is ['/'] or ['/', not ('/' or '\\'), ..] && !url.Any(char.IsControl);

    private static bool IsUnder(string url, string root) =>
        url.StartsWith(root, StringComparison.OrdinalIgnoreCase) && (url.Length == root.Length || url[root.Length] is '/' or '?' or '#');
}
