using System.Text;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Backups;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Erasure;
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

        await office.Get<VaultCopies>().RenewAsync([alice.Id]);

        Assert.Equal((name, file), Assert.Single(office.Get<VaultCopies>().Files()));
        var people = await PeopleInAsync(office, disk);
        Assert.DoesNotContain(alice.Id, people);
        Assert.DoesNotContain(late.Id, people);
        Assert.Contains(bo.Id, people);
        // Overwritten in its own place, and in no journal beside it.
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

        await office.Get<VaultCopies>().RenewAsync([alice.Id]);

        Assert.NotEqual(file, Assert.Single(office.Get<VaultCopies>().Files()).File);
        Assert.DoesNotContain(alice.Id, await PeopleInAsync(office, disk));
    }

    [Fact, Proves("T4")]
    public async Task A_person_whom_the_copy_does_not_know_is_taken_for_a_copy_that_is_not_as_it_was()
    {
        using var disk = new BackupDisk();
        await using var office = await disk.OpenAsync();
        var alice = await office.JoinAsync("alice");
        await BackupDisk.BackUpAsync(office);
        var file = Assert.Single(office.Get<VaultCopies>().Files()).File;
        var sealedRows = await RowsInAsync(file);
        await Sql.RunAsync(file, "UPDATE \"Rows\" SET \"Owner\" = zeroblob(16) WHERE length(\"Owner\") = 16");
        await BackupDisk.DestroyAsync(office, alice.Id);

        await office.Get<VaultCopies>().RenewAsync([alice.Id]);

        var bytes = await File.ReadAllBytesAsync(Assert.Single(office.Get<VaultCopies>().Files()).File, TestContext.Current.CancellationToken);
        Assert.All(sealedRows, row => Assert.True(bytes.AsSpan().IndexOf(row) < 0));
        Assert.DoesNotContain(alice.Id, await PeopleInAsync(office, disk));
    }

    [Fact, Proves("T3"), Proves("T4")]
    public async Task A_copy_holds_of_whom_it_was_changed_for_what_the_vault_has_now_and_nothing_from_before()
    {
        using var disk = new BackupDisk();
        await using var office = await disk.OpenAsync();
        var (alice, bo) = (await office.JoinAsync("alice"), await office.JoinAsync("bo"));
        await BackupDisk.BackUpAsync(office);
        var file = Assert.Single(office.Get<VaultCopies>().Files()).File;
        var before = await RowsInAsync(file);
        await using (var vault = office.Store.Vault())
            await vault.People.ExecuteUpdateAsync(set => set.SetProperty(p => p.SecurityStamp, "as it is now"), TestContext.Current.CancellationToken);

        await office.Get<VaultCopies>().RenewAsync([alice.Id, alice.Id]);

        Assert.Equal(file, Assert.Single(office.Get<VaultCopies>().Files()).File);
        var opened = Path.Combine(disk.Folder.Root, "opened.db");
        await office.Get<VaultCopies>().OpenAsync(file, opened);
        var stamps = (await Sql.ReadAsync(opened, "SELECT \"Id\", \"SecurityStamp\" FROM \"People\"")).ToDictionary(row => Guid.Parse((string)row[0]!), row => (string)row[1]!);
        Assert.Equal("as it is now", stamps[alice.Id]);
        Assert.NotEqual("as it is now", stamps[bo.Id]);
        var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        Assert.Single(before, row => bytes.AsSpan().IndexOf(row) < 0);
    }

    [Fact, Proves("T3")]
    public async Task A_copy_whose_rows_do_not_go_together_is_called_damaged()
    {
        using var disk = new BackupDisk();
        await using var office = await disk.OpenAsync();
        var (alice, bo) = (await office.JoinAsync("alice"), await office.JoinAsync("bo"));
        await BackupDisk.BackUpAsync(office);
        // As the vault never is: what one of them had goes to the other, and only the other is in the copy as it is now.
        await using (var vault = office.Store.Vault())
        {
            var index = (await vault.People.AsNoTracking().SingleAsync(p => p.Id == alice.Id, TestContext.Current.CancellationToken)).UserIdIndex;
            await vault.People.Where(p => p.Id == alice.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.UserIdIndex, new byte[32]), TestContext.Current.CancellationToken);
            await vault.People.Where(p => p.Id == bo.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.UserIdIndex, index), TestContext.Current.CancellationToken);
        }

        await office.Get<VaultCopies>().RenewAsync([bo.Id]);

        await Assert.ThrowsAsync<DamagedBackupException>(() => PeopleInAsync(office, disk));
    }

    [Fact, Proves("T3")]
    public async Task A_change_that_was_cut_off_after_its_commit_is_read_with_its_journal_and_the_next_change_ends_it()
    {
        using var disk = new BackupDisk();
        await using var office = await disk.OpenAsync();
        var (alice, bo) = (await office.JoinAsync("alice"), await office.JoinAsync("bo"));
        await BackupDisk.BackUpAsync(office);
        var file = Assert.Single(office.Get<VaultCopies>().Files()).File;
        var before = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        await BackupDisk.DestroyAsync(office, alice.Id);
        // The copy of a running change is what a stop leaves: the file as it was, and the journal with the commit.
        await LeaveJournalAsync(file, "CREATE TABLE \"Later\" (\"Id\" INTEGER); DROP TABLE \"Later\";");
        Assert.True(File.Exists(file + "-wal"));

        Assert.Contains(alice.Id, await PeopleInAsync(office, disk));
        await LeaveJournalAsync(file, "CREATE TABLE \"Later\" (\"Id\" INTEGER); DROP TABLE \"Later\";");
        await office.Get<VaultCopies>().RenewAsync([alice.Id]);

        Assert.Equal([bo.Id], await PeopleInAsync(office, disk));
        Assert.Equal([Path.GetFileName(file), "in-use.lock"], Directory.EnumerateFiles(Path.GetDirectoryName(file)!).Select(Path.GetFileName).Order());
        Assert.NotEqual(before, await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact, Proves("T3")]
    public async Task Reading_a_copy_writes_nothing_beside_it_also_where_a_change_was_cut_off_so_a_disk_that_cannot_be_written_to_serves()
    {
        using var disk = new BackupDisk();
        await using var office = await disk.OpenAsync();
        var alice = await office.JoinAsync("alice");
        await BackupDisk.BackUpAsync(office);
        var file = Assert.Single(office.Get<VaultCopies>().Files()).File;
        await Sql.RunAsync(file, "PRAGMA journal_mode=WAL;");
        var folder = Path.GetDirectoryName(file)!;
        Directory.SetLastWriteTimeUtc(folder, DateTime.UnixEpoch);

        Assert.Contains(alice.Id, await PeopleInAsync(office, disk));

        // A folder in which a file was made, even one that is gone again, has a new time.
        Assert.Equal(DateTime.UnixEpoch, Directory.GetLastWriteTimeUtc(folder));
    }

    [Fact, Proves("T3")]
    public async Task A_copy_that_was_cut_off_at_its_end_is_damaged_though_no_row_is_missing()
    {
        using var disk = new BackupDisk();
        await using var office = await disk.OpenAsync();
        await BackupDisk.BackUpAsync(office);
        var file = Assert.Single(office.Get<VaultCopies>().Files()).File;
        await using (var stream = new FileStream(file, FileMode.Open)) stream.SetLength(stream.Length - 100);

        Assert.Throws<DamagedBackupException>(() => office.Get<VaultCopies>().HeaderOf(file));
    }

    [Fact, Proves("T3")]
    public async Task A_copy_of_an_earlier_version_is_named_as_that_and_not_as_damaged()
    {
        using var disk = new BackupDisk();
        await using var office = await disk.OpenAsync();
        await BackupDisk.BackUpAsync(office);
        var file = Assert.Single(office.Get<VaultCopies>().Files()).File;
        File.Delete(file);
        SealedFile.Write(file, new byte[32], Encoding.ASCII.GetBytes("{}"), 3, (target, _) => target.Fill(1));

        var refused = Assert.Throws<StartRefusedException>(() => office.Get<VaultCopies>().HeaderOf(file));

        Assert.Contains("made by an earlier version", refused.Message, StringComparison.Ordinal);
        Assert.IsType<BackupVerdict.NotTested>(await office.Get<VerifyBackup>().VerifyAsync(BackupName.Of(BackupDisk.Begin)));
    }

    [Theory, Proves("T3"), Proves("T4")]
    [InlineData("UPDATE \"Rows\" SET \"Sealed\" = (SELECT \"Sealed\" FROM \"Rows\" WHERE \"Id\" = 1) WHERE \"Id\" = 2")]
    [InlineData("DELETE FROM \"Rows\" WHERE \"Id\" = (SELECT MAX(\"Id\") FROM \"Rows\")")]
    [InlineData("DELETE FROM \"Rows\" WHERE \"Id\" = 2")]
    [InlineData("UPDATE \"Rows\" SET \"Id\" = 1000 WHERE \"Id\" = 2")]
    [InlineData("INSERT INTO \"Rows\" SELECT (SELECT MAX(\"Id\") + 1 FROM \"Rows\"), \"Owner\", \"Sealed\" FROM \"Rows\" WHERE \"Id\" = 2")]
    [InlineData("UPDATE \"Rows\" SET \"Owner\" = zeroblob(16) WHERE length(\"Owner\") = 16")]
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
        await office.Get<VaultCopies>().RenewAsync([alice.Id]);

        await Sql.RunAsync(file, $"ATTACH '{older}' AS older; UPDATE \"Rows\" SET (\"Owner\", \"Sealed\") = (SELECT \"Owner\", \"Sealed\" FROM older.\"Rows\" AS o WHERE o.\"Id\" = \"Rows\".\"Id\") WHERE \"Sealed\" = zeroblob(length(\"Sealed\"))");

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
            Assert.Equal(owner, table.Owner);
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
            await office.Get<VaultCopies>().RenewAsync([person.Id]);
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

    // Changes a copy and stops before its journal is folded in, as a kill does.
    private static async Task LeaveJournalAsync(string file, string sql)
    {
        var aside = file + ".aside";
        File.Copy(file, aside);
        await Sql.RunAsync(aside, "PRAGMA journal_mode=WAL;");
        await using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={aside};Pooling=False"))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            File.Copy(aside, file, overwrite: true);
            File.Copy(aside + "-wal", file + "-wal", overwrite: true);
        }

        File.Delete(aside);
    }

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
