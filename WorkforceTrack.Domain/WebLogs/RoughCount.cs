namespace WorkforceTrack.Domain.WebLogs;

/// <summary>A number of the usage page (W2): small ones read alike, others are rounded, so that no two views of the page tell of one visit.</summary>
public readonly record struct RoughCount
{
    /// <summary>Below it, no number is shown.</summary>
    public const long Fewest = 10;

    private const long Step = 5;

    private RoughCount(long? about) => About = about;

    /// <summary>The rounded number; null when there were fewer than ten.</summary>
    public long? About { get; }

    /// <summary>In words.</summary>
    public string Words => About is { } about ? $"about {about:N0}" : $"fewer than {Fewest}";

    /// <summary>Rounds a count.</summary>
    public static RoughCount Of(long count) => new(count < Fewest ? null : (count + (Step / 2)) / Step * Step);
}
