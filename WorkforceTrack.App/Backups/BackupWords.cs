using System.Globalization;
using WorkforceTrack.Domain.Erasure;

namespace WorkforceTrack.App.Backups;

/// <summary>How people read of backups.</summary>
internal static class BackupWords
{
    internal static string Of(BackupGeneration generation) => generation switch
    {
        BackupGeneration.Daily => "Daily",
        BackupGeneration.Weekly => "Weekly",
        BackupGeneration.Monthly => "Monthly",
    };

    internal static string Size(long bytes) => bytes < 1 << 20
        ? string.Create(CultureInfo.InvariantCulture, $"{(bytes + 1023) >> 10} KiB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:N1} MiB");

    internal static string Age(TimeSpan age) => age switch
    {
        { TotalMinutes: < 1 } => "now",
        { TotalMinutes: < 120 } => Of((int)age.TotalMinutes, "minute"),
        { TotalHours: < 48 } => Of((int)age.TotalHours, "hour"),
        _ => Of((int)age.TotalDays, "day"),
    };

    private static string Of(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")} old";
}
