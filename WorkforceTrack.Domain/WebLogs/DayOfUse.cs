using System.Collections.Immutable;

namespace WorkforceTrack.Domain.WebLogs;

/// <summary>How often something was seen on one day, and from how many networks; more than three read alike.</summary>
public readonly record struct Sightings(long Times, int Places)
{
    /// <summary>From so many places on, nobody is the only one.</summary>
    public const int EnoughPlaces = 3;

    /// <summary>Taken together over days: the places are those of the day that had most, since visitors come again.</summary>
    public static Sightings operator +(Sightings one, Sightings other) => new(one.Times + other.Times, Math.Max(one.Places, other.Places));
}

/// <summary>One day of the web log in numbers (W2): no address, no moment, no visitor.</summary>
public sealed record DayOfUse(
    DateOnly Day,
    long Times,
    ImmutableSortedDictionary<string, Sightings> Pages,
    ImmutableSortedDictionary<string, Sightings> Referrers,
    ImmutableSortedDictionary<BrowserName, Sightings> Browsers,
    ImmutableSortedDictionary<DeviceSystem, Sightings> Systems);
