using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.App.Storage.Sqlite;
using WorkforceTrack.Domain.Erasure;

namespace WorkforceTrack.App.Backups;

/// <summary>
/// The copy of the vault: apart from the main copies, and one alone. Main copies live for months and are noise without it; whoever was
/// erased is in no copy of the vault any more, so no backup opens what it holds of them (T4). It is made with each backup, and what is
/// erased in between is destroyed in it.
/// </summary>
internal sealed class VaultCopies(BackupFolder folder, StoreOptions stores, BackupKeys keys, TimeProvider clock, ILogger<VaultCopies> log)
{
    private const string Ending = ".sealed";
    private const string Creating = ".creating-";
    private readonly VaultCopyLock turn = new(folder);

    /// <summary>
    /// Writes a copy of the vault as it is now, then destroys every older one. May be repeated, and must be when it was cut off: at
    /// every moment one whole copy is there, and once this returns, none that was begun before. Without a backup folder it does nothing.
    /// </summary>
    /// <exception cref="IOException">It could not be done. Older copies may still be there.</exception>
    /// <param name="backup">The backup that it is made for; the copy is named no earlier than that.</param>
    /// <param name="rest">The rest of that backup: when it fails, the older copies stay.</param>
    internal async Task RewriteAsync(BackupName? backup = null, Task? rest = null)
    {
        if (!folder.IsSet) return;
        // INVARIANT: held from before the moment that is copied until the older copies are gone. A copy of an earlier moment cannot come late.
        await using var held = await HoldAsync();
        Clean();
        await RewriteHeldAsync(backup, rest);
    }

    /// <summary>
    /// Destroys in the copy what it holds of these people, and adds what the vault has of them now. May be repeated, and must be when it was
    /// cut off. Where there is no one copy that knows each of them, a new one is written.
    /// </summary>
    /// <exception cref="IOException">It could not be done. The copy may still hold them.</exception>
    internal async Task RenewAsync(IReadOnlyCollection<Guid> people)
    {
        if (!folder.IsSet || people.Count == 0) return;
        await using var held = await HoldAsync();
        Clean();
        if (Files() is [var only] && await TryRenewAsync(only.File, people)) return;
        await RewriteHeldAsync(backup: null, rest: null);
    }

    /// <summary>The same where it may wait for the next backup, which writes the copy anew in any case.</summary>
    internal Task TryRenewAsync(IReadOnlyCollection<Guid> people) => TryAsync(() => RenewAsync(people));

    /// <summary>A whole new copy, where it may wait for the next backup.</summary>
    internal Task TryRewriteAsync() => TryAsync(() => RewriteAsync());

    private async Task TryAsync(Func<Task> change)
    {
        try
        {
            await change();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            log.NotRewritten(failure.GetType().Name);
        }
    }

    // What runs left that were cut off.
    private void Clean()
    {
        foreach (var left in Directory.EnumerateFiles(folder.Vault, Creating + "*")) Overwritten.Remove(left);
        folder.CleanOpened();
    }

    private async Task RewriteHeldAsync(BackupName? backup, Task? rest)
    {
        var older = Files();
        var name = BackupName.Of(clock.GetUtcNow());
        if (backup is { } least && least.CompareTo(name) > 0) name = least;
        if (older is [var newest, ..] && newest.Name.CompareTo(name) >= 0) name = BackupName.Of(newest.Name.At.AddSeconds(1));
        var scratch = Path.Combine(folder.Vault, Creating + BackupFolder.Chance());
        try
        {
            await Task.Run(() => WriteAsync(scratch, name));
            if (rest is not null) await rest;
        }
        catch
        {
            if (File.Exists(scratch)) Overwritten.Remove(scratch);
            throw;
        }

        File.Move(scratch, Path.Combine(folder.Vault, name + Ending));
        FolderSync.Force(folder.Vault);
        foreach (var (_, file) in older) VaultCopyFile.Remove(file);
        FolderSync.Force(folder.Vault);
    }

    /// <summary>Keeps the copy as it is, until this is let go.</summary>
    /// <exception cref="IOException">Another process writes it and does not come to an end.</exception>
    internal Task<IAsyncDisposable> HoldAsync() => turn.HoldAsync();

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
    /// <exception cref="StartRefusedException">Another key made it, or a newer version.</exception>
    internal VaultHeader HeaderOf(string file)
    {
        using var copy = VaultCopyFile.Read(file, keys);
        return copy.Header;
    }

    /// <summary>Opens a copy into a new file.</summary>
    /// <exception cref="DamagedBackupException">It is not as it was written.</exception>
    internal async Task OpenAsync(string file, string target)
    {
        using var copy = VaultCopyFile.Read(file, keys);
        await UnfoldedVault.MakeAsync(copy, target);
    }

    private async Task<bool> TryRenewAsync(string file, IReadOnlyCollection<Guid> people)
    {
        try
        {
            await using var vault = await OpenVaultAsync();
            await using var moment = vault.BeginTransaction(deferred: true);
            using var copy = VaultCopyFile.Change(file, keys);
            var own = await CopiedStore.OfAsync(vault, moment);
            if (new CopiedStore(copy.Header.Store, copy.Header.Generation, copy.Header.Schema) != own) return false;
            return copy.Renew(people, vault, moment);
        }
        catch (Exception failure) when (failure is DamagedBackupException or StartRefusedException or SqliteException)
        {
            // Whatever is wrong with it, a new one is written.
            return false;
        }
    }

    private async Task WriteAsync(string file, BackupName name)
    {
        try
        {
            await using var vault = await OpenVaultAsync();
            await using var moment = vault.BeginTransaction(deferred: true);
            var own = await CopiedStore.OfAsync(vault, moment);
            var salt = Randomness.Bytes(32);
            VaultCopyFile.Write(file, new VaultHeader(VaultCopyFile.OwnFormat, name.ToString(), own.Store, own.Generation, own.Schema, keys.Fingerprint, salt, Columns: ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty, Next: 1, Gone: []), keys, vault, moment);
            // Read back before the older one goes: the disk may have kept something else.
            using var copy = VaultCopyFile.Read(file, keys);
            copy.ReadRows(static (_, _) => { });
        }
        catch (SqliteException failure)
        {
            throw new IOException($"The copy of the vault could not be written (SQLite error {failure.SqliteErrorCode}).", failure);
        }
        catch (DamagedBackupException failure)
        {
            throw new IOException("The copy of the vault does not read as it was written. The older one was kept.", failure);
        }
    }

    private async Task<SqliteConnection> OpenVaultAsync()
    {
        var vault = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = StoreDoor.FileOf(stores.Vault), Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ConnectionString);
        await vault.OpenAsync();
        return vault;
    }
}
