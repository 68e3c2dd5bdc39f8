namespace WorkforceTrack.App.LegalProcess;

/// <summary>Days as forms give them, all of UTC.</summary>
internal static class CaseDays
{
    internal static string Write(DateOnly day) => day.ToString("yyyy-MM-dd");

    internal static DateOnly? Read(string? typed) => DateOnly.TryParseExact(typed, "yyyy-MM-dd", out var day) ? day : null;

    /// <summary>The last minute of a day: whoever has until a day has all of it.</summary>
    internal static DateTimeOffset? EndOf(string? typed) => Read(typed) is { } day ? new DateTimeOffset(day.ToDateTime(new TimeOnly(23, 59)), TimeSpan.Zero) : null;
}
