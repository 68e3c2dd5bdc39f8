using System.Text;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Backups;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Staff;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Promises;
using WorkforceTrack.Tests.Staff;

namespace WorkforceTrack.Tests.Backups;

public sealed class VaultCopiesTests
{
    [Fact, Proves("T4")]
    public async Task After_an_erasure_one_copy_is_there_and_it_does_not_hold_the_row()
    {
        using var disk = new BackupDisk();
        await using var office = await disk.OpenAsync();
        var alice = await office.JoinAsync("alice");
        await office.JoinAsync("bo");
        await BackupDisk.BackUpAsync(office);
        Assert.Contains(alice.Id, await PeopleInAsync(office, disk));

        await BackupDisk.DestroyAsync(office, alice.Id);
        await office.Get<VaultCopies>().RewriteAsync();
        await office.Get<VaultCopies>().RewriteAsync();

        Assert.DoesNotContain(alice.Id, await PeopleInAsync(office, disk));
        Assert.Single(office.Get<VaultCopies>().Files());
        Assert.Empty(disk.Scratch());
    }

    [Fact, Proves("T4")]
    public async Task What_is_erased_is_destroyed_in_the_copy_itself_and_the_rest_of_it_stays()
    {
        using var disk = new BackupDisk();
        await using var office = await disk.OpenAsync();
        var (alice, bo) = (await office.JoinAsync("alice"), await office.JoinAsync("bo"));
        await BackupDisk.BackUpAsync(office);
        var (name, file) = Assert.Single(office.Get<VaultCopies>().Files());
        var sealedRows = await RowsInAsync(file);
        await BackupDisk.DestroyAsync(office, alice.Id);
        var late = await office.JoinAsync("late");

        await office.Get<VaultCopies>().RenewAsync([VaultOwner.Person(alice.Id)]);
        await office.Get<VaultCopies>().RenewAsync([VaultOwner.Person(alice.Id)]);

        Assert.Equal((name, file), Assert.Single(office.Get<VaultCopies>().Files()));
        var people = await PeopleInAsync(office, disk);
        Assert.DoesNotContain(alice.Id, people);
        Assert.DoesNotContain(late.Id, people);
        Assert.Contains(bo.Id, people);
        // Overwritten in the file, not only unlinked in it, and in no journal beside it.
        var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        var gone = sealedRows.Where(row => bytes.AsSpan().IndexOf(row.AsSpan(1)) < 0).ToList();
        Assert.Single(gone);
        Assert.Equal([Path.GetFileName(file), "in-use.lock"], Directory.EnumerateFiles(Path.GetDirectoryName(file)!).Select(Path.GetFileName).Order());
    }

    [Fact, Proves("T4")]
    public async Task Where_the_copy_cannot_be_changed_a_new_one_without_the_erased_is_written()
    {
        using var disk = new BackupDisk();
        await using var office = await disk.OpenAsync();
        var alice = await office.JoinAsync("alice");
        await BackupDisk.BackUpAsync(office);
        var file = Assert.Single(office.Get<VaultCopies>().Files()).File;
        await File.WriteAllTextAsync(file, "no copy", TestContext.Current.CancellationToken);
        await BackupDisk.DestroyAsync(office, alice.Id);

        await office.Get<VaultCopies>().RenewAsync([VaultOwner.Person(alice.Id)]);

        Assert.NotEqual(file, Assert.Single(office.Get<VaultCopies>().Files()).File);
        Assert.DoesNotContain(alice.Id, await PeopleInAsync(office, disk));
    }

    [Theory, Proves("T3"), Proves("T4")]
    [InlineData("UPDATE \"Rows\" SET \"Sealed\" = (SELECT \"Sealed\" FROM \"Rows\" WHERE \"Id\" = 1) WHERE \"Id\" = 2")]
    [InlineData("DELETE FROM \"Rows\" WHERE \"Id\" = (SELECT MAX(\"Id\") FROM \"Rows\")")]
    [InlineData("DELETE FROM \"Rows\" WHERE \"Id\" = 2")]
    [InlineData("UPDATE \"Rows\" SET \"Id\" = 1000 WHERE \"Id\" = 2")]
    [InlineData("INSERT INTO \"Rows\" SELECT (SELECT MAX(\"Id\") + 1 FROM \"Rows\"), \"Owner\", \"Sealed\" FROM \"Rows\" WHERE \"Id\" = 2")]
    [InlineData("UPDATE \"Header\" SET \"Proven\" = REPLACE(\"Proven\", '\"Gone\":[]', '\"Gone\":[2]')")]
    public async Task A_row_that_was_changed_moved_left_out_or_added_is_found_out(string sql)
    {
        using var disk = new BackupDisk();
        await using var office = await disk.OpenAsync();
        await office.JoinAsync("alice");
        await BackupDisk.BackUpAsync(office);
        var file = Assert.Single(office.Get<VaultCopies>().Files()).File;

        await Sql.RunAsync(file, sql);

        await Assert.ThrowsAsync<DamagedBackupException>(() => PeopleInAsync(office, disk));
    }

    [Fact, Proves("T4")]
    public async Task A_row_that_was_destroyed_cannot_be_brought_back_into_a_copy()
    {
        using var disk = new BackupDisk();
        await using var office = await disk.OpenAsync();
        var alice = await office.JoinAsync("alice");
        await BackupDisk.BackUpAsync(office);
        var file = Assert.Single(office.Get<VaultCopies>().Files()).File;
        var older = Path.Combine(disk.Folder.Root, "older");
        File.Copy(file, older);
        await BackupDisk.DestroyAsync(office, alice.Id);
        await office.Get<VaultCopies>().RenewAsync([VaultOwner.Person(alice.Id)]);

        await Sql.RunAsync(file, $"ATTACH '{older}' AS older; INSERT INTO \"Rows\" SELECT * FROM older.\"Rows\" WHERE \"Id\" NOT IN (SELECT \"Id\" FROM \"Rows\")");

        await Assert.ThrowsAsync<DamagedBackupException>(() => PeopleInAsync(office, disk));
    }

    [Fact]
    public async Task Each_table_of_the_vault_is_copied_under_its_owner_or_left_out_on_purpose()
    {
        using var disk = new BackupDisk();
        await using var office = await disk.OpenAsync();
        await using var vault = office.Store.Vault();
        var people = vault.Model.FindEntityType(typeof(PersonRow))!;
        var tables = vault.Model.GetEntityTypes().ToDictionary(t => t.GetTableName()!, StringComparer.Ordinal);

        Assert.Equal(tables.Keys.Order(StringComparer.Ordinal), VaultTables.Copied.Select(t => t.Name).Concat(VaultTables.LeftOut).Order(StringComparer.Ordinal));
        foreach (var table in VaultTables.Copied)
        {
            var type = tables[table.Name];
            var owner = type == people ? "Id" : type.GetForeignKeys().SingleOrDefault(k => k.PrincipalEntityType == people)?.Properties.Single().Name;
            Assert.Equal(owner ?? (table.Name == VaultTables.Keys ? nameof(ProgramKeyRow.Name) : null), table.Owner);
        }
    }

    [Fact, Proves("T4")]
    public async Task A_copy_that_was_begun_before_cannot_come_late()
    {
        using var disk = new BackupDisk();
        await using var office = await disk.OpenAsync();
        var people = new List<PersonRow>();
        for (var n = 0; n < 4; n++) people.Add(await office.JoinAsync($"member{n}"));
        // Backups by the schedule, by hand and by other erasures, all at once.
        using var done = new CancellationTokenSource();
        var others = Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            while (!done.IsCancellationRequested) await office.Get<VaultCopies>().RewriteAsync();
        })).ToList();
        foreach (var person in people)
        {
            await BackupDisk.DestroyAsync(office, person.Id);
            await office.Get<VaultCopies>().RenewAsync([VaultOwner.Person(person.Id)]);
            await using var held = await office.Get<VaultCopies>().HoldAsync();
            Assert.DoesNotContain(person.Id, await PeopleInAsync(office, disk));
        }

        await done.CancelAsync();
        await Task.WhenAll(others);
    }

    [Fact, Proves("T4")]
    public async Task What_a_killed_run_left_of_an_older_copy_goes_with_the_next()
    {
        using var disk = new BackupDisk();
        await using var office = await disk.OpenAsync();
        await BackupDisk.BackUpAsync(office);
        var copy = Assert.Single(office.Get<VaultCopies>().Files()).File;
        File.Copy(copy, Path.Combine(Path.GetDirectoryName(copy)!, ".creating-0badcafe"));
        File.Copy(copy, Path.Combine(Path.GetDirectoryName(copy)!, "20200101T000000Z.sealed"));
        // A test and a restore that were killed while the vault lay open.
        foreach (var scratch in new[] { ".testing-backup-0badcafe", ".restoring-0badcafe" })
        {
            var opened = Directory.CreateDirectory(Path.Combine(disk.Folder.Data, scratch)).FullName;
            await office.Get<VaultCopies>().OpenAsync(copy, Path.Combine(opened, "vault.db"));
        }

        await office.Get<VaultCopies>().RewriteAsync();

        Assert.All(Directory.EnumerateFiles(disk.Folder.Data, "vault.db*", SearchOption.AllDirectories), f => Assert.StartsWith(disk.Stores, f, StringComparison.Ordinal));
        Assert.NotEqual(copy, Assert.Single(office.Get<VaultCopies>().Files()).File);
        Assert.Equal(["in-use.lock"], Directory.EnumerateFiles(Path.Combine(disk.Backups, "vault")).Select(Path.GetFileName).Where(f => !f!.EndsWith(".sealed", StringComparison.Ordinal)));
    }

    [Fact, Proves("S4")]
    public async Task A_key_of_the_program_that_is_destroyed_is_in_no_copy_either()
    {
        using var disk = new BackupDisk();
        await using var office = await disk.OpenAsync();
        office.Get<KeyRing>().ProgramKey("survey/x/drawing", () => [1, 2, 3]);
        await BackupDisk.BackUpAsync(office);
        var name = Encoding.UTF8.GetBytes("survey/x/drawing");
        Assert.True((await OpenAsync(office, disk)).AsSpan().IndexOf(name) >= 0);

        await office.Get<KeyRing>().DestroyProgramKeysAsync("survey/x/drawing");

        Assert.True((await OpenAsync(office, disk)).AsSpan().IndexOf(name) < 0);
    }

    [Fact]
    public async Task Without_a_folder_nothing_is_written()
    {
        await using var office = await Office.OpenAsync();
        await office.HireAsync(StaffRole.Support);
        var before = Directory.EnumerateFileSystemEntries(office.Store.Folder.Root).Order().ToList();

        await office.Get<VaultCopies>().RewriteAsync();

        Assert.Equal(before, Directory.EnumerateFileSystemEntries(office.Store.Folder.Root).Order());
    }

    private static async Task<List<byte[]>> RowsInAsync(string file) => [.. (await Sql.ReadAsync(file, "SELECT \"Sealed\" FROM \"Rows\"")).Select(row => (byte[])row[0]!)];

    private static async Task<HashSet<Guid>> PeopleInAsync(Office office, BackupDisk disk)
    {
        var file = Path.Combine(disk.Folder.Root, $"{Guid.NewGuid():N}.db");
        await office.Get<VaultCopies>().OpenAsync(office.Get<VaultCopies>().Files()[0].File, file);
        return [.. (await Sql.ReadAsync(file, "SELECT \"Id\" FROM \"People\"")).Select(row => Guid.Parse((string)row[0]!))];
    }

    private static async Task<byte[]> OpenAsync(Office office, BackupDisk disk)
    {
        var file = Path.Combine(disk.Folder.Root, $"{Guid.NewGuid():N}.db");
        await office.Get<VaultCopies>().OpenAsync(office.Get<VaultCopies>().Files()[0].File, file);
        return await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
    }
}
