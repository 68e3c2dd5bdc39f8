using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.Domain.WebLogs;

/// <summary>How long the web log keeps whole addresses, and its files at all (W3).</summary>
/// <param name="Addresses">From then on an address is cut to its network.</param>
/// <param name="Files">From then on the file is gone.</param>
public sealed record WebLogRetention(TimeSpan Addresses, TimeSpan Files)
{
    /// <summary>Longest time that can be set: what is kept longer is no retention.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(3660);

    /// <summary>Whether both times are such that can be kept to.</summary>
    public bool IsSound => IsTime(Addresses) && IsTime(Files);

    /// <summary>Whether a line of this moment has kept its address long enough.</summary>
    [Keeps("W3")]
    public bool IsToBeCut(DateTimeOffset line, DateTimeOffset now) => line + Addresses <= now;

    /// <summary>Whether a file of this day is to go, last line and all.</summary>
    [Keeps("W3")]
    public bool IsToGo(DateOnly day, DateTimeOffset now) => new DateTimeOffset(day.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero) + Files <= now;

    private static bool IsTime(TimeSpan time) => time >= TimeSpan.Zero && time <= Longest;
}
