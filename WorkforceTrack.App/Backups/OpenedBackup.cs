using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Storage.Sqlite;
using WorkforceTrack.Domain.Erasure;
using WorkforceTrack.Domain.Ledger;

namespace WorkforceTrack.App.Backups;

/// <summary>
/// A backup and a copy of the vault, opened together into a scratch folder: every byte checked against what was written, the files
/// against themselves, the ledger against the head that the backup names, and brought forward to this version. A test of a backup is
/// this much, and a restore begins with it.
/// </summary>
internal sealed class OpenedBackup
{
    private OpenedBackup(BackupManifest manifest, VaultHeader vault, string folder) => (Manifest, Vault, Folder) = (manifest, vault, folder);

    internal BackupManifest Manifest { get; }

    internal VaultHeader Vault { get; }

    internal string Folder { get; }

    internal string MainFile => Path.Combine(Folder, "main.db");

    internal string VaultFile => Path.Combine(Folder, "vault.db");

    internal string BoothFile => Path.Combine(Folder, "booth.db");

    /// <summary>Its stores, for one look each.</summary>
    internal SqliteMainDb Main() => StoreDoor.MainContext(Connection(MainFile));

    internal SqliteVaultDb VaultStore() => StoreDoor.VaultContext(Connection(VaultFile));

    internal SqliteBoothDb Booth() => BoothStoreDoor.BoothContext(Connection(BoothFile));

    /// <summary>Opens and checks the copy of the vault.</summary>
    /// <exception cref="DamagedBackupException">Something is not as it was.</exception>
    /// <exception cref="StartRefusedException">It does not fit.</exception>
    internal static async Task OpenVaultAsync(BackupSource source, string scratch)
    {
        var (opened, header) = (new OpenedBackup(source.Manifest, source.VaultHeader, scratch), source.VaultHeader);
        await using var vault = opened.VaultStore();
        if (!vault.Database.GetMigrations().Contains(header.Schema, StringComparer.Ordinal)) throw BackupManifest.Newer(source.Name);
        if (header.Store != source.Manifest.Store || header.Generation < source.Manifest.Generation)
            throw new StartRefusedException($"The copy of the vault at {source.VaultFile} does not belong to the backup {source.Name}: it is of another store, or of one from before it was restored. Name the right one with --vault. Nothing was changed.");
        await source.OpenVaultAsync(opened.VaultFile);
        // Made of its rows just now, each checked: only that it is the store that it says.
        await RequireSoundAsync(opened.VaultFile, "vault", Scrutiny.TestedBefore, new CopiedStore(header.Store, header.Generation, header.Schema));
        await SqliteMigration.RunAsync(vault.Database);
    }

    /// <summary>Opens and checks the rest; what it wrote into the folder when it throws is to be thrown away.</summary>
    /// <param name="source">What to open.</param>
    /// <param name="scratch">A folder with nothing in it but, perhaps, the vault.</param>
    /// <param name="bodiesKeptFrom">Bodies of entries before this moment may be gone, their retention having ended.</param>
    /// <param name="scrutiny">How closely to look.</param>
    /// <param name="progress">Told how many bytes of how many are opened.</param>
    /// <exception cref="DamagedBackupException">Something is not as it was.</exception>
    /// <exception cref="StartRefusedException">It does not fit: another key, another store, a newer version, no room.</exception>
    internal static async Task<OpenedBackup> OpenAsync(BackupSource source, string scratch, DateTimeOffset bodiesKeptFrom, Scrutiny scrutiny, Action<long, long>? progress = null)
    {
        var manifest = source.Manifest;
        var opened = new OpenedBackup(manifest, source.VaultHeader, scratch);
        RequireRoom(scratch, manifest.PlainSize);
        await RequireKnownAsync(source, opened);
        foreach (var part in manifest.Parts) await Task.Run(() => OpenPart(source, part, part.File == BackupManifest.MainFile ? opened.MainFile : opened.BoothFile, progress));
        await Task.WhenAll(Task.Run(() => RequireLedgerAsync(opened, bodiesKeptFrom, scrutiny)), Task.Run(() => RequireSoundAsync(opened, scrutiny)));
        await MigrateAsync(opened);
        return opened;
    }

    private static void OpenPart(BackupSource source, BackupPart part, string target, Action<long, long>? progress)
    {
        if (!File.Exists(Path.Combine(source.Folder, part.File))) throw new DamagedBackupException($"{part.File} is missing.");
        using var stream = SealedFile.OwnerOnly(target);
        var sizes = SealedFile.Open(
            Path.Combine(source.Folder, part.File), source.Keys.Main, BackupManifest.HeaderOf(source.Name, part.File), stream.Write, done => progress?.Invoke(done, part.Plain));
        stream.Flush(flushToDisk: true);
        if (new BackupPart(part.File, sizes.Plain, sizes.Sealed, sizes.Sha256.ToString()) != part) throw new DamagedBackupException($"{part.File} is another file than the one that was written.");
    }

    // A store that a newer version changed must not be opened by this one.
    private static async Task RequireKnownAsync(BackupSource source, OpenedBackup opened)
    {
        await using var main = opened.Main();
        await using var booth = opened.Booth();
        if (!main.Database.GetMigrations().Contains(source.Manifest.MainSchema, StringComparer.Ordinal)
            || (source.Manifest.BoothSchema is { } schema && !booth.Database.GetMigrations().Contains(schema, StringComparer.Ordinal)))
            throw BackupManifest.Newer(source.Name);
    }

    private static void RequireRoom(string scratch, long size)
    {
        var room = new DriveInfo(scratch).AvailableFreeSpace;
        if (room < size) throw new StartRefusedException(string.Create(CultureInfo.InvariantCulture, $"There is not enough room on the disk of {Path.GetDirectoryName(scratch)}: {size >> 20:N0} MiB are needed, {room >> 20:N0} MiB are free. Make room, then try again. Nothing was changed."));
    }

    private static async Task RequireSoundAsync(OpenedBackup opened, Scrutiny scrutiny)
    {
        var manifest = opened.Manifest;
        await RequireSoundAsync(opened.MainFile, "main", scrutiny, new CopiedStore(manifest.Store, manifest.Generation, manifest.MainSchema));
        if (manifest.BoothSchema is { } schema) await RequireSoundAsync(opened.BoothFile, "booth", scrutiny, new CopiedStore(manifest.Store, manifest.Generation, schema));
    }

    private static async Task RequireSoundAsync(string file, string store, Scrutiny scrutiny, CopiedStore expected)
    {
        try
        {
            await using var connection = new SqliteConnection(Connection(file));
            await connection.OpenAsync();
            if (await CopiedStore.OfAsync(connection) != expected) throw new DamagedBackupException($"the {store} store in it is another one than it says.");
            if (scrutiny == Scrutiny.TestedBefore) return;
            await using var command = connection.CreateCommand();
            command.CommandText = scrutiny == Scrutiny.Test ? "PRAGMA integrity_check(1);" : "PRAGMA quick_check(1);";
            if ((string)(await command.ExecuteScalarAsync())! != "ok") throw new DamagedBackupException($"the {store} store in it is damaged in itself.");
        }
        catch (SqliteException failure) when (!DiskFaults.Is(failure))
        {
            throw new DamagedBackupException($"the {store} store in it cannot be read to its end.");
        }
    }

    private static async Task RequireLedgerAsync(OpenedBackup opened, DateTimeOffset bodiesKeptFrom, Scrutiny scrutiny)
    {
        try
        {
            await using var main = opened.Main();
            var head = await LedgerBook.ReadHeadAsync(main);
            if (head.Size != opened.Manifest.Entries || head.Root.ToString() != opened.Manifest.Root) throw new DamagedBackupException("the ledger in it is another one than it says.");
            if (scrutiny == Scrutiny.TestedBefore) return;
            var report = await AuditLedger.AuditAsync(main, new LedgerAudit(bodiesKeptFrom));
            if (!report.IsSound) throw new DamagedBackupException($"the ledger in it is damaged. {report.Findings[0].Text}");
            if (report.Root != head.Root) throw new DamagedBackupException("the ledger in it is another one than it says.");
        }
        catch (Exception failure) when (failure is DamagedLedgerException || (failure is SqliteException disk && !DiskFaults.Is(disk)))
        {
            throw new DamagedBackupException("the ledger in it cannot be read to its end.");
        }
    }

    private static async Task MigrateAsync(OpenedBackup opened)
    {
        await using var main = opened.Main();
        await SqliteMigration.RunAsync(main.Database);
        if (!opened.Manifest.HasBooth) return;
        await using var booth = opened.Booth();
        await SqliteMigration.RunAsync(booth.Database);
    }

    private static string Connection(string file) => $"Data Source={file};Pooling=False";
}
