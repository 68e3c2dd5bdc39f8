namespace WorkforceTrack.App.SignIn;

/// <summary>Where someone goes after the log-in.</summary>
internal static class Entrance
{
    private const string Member = "/me";
    private const string Staff = "/console";

    /// <summary>The page that was asked for, if it is on this site and on the right side of it (ASVS 5.0, 3.7.2); else the own first page.</summary>
    internal static string For(bool isStaff, string? returnUrl)
    {
        var (own, other) = isStaff ? (Staff, Member) : (Member, Staff);
        return returnUrl is not null && IsLocal(returnUrl) && !IsUnder(returnUrl, other) ? returnUrl : own;
    }

    internal static string SecurityOf(Caller caller) => caller is Caller.OfStaff or Caller.StaffToSecure ? "/console/security" : "/me/security";

    private static bool IsLocal(string url) => url is ['/'] or ['/', not ('/' or '\\'), ..] && !url.Any(char.IsControl);

    private static bool IsUnder(string url, string root) =>
        url.StartsWith(root, StringComparison.OrdinalIgnoreCase) && (url.Length == root.Length || url[root.Length] is '/' or '?' or '#');
}
