using System.Text.Json;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Storage.Sqlite;
using WorkforceTrack.Domain.Erasure;

namespace WorkforceTrack.App.Backups;

/// <summary>What a copy of the vault says of itself, in the clear; believe it once the copy was opened.</summary>
internal sealed record VaultHeader(int Format, string Name, Guid Store, int Generation, string Schema, string Master);

/// <summary>
/// The copy of the vault: apart from the main copies, and one alone. Main copies live for months and are noise without it; whoever was
/// erased is in no copy of the vault any more, so no backup opens what it holds of them (T4).
/// </summary>
internal sealed class VaultCopies(BackupFolder folder, StoreOptions stores, BackupKeys keys, TimeProvider clock, ILogger<VaultCopies> log)
{
    private const string Ending = ".sealed";
    private const string Creating = ".creating-";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    // Those of this process come one after the other; among processes the lock of the folder decides.
    private readonly SemaphoreSlim turn = new(1, 1);

    /// <summary>
    /// Writes a copy of the vault as it is now, then destroys every older one. May be repeated, and must be when it was cut off: at
    /// every moment one whole copy is there, and once this returns, none that was begun before. Without a backup folder it does nothing.
    /// </summary>
    /// <exception cref="IOException">It could not be done. Older copies may still be there.</exception>
    internal async Task RewriteAsync()
    {
        if (!folder.IsSet) return;
        // INVARIANT: held from before the moment that is copied until the older copies are gone. A copy of an earlier moment cannot come late.
        await using var held = await HoldAsync();
        foreach (var left in Directory.EnumerateFiles(folder.Vault, Creating + "*")) Overwritten.Remove(left);
        folder.CleanOpened();
        var older = Files();
        var name = BackupName.Of(clock.GetUtcNow());
        if (older is [var newest, ..] && newest.Name.CompareTo(name) >= 0) name = BackupName.Of(newest.Name.At.AddSeconds(1));
        var scratch = Path.Combine(folder.Vault, Creating + BackupFolder.Chance());
        await WriteAsync(scratch, name);
        File.Move(scratch, Path.Combine(folder.Vault, name + Ending));
        FolderSync.Force(folder.Vault);
        foreach (var (_, file) in older) Overwritten.Remove(file);
        FolderSync.Force(folder.Vault);
    }

    /// <summary>The same where what was removed may wait for the next backup, which writes the copy anew in any case.</summary>
    internal async Task TryRewriteAsync()
    {
        try
        {
            await RewriteAsync();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            log.NotRewritten(failure.GetType().Name);
        }
    }

    /// <summary>Whether a folder for backups is set; without one, there is no copy.</summary>
    internal bool AreMade => folder.IsSet;

    /// <summary>The newest first: one, or a second for the moment in which it is replaced.</summary>
    internal IReadOnlyList<(BackupName Name, string File)> Files() => folder.IsSet && Directory.Exists(folder.Vault)
        ?
        [
            .. Directory.EnumerateFiles(folder.Vault, "*" + Ending)
                .Select(file => (IsName: BackupName.TryParse(Path.GetFileNameWithoutExtension(file), out var name), Name: name, File: file))
                .Where(found => found.IsName).Select(found => (found.Name, found.File)).OrderByDescending(found => found.Name),
        ]
        : [];

    /// <exception cref="DamagedBackupException">It is no copy of a vault.</exception>
    /// <exception cref="StartRefusedException">Another key made it.</exception>
    internal VaultHeader HeaderOf(string file)
    {
        if (SealedFile.ReadHeader(file) is not { } bytes || TryRead(bytes) is not { } header) throw new DamagedBackupException($"the copy of the vault at {file} does not begin as one.");
        return header.Master == keys.Fingerprint
            ? header
            : throw new StartRefusedException($"The copy of the vault at {file} was made under another master key. Put that key in its place; without it nothing opens. Nothing was changed.");
    }

    /// <summary>Opens a copy into a new file.</summary>
    internal void Open(string file, string target)
    {
        var header = JsonSerializer.SerializeToUtf8Bytes(HeaderOf(file));
        using var stream = SealedFile.OwnerOnly(target);
        try
        {
            SealedFile.Open(file, keys.Vault, header, stream.Write);
        }
        catch (DamagedBackupException damaged)
        {
            throw new DamagedBackupException($"the copy of the vault {damaged.Message}");
        }

        stream.Flush(flushToDisk: true);
    }

    private async Task WriteAsync(string file, BackupName name)
    {
        await using var vault = await StoreSnapshot.TakeAsync(StoreDoor.FileOf(stores.Vault));
        var own = await CopiedStore.OfAsync(vault);
        var header = JsonSerializer.SerializeToUtf8Bytes(new VaultHeader(BackupManifest.OwnFormat, name.ToString(), own.Store, own.Generation, own.Schema, keys.Fingerprint));
        var written = SealedFile.Write(file, keys.Vault, header, vault.Length, vault.Read);
        // Read back before the older one goes: the disk may have kept something else.
        if (SealedFile.Open(file, keys.Vault, header, static _ => { }) != written) throw new IOException("The copy of the vault does not read as it was written. The older one was kept.");
    }

    /// <summary>Keeps the copy as it is, until this is let go.</summary>
    internal async Task<IAsyncDisposable> HoldAsync()
    {
        await turn.WaitAsync();
        try
        {
            StoreDoor.MakeFolder(folder.Root);
            StoreDoor.MakeFolder(folder.Vault);
            return new Held(await LockAsync(), turn);
        }
        catch
        {
            turn.Release();
            throw;
        }
    }

    private async Task<FileStream> LockAsync()
    {
        for (var waited = TimeSpan.Zero; waited < Patience; waited += Pause)
        {
            if (BackupFolder.TryLock(Path.Combine(folder.Vault, "in-use.lock")) is { } taken) return taken;
            await Task.Delay(Pause);
        }

        throw new IOException("Somebody else is writing the copy of the vault and does not come to an end.");
    }

    private sealed class Held(FileStream taken, SemaphoreSlim turn) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await taken.DisposeAsync();
            turn.Release();
        }
    }

    private static VaultHeader? TryRead(byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize<VaultHeader>(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

internal static partial class VaultCopiesLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "The copy of the vault could not be written anew ({Kind}): until the next backup it holds a key that was destroyed.")]
    internal static partial void NotRewritten(this ILogger logger, string kind);
}
