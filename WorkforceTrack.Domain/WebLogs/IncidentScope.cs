using System.Collections.Immutable;
using System.Globalization;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.Domain.WebLogs;

/// <summary>
/// Which lines of the web log an incident is about (W4, W5): a stretch of time that is over, and of it the lines from some addresses or
/// for some pages. Without either the stretch is a day at most, so that an incident does not open the whole log.
/// </summary>
public sealed record IncidentScope(DateTimeOffset From, DateTimeOffset Until, ImmutableArray<ClientAddress> Addresses, ImmutableArray<string> Pages)
{
    /// <summary>Most addresses, and most pages.</summary>
    public const int Most = 20;

    /// <summary>Longest stretch of time.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(31);

    /// <summary>Longest stretch of time of which every line is meant.</summary>
    public static readonly TimeSpan LongestOfAll = TimeSpan.FromDays(1);

    /// <summary>In the form in which an entry binds it.</summary>
    public string Text =>
        $"from: {Moment(From)}\nuntil: {Moment(Until)}\naddresses: {string.Join(' ', Addresses.Select(a => a.Text).Order(StringComparer.Ordinal))}\npages: {string.Join(' ', Pages.Order(StringComparer.Ordinal))}\n";

    /// <summary>Whether it can be looked into at this moment.</summary>
    [Keeps("W4")]
    public bool IsSoundAt(DateTimeOffset now) =>
        From < Until && Until <= now && Until - From <= (Addresses.IsEmpty && Pages.IsEmpty ? LongestOfAll : Longest) && Addresses.Length <= Most && Pages.Length <= Most;

    /// <summary>Whether a line lies in it. A line whose address was cut is from no single address any more.</summary>
    [Keeps("W4"), Keeps("W5")]
    public bool Covers(WebLogLine line) => line.At >= From && line.At < Until
        && (Addresses.IsEmpty || (line.Address is { } address && Addresses.Contains(address)))
        && (Pages.IsEmpty || Pages.Contains(line.Page, StringComparer.Ordinal));

    /// <summary>Names nobody.</summary>
    public override string ToString() => "(a scope of lines)";

    private static string Moment(DateTimeOffset moment) => moment.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
