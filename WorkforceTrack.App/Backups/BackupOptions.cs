using System.Globalization;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Erasure;

namespace WorkforceTrack.App.Backups;

/// <summary>Where backups lie, when they are made and how long they are kept; read once from the configuration.</summary>
/// <param name="Folder">Outside the data folder; null when none is set, and then none are made.</param>
/// <param name="At">The time of day, UTC.</param>
/// <param name="Keep">How long.</param>
internal sealed record BackupOptions(string? Folder, TimeOnly At, BackupKeep Keep)
{
    private static readonly TimeOnly Usual = new(4, 5);

    internal static BackupOptions Read(IConfiguration configuration, IHostEnvironment environment, StoreOptions stores)
    {
        var beside = Path.Combine(Path.GetDirectoryName(stores.DataDirectory)!, ".local", "backups");
        var folder = configuration["Backup:Directory"] is { Length: > 0 } set ? Path.GetFullPath(set) : environment.IsDevelopment() ? beside : null;
        if (folder is not null && (IsIn(folder, stores.DataDirectory) || IsIn(stores.DataDirectory, folder)))
            throw new StartRefusedException($"Backup:Directory is {folder}, which lies in the data folder {stores.DataDirectory} or around it. Choose a folder of its own, best on another disk.");
        if (folder is not null && IsIn(stores.MasterKeyFile, folder))
            throw new StartRefusedException($"The master key at {stores.MasterKeyFile} lies in the backup folder {folder}. Put it elsewhere: who has both has everything.");
        return new BackupOptions(folder, ReadAt(configuration["Backup:Schedule"]), ReadKeep(configuration["Backup:Keep"]));
    }

    /// <summary>The newest moment, not after now, at which a backup was to be made.</summary>
    internal DateTimeOffset LastDue(DateTimeOffset now)
    {
        var today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero) + At.ToTimeSpan();
        return today <= now ? today : today.AddDays(-1);
    }

    private static bool IsIn(string path, string folder) => path == folder || path.StartsWith(folder.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static TimeOnly ReadAt(string? text) => text is not { Length: > 0 }
        ? Usual
        : TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            ? at
            : throw new StartRefusedException($"Backup:Schedule is {text}, which is no time of day. Set it to hours and minutes in UTC, as in 04:05.");

    private static BackupKeep ReadKeep(string? text) => text is not { Length: > 0 }
        ? BackupKeep.Usual
        : BackupKeep.TryParse(text, out var keep)
            ? keep
            : throw new StartRefusedException($"Backup:Keep is {text}. Set it to three numbers, days, weeks and months, as in 7,4,3, with at least one day.");
}
