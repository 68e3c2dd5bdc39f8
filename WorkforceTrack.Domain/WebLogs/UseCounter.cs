using System.Collections.Immutable;

namespace WorkforceTrack.Domain.WebLogs;

/// <summary>Counts the lines of one day (W2). Of addresses it holds at most three for each thing counted, and gives none on.</summary>
public sealed class UseCounter(DateOnly day)
{
    /// <summary>Others could be made up without end to fill the memory.</summary>
    private const int MostReferrers = 1000;

    private readonly Dictionary<string, Tally> pages = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Tally> referrers = new(StringComparer.Ordinal);
    private readonly Dictionary<BrowserName, Tally> browsers = [];
    private readonly Dictionary<DeviceSystem, Tally> systems = [];
    private long times;

    /// <summary>The day that is counted.</summary>
    public DateOnly Day => day;

    /// <summary>Counts a line in.</summary>
    public void Add(WebLogLine line)
    {
        times++;
        var agent = AgentFamily.Of(line.Agent);
        Count(pages, line.Page, line.Address);
        if (referrers.ContainsKey(line.Referrer) || referrers.Count < MostReferrers) Count(referrers, line.Referrer, line.Address);
        Count(browsers, agent.Browser, line.Address);
        Count(systems, agent.System, line.Address);
    }

    /// <summary>What was counted so far.</summary>
    public DayOfUse ToDay() => new(day, times, Sum(pages, StringComparer.Ordinal), Sum(referrers, StringComparer.Ordinal), Sum(browsers), Sum(systems));

    private static void Count<T>(Dictionary<T, Tally> tallies, T what, ClientAddress? from)
        where T : notnull
    {
        if (!tallies.TryGetValue(what, out var tally)) tallies[what] = tally = new Tally();
        tally.Times++;
        // The network, so that a day counted after its addresses were cut comes out the same.
        if (tally.Places.Count < Sightings.EnoughPlaces && from is { } address) tally.Places.Add(address.Cut());
    }

    private static ImmutableSortedDictionary<T, Sightings> Sum<T>(Dictionary<T, Tally> tallies, IComparer<T>? order = null)
        where T : notnull => tallies.ToImmutableSortedDictionary(t => t.Key, t => new Sightings(t.Value.Times, t.Value.Places.Count), order);

    private sealed class Tally
    {
        internal long Times { get; set; }

        internal HashSet<ClientAddress> Places { get; } = [];
    }
}
