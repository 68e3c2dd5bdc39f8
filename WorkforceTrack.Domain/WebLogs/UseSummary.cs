using System.Collections.Immutable;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.Domain.WebLogs;

/// <summary>One thing and how often it was seen, roughly.</summary>
public sealed record UseRow(string Name, RoughCount Count);

/// <summary>A stretch of time and how many pages were asked for in it, roughly.</summary>
public sealed record UseStretch(DateOnly From, DateOnly To, RoughCount Count);

/// <summary>
/// What the usage page shows of some days (W2). A referrer from outside, a browser or a system is named only when it was seen ten times,
/// and on one day from three networks; whatever is rarer is counted among the others.
/// </summary>
public sealed record UseSummary(
    RoughCount Total,
    ImmutableArray<UseStretch> OverTime,
    ImmutableArray<UseRow> Pages,
    ImmutableArray<UseRow> OwnPages,
    ImmutableArray<UseRow> Outside,
    ImmutableArray<UseRow> Browsers,
    ImmutableArray<UseRow> Systems)
{
    /// <summary>Whatever is too rare to be named.</summary>
    public const string Others = "Others, each too rare to name";

    /// <summary>No referrer was sent.</summary>
    public const string Direct = "Opened directly, or not said";

    /// <summary>Sums days up, each day under the stretch that it falls into.</summary>
    [Keeps("W2")]
    public static UseSummary Of(IReadOnlyCollection<DayOfUse> days, ImmutableArray<(DateOnly From, DateOnly To)> stretches)
    {
        var referrers = Sum(days.Select(d => d.Referrers));
        var own = referrers.Where(r => IsOwn(r.Key)).ToLookup(r => PathOf(r.Key), r => r.Value, StringComparer.Ordinal).Select(g => KeyValuePair.Create(g.Key, g.Aggregate((a, b) => a + b)));
        return new UseSummary(
            RoughCount.Of(days.Sum(d => d.Times)),
            [.. stretches.Select(s => new UseStretch(s.From, s.To, RoughCount.Of(days.Where(d => d.Day >= s.From && d.Day <= s.To).Sum(d => d.Times))))],
            // Which pages there are is no secret, so each is named.
            Rows(Sum(days.Select(d => d.Pages)), WordsOfPage),
            Rows(own, WordsOfPage),
            Named(referrers.Where(r => !IsOwn(r.Key)), r => r == WebLogLine.Nothing ? Direct : r, always: WebLogLine.Nothing),
            Named(Sum(days.Select(d => d.Browsers)), UseWords.Of, BrowserName.Program),
            Named(Sum(days.Select(d => d.Systems)), UseWords.Of, DeviceSystem.Unknown));
    }

    /// <summary>A page by its pattern, or in words where it has none.</summary>
    private static string WordsOfPage(string page) => page == WebLogLine.Nothing ? "An address without a page" : page;

    // Our own are written with a path, those from outside without.
    private static bool IsOwn(string referrer) => referrer.IndexOf("://", StringComparison.Ordinal) is >= 0 and var at && referrer.IndexOf('/', at + 3) >= 0;

    private static string PathOf(string referrer)
    {
        var path = referrer[referrer.IndexOf('/', referrer.IndexOf("://", StringComparison.Ordinal) + 3)..];
        return path == "/-" ? WebLogLine.Nothing : path;
    }

    private static Dictionary<T, Sightings> Sum<T>(IEnumerable<ImmutableSortedDictionary<T, Sightings>> days)
        where T : notnull
    {
        var sums = new Dictionary<T, Sightings>();
        foreach (var (what, seen) in days.SelectMany(d => d)) sums[what] = sums.GetValueOrDefault(what) + seen;
        return sums;
    }

    private static ImmutableArray<UseRow> Rows<T>(IEnumerable<KeyValuePair<T, Sightings>> sums, Func<T, string> name) =>
        [.. sums.OrderByDescending(s => RoughCount.Of(s.Value.Times).About ?? 0).ThenBy(s => name(s.Key), StringComparer.Ordinal).Select(s => new UseRow(name(s.Key), RoughCount.Of(s.Value.Times)))];

    private static ImmutableArray<UseRow> Named<T>(IEnumerable<KeyValuePair<T, Sightings>> sums, Func<T, string> name, T always)
        where T : notnull
    {
        var known = sums.ToLookup(s => s.Key.Equals(always) || s.Value is { Times: >= RoughCount.Fewest, Places: >= Sightings.EnoughPlaces });
        var rare = known[false].Sum(s => s.Value.Times);
        return [.. Rows(known[true], name), .. rare > 0 ? [new UseRow(Others, RoughCount.Of(rare))] : ImmutableArray<UseRow>.Empty];
    }
}

/// <summary>How people read browsers and systems.</summary>
public static class UseWords
{
    /// <summary>A browser by its name.</summary>
    public static string Of(BrowserName browser) => browser switch
    {
        BrowserName.Unknown => "Unknown browser",
        BrowserName.Chrome => "Chrome and Chromium",
        BrowserName.Edge => "Edge",
        BrowserName.Firefox => "Firefox",
        BrowserName.Opera => "Opera",
        BrowserName.Safari => "Safari",
        BrowserName.Samsung => "Samsung Internet",
        BrowserName.Program => "Programs and robots",
    };

    /// <summary>A system by its name.</summary>
    public static string Of(DeviceSystem system) => system switch
    {
        DeviceSystem.Unknown => "Not said, or unknown",
        DeviceSystem.Android => "Android",
        DeviceSystem.ChromeOs => "ChromeOS",
        DeviceSystem.Ios => "iPhone and iPad",
        DeviceSystem.Linux => "Linux",
        DeviceSystem.MacOs => "macOS",
        DeviceSystem.Windows => "Windows",
    };
}
