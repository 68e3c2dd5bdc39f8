using System.Text.Json;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Erasure;

namespace WorkforceTrack.App.Backups;

/// <summary>When a backup was restored for a test the last time, and whether it was sound.</summary>
internal sealed record BackupTest(DateTimeOffset At, bool IsSound);

/// <summary>
/// The folder of backups: one folder for each under its name, copies of the vault in "vault". What is being made or removed begins with
/// a dot, and is no backup.
/// </summary>
internal sealed class BackupFolder(BackupOptions options, StoreOptions stores, BackupKeys keys)
{
    private const string TestFile = "tested.json";
    private const string Creating = ".creating-";
    private const string Removing = ".removing-";
    private const string Testing = ".testing-backup-";

    internal bool IsSet => options.Folder is not null;

    internal string Root => options.Folder
        ?? throw new StartRefusedException("Backup:Directory is not set. Set it to a folder outside the data folder, best on another disk, for example with the environment variable Backup__Directory.");

    internal string Vault => Path.Combine(Root, "vault");

    /// <summary>The newest first.</summary>
    internal IReadOnlyList<BackupName> Names() => IsSet && Directory.Exists(Root)
        ? [.. Directory.EnumerateDirectories(Root).Select(f => BackupName.TryParse(Path.GetFileName(f), out var name) ? name : (BackupName?)null).OfType<BackupName>().OrderDescending()]
        : [];

    internal string PathOf(BackupName name) => Path.Combine(Root, name.ToString());

    internal bool Has(BackupName name) => Directory.Exists(PathOf(name));

    internal BackupManifest Manifest(BackupName name) => BackupManifest.Read(PathOf(name), name, keys);

    /// <summary>Lets nobody else make, test or remove backups; null when somebody does.</summary>
    internal FileStream? TryTake()
    {
        StoreDoor.MakeFolder(Root);
        return TryLock(Path.Combine(Root, "in-use.lock"));
    }

    /// <summary>The operating system holds it and lets go of it when the program ends, however it ends.</summary>
    internal static FileStream? TryLock(string file)
    {
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(file))
        {
            return null;
        }
    }

    /// <summary>Removes what a run left that was cut off. Only while the folder is taken.</summary>
    internal void Clean()
    {
        foreach (var left in Directory.EnumerateDirectories(Root, Creating + "*").Concat(Directory.EnumerateDirectories(Root, Removing + "*"))) Directory.Delete(left, recursive: true);
        if (!Directory.Exists(stores.DataDirectory)) return;
        foreach (var left in Directory.EnumerateDirectories(stores.DataDirectory, Testing + "*")) Overwritten.RemoveScratch(left);
    }

    /// <summary>
    /// Removes an opened vault that a test or a restore left when it was cut off. Only while the copy of the vault is held: a test that
    /// runs holds it as long as the vault is open, and a restore runs only where no stores are.
    /// </summary>
    internal void CleanOpened()
    {
        foreach (var left in Directory.EnumerateDirectories(stores.DataDirectory, Testing + "*"))
            foreach (var file in Directory.EnumerateFiles(left, "vault.db*")) Overwritten.Remove(file);
        foreach (var left in Directory.EnumerateDirectories(stores.DataDirectory, RestoreBackup.Restoring + "*")) Overwritten.RemoveScratch(left);
    }

    /// <summary>A folder in which a backup is put together.</summary>
    internal string NewScratch() => Made(Path.Combine(Root, Creating + Chance()));

    /// <summary>A folder in which a backup is opened: in the data folder, whose stores hold the same.</summary>
    internal string NewTestScratch() => Made(Path.Combine(stores.DataDirectory, Testing + Chance()));

    /// <summary>Gives what was put together its name: from here on, and only from here on, it is a backup.</summary>
    internal void Publish(string scratch, BackupName name)
    {
        FolderSync.Force(scratch);
        Directory.Move(scratch, PathOf(name));
        FolderSync.Force(Root);
    }

    internal void Remove(BackupName name)
    {
        var gone = Path.Combine(Root, Removing + Chance());
        Directory.Move(PathOf(name), gone);
        FolderSync.Force(Root);
        Directory.Delete(gone, recursive: true);
    }

    /// <summary>The outcome of the last test; null when there was none that can be believed.</summary>
    internal BackupTest? TestOf(BackupName name)
    {
        var file = Path.Combine(PathOf(name), TestFile);
        return File.Exists(file) && keys.Proven(Use(name), File.ReadAllText(file)) is { } json ? JsonSerializer.Deserialize<BackupTest>(json) : null;
    }

    internal void Note(BackupName name, BackupTest test)
    {
        var file = Path.Combine(PathOf(name), TestFile);
        var scratch = $"{file}.{Chance()}.part";
        using (var stream = SealedFile.OwnerOnly(scratch))
        {
            stream.Write(System.Text.Encoding.UTF8.GetBytes(keys.Prove(Use(name), JsonSerializer.Serialize(test))));
            stream.Flush(flushToDisk: true);
        }

        File.Move(scratch, file, overwrite: true);
    }

    internal static string Chance() => Convert.ToHexStringLower(Randomness.Bytes(4));

    private static string Use(BackupName name) => $"test/{name}";

    private static string Made(string folder)
    {
        StoreDoor.MakeFolder(folder);
        return folder;
    }
}
