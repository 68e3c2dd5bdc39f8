namespace WorkforceTrack.Domain.Ledger;

/// <summary>When an entry was made: a UTC moment to the millisecond, or only the day (a member's own access leaves no time of day).</summary>
public readonly record struct EntryTime
{
    private const long MillisecondsPerDay = 86_400_000;

    private EntryTime(long milliseconds, bool isDateOnly) => (Milliseconds, IsDateOnly) = (milliseconds, isDateOnly);

    /// <summary>Milliseconds since 1970-01-01T00:00:00Z; of a day, those of its beginning.</summary>
    public long Milliseconds { get; }

    public bool IsDateOnly { get; }

    public DateTimeOffset Moment => DateTimeOffset.FromUnixTimeMilliseconds(Milliseconds);

    public static EntryTime At(DateTimeOffset moment) => new(moment.ToUnixTimeMilliseconds(), isDateOnly: false);

    /// <summary>The UTC day of the moment, without its time.</summary>
    public static EntryTime DayOf(DateTimeOffset moment)
    {
        var milliseconds = new DateTimeOffset(moment.UtcDateTime.Date, TimeSpan.Zero).ToUnixTimeMilliseconds();
        return new EntryTime(milliseconds, isDateOnly: true);
    }

    /// <summary>The time as a store's column keeps it; null when no entry can have been made then.</summary>
    public static EntryTime? FromMilliseconds(long milliseconds, bool isDateOnly) =>
        milliseconds >= DateTimeOffset.MinValue.ToUnixTimeMilliseconds()
        && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
        && (!isDateOnly || milliseconds % MillisecondsPerDay == 0)
            ? new EntryTime(milliseconds, isDateOnly)
            : null;

    public override string ToString() => Moment.ToString(IsDateOnly ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss.fff'Z'");
}

/// <summary>When the data subject may see an entry: now, or from a day on when a lawful secrecy order ends (D7).</summary>
public readonly record struct Visibility
{
    private Visibility(DateOnly? from) => From = from;

    /// <summary>Null: visible now.</summary>
    public DateOnly? From { get; }

    public static Visibility Now => default;

    public static Visibility HiddenUntil(DateOnly day) => new(day);

    public bool IsVisibleOn(DateOnly day) => From is not { } from || from <= day;
}
