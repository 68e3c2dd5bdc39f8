using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace WorkforceTrack.Domain.Erasure;

/// <summary>How long backups are kept (T5): all of the last days, the first of each of the last weeks, the first of each of the last months; today's count.</summary>
public sealed record BackupKeep
{
    private const int Most = 400;

    private BackupKeep(int days, int weeks, int months) => (Days, Weeks, Months) = (days, weeks, months);

    /// <summary>7 days, 4 weeks, 3 months.</summary>
    public static BackupKeep Usual { get; } = new(7, 4, 3);

    public int Days { get; }

    public int Weeks { get; }

    public int Months { get; }

    /// <summary>At least one day; nothing is kept for more than some hundred of each.</summary>
    public static bool TryMake(int days, int weeks, int months, [NotNullWhen(true)] out BackupKeep? keep)
    {
        keep = days is >= 1 and <= Most && weeks is >= 0 and <= Most && months is >= 0 and <= Most ? new BackupKeep(days, weeks, months) : null;
        return keep is not null;
    }

    /// <summary>Three numbers with commas, as in 7,4,3.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out BackupKeep? keep)
    {
        keep = null;
        return text.Split(',', StringSplitOptions.TrimEntries) is [var days, var weeks, var months]
            && TryNumber(days, out var d) && TryNumber(weeks, out var w) && TryNumber(months, out var m)
            && TryMake(d, w, m, out keep);
    }

    private static bool TryNumber(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
