using System.Globalization;

namespace WorkforceTrack.Domain.Ledger;

/// <summary>
/// The name under which a ledger signs (SE1). A log signs no two heads of one name that do not continue each other: restored from a
/// backup that lacks its newest entries, it goes on under a new name, from which the earlier one can be told.
/// </summary>
public static class LedgerName
{
    private const string Mark = "/restored-";

    /// <summary>The name from a restore on; of the earlier restores only the newest stays in it.</summary>
    public static string Restored(string name, DateTimeOffset at) => First(name) + Mark + at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Whether a name is one that the ledger of today's name had before it was restored.</summary>
    public static bool IsFormer(string name, string today) =>
        string.Equals(First(name), First(today), StringComparison.Ordinal) && string.CompareOrdinal(name, today) < 0;

    private static string First(string name) => name.IndexOf(Mark, StringComparison.Ordinal) is var at && at >= 0 ? name[..at] : name;
}
