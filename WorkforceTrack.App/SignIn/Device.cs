using System.Text;
using WorkforceTrack.App.Vault;

namespace WorkforceTrack.App.SignIn;

/// <summary>Browser and system in a few words, "Firefox on Linux": enough to tell one's own sessions apart, too little to follow anyone.</summary>
internal static class Device
{
    // The first that fits counts: the later names also stand in what the earlier ones send.
    private static readonly (string Mark, string Name)[] Browsers =
    [
        ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"),
        ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"), ("curl/", "curl"),
    ];

    private static readonly (string Mark, string Name)[] Systems =
    [
        ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("CrOS", "ChromeOS"), ("Mac OS X", "macOS"), ("Linux", "Linux"),
    ];

    internal static string Describe(string userAgent) => (Find(Browsers, userAgent), Find(Systems, userAgent)) switch
    {
        ({ } browser, { } system) => $"{browser} on {system}",
        ({ } browser, null) => browser,
        (null, { } system) => $"A browser on {system}",
        _ => "A browser that does not say its name",
    };

    internal static byte[] Seal(KeyRing keys, PersonRow person, Guid session, string words)
    {
        using var own = keys.PersonKey(person);
        return Sealer.Seal(own, Encoding.UTF8.GetBytes(words), Sealer.Context("session", session));
    }

    internal static string Open(KeyRing keys, PersonRow person, SessionRow session)
    {
        using var own = keys.PersonKey(person);
        return Encoding.UTF8.GetString(Sealer.Open(own, session.SealedDevice, Sealer.Context("session", session.Id)));
    }

    private static string? Find((string Mark, string Name)[] known, string userAgent) =>
        known.Where(k => userAgent.Contains(k.Mark, StringComparison.Ordinal)).Select(k => k.Name).FirstOrDefault();
}
