using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Storage;

/// <summary>A start on a disk where something is missing or foreign is refused in words, and changes nothing.</summary>
public sealed class StartRefusalTests
{
    public static TheoryData<string, string> WrongDisks => new()
    {
        { "vault missing", "vault store is missing" },
        { "vault empty", "vault store" },
        { "vault without its row", "is not a vault store" },
        { "vault no database", "is not a vault store" },
        { "vault of another store", "does not belong" },
        { "vault of another generation", "does not belong" },
        { "vault without people", "knows nobody" },
        { "vault without keys", "holds no key" },
        { "vault without keys or entries", "holds no key" },
        { "vault without people or keys", "holds no key" },
        { "main in the place of the vault", "is not a vault store" },
        { "main missing", "main store is missing" },
        { "main empty", "main store" },
        { "main of another store", "does not belong" },
        { "key missing", "no master key" },
        { "key of another store", "master key" },
        { "key too short", "not 32 bytes" },
        { "key readable by others", "chmod 600" },
        { "checkpoint missing", "checkpoint" },
        { "checkpoint no note", "not a signed checkpoint" },
        { "checkpoint of another store", "was not signed by this ledger's key" },
        { "checkpoint ahead of the store", "was cut or is an older copy" },
        { "checkpoint over other entries", "does not continue" },
    };

    [Theory, Proves("SE1")]
    [MemberData(nameof(WrongDisks))]
    public async Task A_wrong_disk_is_refused_in_words_and_nothing_is_changed(string wrong, string words)
    {
        using var disk = await UsedDiskAsync(3);
        await SpoilAsync(disk, wrong);
        var before = disk.Fingerprint();

        var refusal = await Assert.ThrowsAsync<StartRefusedException>(() => OpenAsync(disk));

        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
        disk.ReleaseFiles();
        Assert.Equal(before, disk.Fingerprint());
    }

    [Fact, Proves("SE1")]
    public async Task A_lock_that_a_killed_start_left_in_a_store_is_not_waited_for()
    {
        using var disk = await UsedDiskAsync(3);
        foreach (var store in new[] { "main", "vault", "booth" })
        {
            await using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(disk.Data, "stores", store)}.db;Pooling=False");
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE IF NOT EXISTS \"__EFMigrationsLock\" (\"Id\" INTEGER NOT NULL PRIMARY KEY, \"Timestamp\" TEXT NOT NULL); INSERT INTO \"__EFMigrationsLock\" VALUES (1, '2026-01-01 00:00:00+00:00');";
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        await OpenAsync(disk).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
    }

    [Theory, Proves("SE1")]
    [InlineData("vault without people")]
    [InlineData("vault without keys")]
    [InlineData("vault without keys or entries")]
    public async Task The_verbs_refuse_a_spoilt_vault_too(string wrong)
    {
        using var disk = await UsedDiskAsync(3);
        await SpoilAsync(disk, wrong);
        var before = disk.Fingerprint();

        await using var app = App.Start.BuildWithoutRoutes(new Staging { IsProduction = true, MakesKey = false }.Arguments(disk));
        await Assert.ThrowsAsync<StartRefusedException>(() => StoreDoor.RequireAsync(app.Services.GetRequiredService<StoreOptions>()));

        disk.ReleaseFiles();
        Assert.Equal(before, disk.Fingerprint());
    }

    // What a first start leaves that was cut off before anybody was made: the first policy, and a first administrator half made.
    [Theory]
    [InlineData()]
    [InlineData(EntryKind.Policy)]
    [InlineData(EntryKind.Credential)]
    [InlineData(EntryKind.Policy, EntryKind.Credential)]
    public async Task A_store_in_which_nobody_was_made_yet_is_opened(params EntryKind[] made)
    {
        using var disk = await DiskAsync(withSomebody: false, made);

        await OpenAsync(disk);
        await OpenAsync(disk);
    }

    [Fact, Proves("SE1")]
    public async Task Only_the_owner_enters_the_folders_of_the_data()
    {
        if (OperatingSystem.IsWindows()) return;
        using var disk = new TestFolder().WithKey();

        await OpenAsync(disk);

        foreach (var folder in new[] { disk.Data, Path.Combine(disk.Data, "stores") })
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
    }

    [Fact]
    public async Task The_same_disk_unspoilt_is_opened()
    {
        using var disk = await UsedDiskAsync(3);

        await OpenAsync(disk);
        await OpenAsync(disk);
    }

    [Fact]
    public async Task A_first_start_that_broke_off_is_begun_anew()
    {
        using var disk = new TestFolder().WithKey();
        Directory.CreateDirectory(Path.Combine(disk.Data, ".creating-0badcafe"));
        await File.WriteAllTextAsync(Path.Combine(disk.Data, ".creating-0badcafe", "main.db"), "half a store", TestContext.Current.CancellationToken);

        await OpenAsync(disk);

        Assert.Equal([Path.Combine(disk.Data, "stores")], Directory.GetDirectories(disk.Data));
    }

    private static async Task OpenAsync(TestFolder disk)
    {
        await using var store = await TestStore.OpenAsync(new Staging { Folder = disk, MakesKey = false });
    }

    /// <summary>A disk that the program used and left in good order.</summary>
    private static Task<TestFolder> UsedDiskAsync(int entries) => DiskAsync(withSomebody: true, [.. Enumerable.Repeat(EntryKind.Notice, entries)]);

    private static async Task<TestFolder> DiskAsync(bool withSomebody, EntryKind[] entries)
    {
        var disk = new TestFolder().WithKey();
        await using (var store = await TestStore.OpenAsync(new Staging { Folder = disk }))
        {
            if (withSomebody) await store.LetSomebodyInAsync();
            foreach (var kind in entries)
                await store.Writer.WriteAsync(work => Task.FromResult(work.Append(Entries.New(work, kind, ActorRole.Platform))));
            store.Get<CheckpointFile>().Write(store.Get<LedgerBook>().Head);
        }

        disk.ReleaseFiles();
        return disk;
    }

    private static async Task SpoilAsync(TestFolder disk, string wrong)
    {
        switch (wrong)
        {
            case "vault missing":
                File.Delete(disk.VaultFile);
                break;
            case "vault empty":
                await File.WriteAllBytesAsync(disk.VaultFile, []);
                break;
            case "vault without its row":
                await Sql.RunAsync(disk.VaultFile, "DELETE FROM StoreInfo");
                break;
            case "vault without people":
                await Sql.RunAsync(disk.VaultFile, "DELETE FROM People");
                break;
            case "vault without keys":
                await Sql.RunAsync(disk.VaultFile, "DELETE FROM ProgramKeys");
                break;
            case "vault without keys or entries":
                await Sql.RunAsync(disk.VaultFile, "DELETE FROM ProgramKeys");
                await Sql.RunAsync(disk.MainFile, "DROP TRIGGER Ledger_no_DELETE; DELETE FROM Ledger");
                break;
            case "vault without people or keys":
                await Sql.RunAsync(disk.VaultFile, "DELETE FROM People; DELETE FROM ProgramKeys");
                break;
            case "vault no database":
                await File.WriteAllTextAsync(disk.VaultFile, "This is not a database, only a text that is long enough to be one.");
                break;
            case "vault of another store":
                using (var other = await UsedDiskAsync(1)) File.Copy(other.VaultFile, disk.VaultFile, overwrite: true);
                break;
            case "vault of another generation":
                await Sql.RunAsync(disk.VaultFile, "UPDATE StoreInfo SET Generation = Generation + 1");
                break;
            case "main in the place of the vault":
                File.Copy(disk.MainFile, disk.VaultFile, overwrite: true);
                break;
            case "main missing":
                File.Delete(disk.MainFile);
                break;
            case "main empty":
                await File.WriteAllBytesAsync(disk.MainFile, []);
                break;
            case "main of another store":
                using (var other = await UsedDiskAsync(1)) File.Copy(other.MainFile, disk.MainFile, overwrite: true);
                break;
            case "key missing":
                File.Delete(disk.MasterKeyFile);
                break;
            case "key of another store":
                await File.WriteAllTextAsync(disk.MasterKeyFile, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
                break;
            case "key too short":
                await File.WriteAllTextAsync(disk.MasterKeyFile, Convert.ToBase64String(RandomNumberGenerator.GetBytes(31)));
                break;
            case "key readable by others" when !OperatingSystem.IsWindows():
                File.SetUnixFileMode(disk.MasterKeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
                break;
            case "checkpoint missing":
                File.Delete(disk.CheckpointFile);
                break;
            case "checkpoint no note":
                await File.WriteAllTextAsync(disk.CheckpointFile, "three entries, I promise");
                break;
            case "checkpoint of another store":
                using (var other = await UsedDiskAsync(3)) File.Copy(other.CheckpointFile, disk.CheckpointFile, overwrite: true);
                break;
            case "checkpoint ahead of the store":
                await Sql.RunAsync(disk.MainFile, "DROP TRIGGER Ledger_no_DELETE; DELETE FROM Ledger WHERE \"Index\" = 2");
                break;
            case "checkpoint over other entries":
                await Sql.RunAsync(disk.MainFile, "DROP TRIGGER Ledger_no_UPDATE; UPDATE Ledger SET LeafHash = zeroblob(32) WHERE \"Index\" = 1");
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(wrong), wrong, message: null);
        }

        disk.ReleaseFiles();
    }
}
