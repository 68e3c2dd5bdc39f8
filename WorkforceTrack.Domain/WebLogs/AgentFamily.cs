using System.Globalization;

namespace WorkforceTrack.Domain.WebLogs;

/// <summary>The browser behind a visit.</summary>
public enum BrowserName
{
    Unknown,
    Chrome,
    Edge,
    Firefox,
    Opera,
    Safari,
    Samsung,
    Program,
}

/// <summary>The operating system behind a visit.</summary>
public enum DeviceSystem
{
    Unknown,
    Android,
    ChromeOs,
    Ios,
    Linux,
    MacOs,
    Windows,
}

/// <summary>What many visitors share of the words in which a browser describes itself: its name, first number and system (W2, W3).</summary>
public readonly record struct AgentFamily(BrowserName Browser, int? Version, DeviceSystem System)
{
    private const int HighestVersion = 999;
    private static readonly string[] Programs = ["bot", "crawl", "spider", "curl", "wget", "python", "httpclient", "headless", "libwww", "scan"];

    // Each browser also names those whose pages it wants to be given: the first that fits is the one.
    private static readonly (string Mark, BrowserName Browser)[] Browsers =
    [
        ("Edg/", BrowserName.Edge), ("EdgA/", BrowserName.Edge), ("EdgiOS/", BrowserName.Edge), ("OPR/", BrowserName.Opera), ("SamsungBrowser/", BrowserName.Samsung),
        ("Firefox/", BrowserName.Firefox), ("FxiOS/", BrowserName.Firefox), ("Chrome/", BrowserName.Chrome), ("CriOS/", BrowserName.Chrome),
    ];

    private static readonly (string Mark, DeviceSystem System)[] Systems =
    [
        ("Android", DeviceSystem.Android), ("iPhone", DeviceSystem.Ios), ("iPad", DeviceSystem.Ios), ("iPod", DeviceSystem.Ios), ("Windows", DeviceSystem.Windows),
        ("CrOS", DeviceSystem.ChromeOs), ("Macintosh", DeviceSystem.MacOs), ("Mac+OS+X", DeviceSystem.MacOs), ("Linux", DeviceSystem.Linux), ("X11", DeviceSystem.Linux),
    ];

    /// <summary>The family in the form of a browser's own words, so that log analysers know it, and so does <see cref="Of"/>.</summary>
    public string Text => (Browser, System) switch
    {
        (BrowserName.Unknown, DeviceSystem.Unknown) => WebLogLine.Nothing,
        (BrowserName.Program, _) => "robot",
        (BrowserName.Unknown, _) => $"Other+({MarkOf(System)})",
        (BrowserName.Safari, DeviceSystem.Unknown) => $"Version/{Number}+Safari/{Number}",
        (BrowserName.Safari, _) => $"Version/{Number}+Safari/{Number}+({MarkOf(System)})",
        (_, DeviceSystem.Unknown) => $"{MarkOf(Browser)}{Number}",
        _ => $"{MarkOf(Browser)}{Number}+({MarkOf(System)})",
    };

    private string Number => (Version ?? 0).ToString(CultureInfo.InvariantCulture);

    /// <summary>Reads the family from the field of a line.</summary>
    public static AgentFamily Of(string agent)
    {
        if (Array.Exists(Programs, p => agent.Contains(p, StringComparison.OrdinalIgnoreCase))) return new(BrowserName.Program, Version: null, DeviceSystem.Unknown);
        var system = Array.Find(Systems, s => agent.Contains(s.Mark, StringComparison.Ordinal)).System;
        var (mark, browser) = Array.Find(Browsers, b => agent.Contains(b.Mark, StringComparison.Ordinal));
        if (mark is not null) return new(browser, VersionAfter(agent, mark), system);
        return agent.Contains("Safari/", StringComparison.Ordinal) && agent.Contains("Version/", StringComparison.Ordinal)
            ? new(BrowserName.Safari, VersionAfter(agent, "Version/"), system)
            : new(BrowserName.Unknown, Version: null, system);
    }

    private static string MarkOf(BrowserName browser) => Array.Find(Browsers, b => b.Browser == browser).Mark;

    private static string MarkOf(DeviceSystem system) => Array.Find(Systems, s => s.System == system).Mark;

    private static int? VersionAfter(string agent, string mark)
    {
        var digits = string.Concat(agent.AsSpan(agent.IndexOf(mark, StringComparison.Ordinal) + mark.Length).ToString().TakeWhile(char.IsAsciiDigit).Take(4));
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version is > 0 and <= HighestVersion ? version : null;
    }
}
