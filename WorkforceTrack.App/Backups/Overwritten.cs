namespace WorkforceTrack.App.Backups;

/// <summary>
/// Removes what holds the vault: overwritten first, so that its bytes do not wait in free blocks (NIST SP 800-88). On a disk that
/// writes elsewhere than it is told, a copy of the vault is sealed all the same, and an opened one is there for a moment alone.
/// </summary>
internal static class Overwritten
{
    internal static void Remove(string file)
    {
        using (var stream = new FileStream(file, FileMode.Open, FileAccess.Write))
        {
            var nothing = new byte[1 << 16];
            for (var left = stream.Length; left > 0; left -= nothing.Length) stream.Write(nothing, 0, (int)Math.Min(left, nothing.Length));
            stream.Flush(flushToDisk: true);
        }

        File.Delete(file);
    }

    /// <summary>Removes a scratch folder in which a backup was opened, or was to be.</summary>
    internal static void RemoveScratch(string folder)
    {
        if (!Directory.Exists(folder)) return;
        foreach (var file in Directory.EnumerateFiles(folder, "vault.db*")) Remove(file);
        Directory.Delete(folder, recursive: true);
    }
}
