using System.Collections.Immutable;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Erasure;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.Backups;

/// <summary>One backup as it stands in the folder.</summary>
/// <param name="Aged">Its name, its generation and when it goes.</param>
/// <param name="Manifest">What it says of itself; null when that cannot be believed.</param>
/// <param name="Fault">Why not; null when it can.</param>
/// <param name="Test">The last test of it; null when there was none.</param>
internal sealed record ShelvedBackup(AgedBackup Aged, BackupManifest? Manifest, string? Fault, BackupTest? Test)
{
    internal BackupName Name => Aged.Name;

    internal bool IsVerified => Manifest is not null && Test is { IsSound: true };
}

/// <summary>The backups that are there, which of them stay, and when the last of them goes (T4, T5).</summary>
internal sealed class BackupShelf(BackupFolder folder, BackupOptions options, TimeProvider clock)
{
    private DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    /// <summary>The newest first.</summary>
    internal ImmutableArray<ShelvedBackup> All() => [.. BackupGenerations.Of(folder.Names(), options.Keep).Select(Look)];

    /// <summary>
    /// The day by which the last backup goes that may hold what is in the store now, or until <paramref name="until"/> when that is
    /// later. Computed from the schedule and the files that are there. Null: no backups are made here and none are there.
    /// </summary>
    [Keeps("T4")]
    internal Task<DateOnly?> LastGoesOnAsync(DateOnly? until = null)
    {
        if (!folder.IsSet) return Task.FromResult<DateOnly?>(null);
        var today = Today;
        return Task.Run(() => (DateOnly?)BackupGenerations.LastGoesOn(folder.Names(), options.Keep, today, until ?? today));
    }

    /// <summary>Removes what is past its generation; the newest and the last verified stay. Null when the folder is in use.</summary>
    [Keeps("T5")]
    internal ImmutableArray<BackupName>? Prune()
    {
        using var taken = folder.TryTake();
        if (taken is null) return null;
        folder.Clean();
        var all = All();
        var verified = all.FirstOrDefault(b => b.IsVerified)?.Name;
        var gone = BackupGenerations.ToRemove([.. all.Select(b => b.Name)], options.Keep, Today, verified);
        foreach (var name in gone) folder.Remove(name);
        return gone;
    }

    private ShelvedBackup Look(AgedBackup aged)
    {
        try
        {
            var manifest = folder.Manifest(aged.Name);
            return manifest.Parts.FirstOrDefault(part => new FileInfo(Path.Combine(folder.PathOf(aged.Name), part.File)) is var file && (!file.Exists || file.Length != part.Sealed)) is { } gone
                ? new ShelvedBackup(aged, null, $"{gone.File} is missing or of another size.", null)
                : new ShelvedBackup(aged, manifest, null, folder.TestOf(aged.Name));
        }
        catch (Exception fault) when (fault is DamagedBackupException or StartRefusedException or IOException or UnauthorizedAccessException)
        {
            return new ShelvedBackup(aged, null, fault is DamagedBackupException or StartRefusedException ? fault.Message : "It cannot be read.", null);
        }
    }
}
