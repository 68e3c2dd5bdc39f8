using System.Globalization;

namespace WorkforceTrack.Domain.Erasure;

/// <summary>The name of a backup: the UTC second in which it was begun, as in 20260131T040500Z (T3). They sort by time.</summary>
public readonly record struct BackupName : IComparable<BackupName>
{
    private const string Form = "yyyyMMdd'T'HHmmss'Z'";

    private BackupName(DateTimeOffset at) => At = at;

    /// <summary>The moment, to the second.</summary>
    public DateTimeOffset At { get; }

    /// <summary>The UTC day.</summary>
    public DateOnly Day => DateOnly.FromDateTime(At.UtcDateTime);

    public static BackupName Of(DateTimeOffset moment) => new(DateTimeOffset.FromUnixTimeSeconds(moment.ToUnixTimeSeconds()));

    public static bool TryParse(string? text, out BackupName name)
    {
        var isTime = DateTimeOffset.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at);
        name = isTime ? new BackupName(at) : default;
        return isTime;
    }

    public int CompareTo(BackupName other) => At.CompareTo(other.At);

    public override string ToString() => At.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture);
}
