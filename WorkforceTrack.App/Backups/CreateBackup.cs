using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Storage.Sqlite;
using WorkforceTrack.Domain.Erasure;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.Backups;

/// <summary>
/// Makes a backup while the program runs, from this process or another; it only reads (T3). Main first, the vault after it: whoever
/// registers in between is in the vault alone, which a restore tells, and nobody is in main alone who was not erased.
/// </summary>
internal sealed class CreateBackup(BackupFolder folder, VaultCopies vaults, StoreOptions stores, BackupKeys keys, TimeProvider clock)
{
    private const string OpenSurveys = "SELECT COUNT(*) FROM \"Surveys\" WHERE \"Phase\" = 'Open'";

    /// <param name="progress">Told how many bytes of how many are copied.</param>
    /// <returns>The name; null when another one is being made, tested or removed.</returns>
    [Keeps("T3")]
    internal async Task<BackupName?> CreateAsync(Action<long, long>? progress = null)
    {
        await StoreDoor.RequireAsync(stores, mayBegin: true);
        using var taken = folder.TryTake();
        if (taken is null) return null;
        folder.Clean();
        var name = BackupName.Of(clock.GetUtcNow());
        while (folder.Has(name)) name = BackupName.Of(name.At.AddSeconds(1));
        var scratch = folder.NewScratch();
        try
        {
            await CopyAsync(scratch, name, progress);
            folder.Publish(scratch, name);
        }
        finally
        {
            if (Directory.Exists(scratch)) Directory.Delete(scratch, recursive: true);
        }

        return name;
    }

    // INVARIANT: the copy of the vault is in its place after the stores are whole and before the backup has its name. Cut off in between, the
    // copy goes with every older backup; the other way round a backup would be listed that no copy goes with.
    private async Task CopyAsync(string scratch, BackupName name, Action<long, long>? progress)
    {
        await using var main = await StoreSnapshot.TakeAsync(StoreDoor.FileOf(stores.Main));
        // The moment of main is taken; that of the vault is later, whichever is copied first.
        var copied = Task.Run(() => CopyStoresAsync(main, scratch, name, progress));
        try
        {
            await vaults.RewriteAsync(name, copied);
        }
        finally
        {
            await copied.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task CopyStoresAsync(StoreSnapshot main, string scratch, BackupName name, Action<long, long>? progress)
    {
        var manifest = await CopyMainAsync(main, scratch, name, progress);
        (await CopyBoothAsync(scratch, name, manifest)).Write(scratch, keys);
    }

    private async Task<BackupManifest> CopyMainAsync(StoreSnapshot main, string scratch, BackupName name, Action<long, long>? progress)
    {
        var own = await CopiedStore.OfAsync(main);
        var head = await HeadAsync(main);
        var part = Copy(main, scratch, name, BackupManifest.MainFile, progress);
        return new BackupManifest(BackupManifest.OwnFormat, name.ToString(), own.Store, own.Generation, own.Schema, null, head.Size, head.Root.ToString(), keys.Fingerprint, [part]);
    }

    // INVARIANT: no answer to an open survey is in a backup (S3). Asked after the moment that is copied: what was open then is open now,
    // or takes no answer any more.
    private async Task<BackupManifest> CopyBoothAsync(string scratch, BackupName name, BackupManifest manifest)
    {
        var file = StoreDoor.FileOf(stores.Booth);
        if (!File.Exists(file) || await AnyOpenAsync()) return manifest;
        await using var booth = await StoreSnapshot.TakeAsync(file);
        if (await AnyOpenAsync()) return manifest;
        var own = await CopiedStore.OfAsync(booth);
        return manifest with { BoothSchema = own.Schema, Parts = manifest.Parts.Add(Copy(booth, scratch, name, BackupManifest.BoothFile, progress: null)) };
    }

    private BackupPart Copy(StoreSnapshot store, string scratch, BackupName name, string file, Action<long, long>? progress)
    {
        var sizes = SealedFile.Write(
            Path.Combine(scratch, file), keys.Main, BackupManifest.HeaderOf(name, file), store.Length, store.Read, done => progress?.Invoke(Math.Min(done, store.Length), store.Length));
        return new BackupPart(file, sizes.Plain, sizes.Sealed, sizes.Sha256.ToString());
    }

    private static async Task<LedgerTree> HeadAsync(StoreSnapshot main)
    {
        await using var db = new SqliteMainDb(new DbContextOptionsBuilder<SqliteMainDb>().UseSqlite(main.Connection).Options);
        await db.Database.UseTransactionAsync(main.Transaction);
        return await LedgerBook.ReadHeadAsync(db);
    }

    private async Task<bool> AnyOpenAsync()
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = StoreDoor.FileOf(stores.Main), Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = OpenSurveys;
        return (long)(await command.ExecuteScalarAsync())! > 0;
    }
}
