using System.Collections.Immutable;
using System.Text.Json;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Erasure;

namespace WorkforceTrack.App.Backups;

/// <summary>One sealed file of a backup.</summary>
internal sealed record BackupPart(string File, long Plain, long Sealed, string Sha256);

/// <summary>
/// What a backup says of itself: one line of JSON, and a line that proves it. Written last, so it vouches for whole files; it tells
/// nothing of anybody. The ledger's size and root are those that any checkpoint of that moment shows.
/// </summary>
internal sealed record BackupManifest(
    int Format, string Name, Guid Store, int Generation, string MainSchema, string? BoothSchema, long Entries, string Root, string Master, ImmutableArray<BackupPart> Parts)
{
    internal const int OwnFormat = 1;
    internal const string MainFile = "main.sealed";
    internal const string BoothFile = "booth.sealed";
    private const string FileName = "backup.json";
    private const string Use = "manifest";

    internal bool HasBooth => Parts.Any(p => p.File == BoothFile);

    /// <summary>Of all its files.</summary>
    internal long Size => Parts.Sum(p => p.Sealed);

    internal long PlainSize => Parts.Sum(p => p.Plain);

    /// <summary>The header of a part: it opens in its own backup and under its own name alone.</summary>
    internal static byte[] HeaderOf(BackupName backup, string file) => System.Text.Encoding.UTF8.GetBytes($"{backup}/{file}");

    internal void Write(string folder, BackupKeys keys)
    {
        using var stream = SealedFile.OwnerOnly(Path.Combine(folder, FileName));
        stream.Write(System.Text.Encoding.UTF8.GetBytes(keys.Prove(Use, JsonSerializer.Serialize(this))));
        stream.Flush(flushToDisk: true);
    }

    /// <exception cref="DamagedBackupException">It is not as it was written.</exception>
    /// <exception cref="StartRefusedException">Another key or a newer version made it.</exception>
    internal static BackupManifest Read(string folder, BackupName backup, BackupKeys keys)
    {
        var file = Path.Combine(folder, FileName);
        if (!File.Exists(file)) throw new DamagedBackupException($"{FileName} is missing.");
        var proven = File.ReadAllText(file);
        var read = TryRead(proven.Split('\n')[0]);
        if (keys.Proven(Use, proven) is null)
        {
            throw read is not null && read.Master != keys.Fingerprint
                ? new StartRefusedException($"The backup {backup} was made under another master key. Put that key in its place; without it nothing opens. Nothing was changed.")
                : new DamagedBackupException($"{FileName} is not as it was written.");
        }

        if (read is null || read.Format != OwnFormat) throw Newer(backup);
        return read.Name == backup.ToString() ? read : throw new DamagedBackupException($"the folder {backup} holds the backup {read.Name}.");
    }

    internal static StartRefusedException Newer(BackupName backup) =>
        new($"The backup {backup} was made by a newer version of the program. Install that version or a later one, then restore with it. Nothing was changed.");

    private static BackupManifest? TryRead(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<BackupManifest>(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
