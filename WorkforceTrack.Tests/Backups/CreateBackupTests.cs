using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Backups;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Storage.Sqlite;
using WorkforceTrack.Domain.Erasure;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Staff;
using WorkforceTrack.Tests.Promises;
using WorkforceTrack.Tests.Staff;

namespace WorkforceTrack.Tests.Backups;

public sealed class CreateBackupTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact, Proves("T3"), Proves("T4")]
    public async Task A_backup_without_a_copy_of_the_vault_that_goes_with_it_is_never_listed()
    {
        using var disk = new BackupDisk();
        await using var office = await disk.OpenAsync();
        var first = await BackupDisk.BackUpAsync(office);
        var vault = Path.Combine(disk.Backups, "vault");
        Directory.Move(vault, vault + "-aside");
        await File.WriteAllTextAsync(vault, "in the way", TestContext.Current.CancellationToken);

        await Assert.ThrowsAnyAsync<IOException>(() => office.Get<CreateBackup>().CreateAsync());

        Assert.Equal([first], office.Get<BackupFolder>().Names());
        Assert.Empty(Directory.EnumerateFileSystemEntries(disk.Backups, ".*"));
    }

    [Fact, Proves("T3")]
    public async Task A_backup_is_listed_whole_and_restores_for_a_test()
    {
        using var disk = new BackupDisk();
        await using var office = await disk.OpenAsync();
        await office.JoinAsync("alice");

        var name = await BackupDisk.BackUpAsync(office);
        var verdict = await office.Get<VerifyBackup>().VerifyAsync(name);

        Assert.Equal("20260302T090000Z", name.ToString());
        Assert.True(verdict is BackupVerdict.Sound, (verdict as BackupVerdict.Damaged)?.Words ?? (verdict as BackupVerdict.NotTested)?.Words);
        var shelved = Assert.Single(office.Get<BackupShelf>().All());
        Assert.True(shelved.IsVerified);
        Assert.Equal(office.Get<LedgerBook>().Head.Size, shelved.Manifest!.Entries);
        Assert.True(shelved.Manifest.HasBooth);
        Assert.Equal([name.ToString()], office.Get<VaultCopies>().Files().Select(f => f.Name.ToString()));
        Assert.Empty(disk.Scratch());
    }

    [Fact, Proves("T3")]
    public async Task Two_within_a_second_have_names_of_their_own()
    {
        using var disk = new BackupDisk();
        await using var office = await disk.OpenAsync();
        var names = new[] { await BackupDisk.BackUpAsync(office), await BackupDisk.BackUpAsync(office), await BackupDisk.BackUpAsync(office) };

        Assert.Equal(["20260302T090000Z", "20260302T090001Z", "20260302T090002Z"], names.Select(n => n.ToString()));
        Assert.Equal("20260302T090002Z", Assert.Single(office.Get<VaultCopies>().Files()).Name.ToString());
    }

    /// <summary>Writers, readers and checkpoints at work all the while: each copy is of one moment, and the head it names is that of its entries.</summary>
    [Fact, Proves("T3")]
    public async Task Copies_made_under_load_are_each_of_one_moment()
    {
        using var disk = new BackupDisk();
        await using var office = await disk.OpenAsync();
        await office.JoinAsync("alice");
        using var done = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var load = new[] { WriteAsync(office, done.Token), WriteAsync(office, done.Token), FoldAsync(disk, done.Token), ReadAsync(disk, done.Token) };
        var sizes = new List<long>();
        for (var copies = 0; copies < 6; copies++)
        {
            var name = await office.Get<CreateBackup>().CreateAsync();
            Assert.NotNull(name);
            var verdict = await office.Get<VerifyBackup>().VerifyAsync(name.Value);
            Assert.True(verdict is BackupVerdict.Sound, (verdict as BackupVerdict.Damaged)?.Words);
            sizes.Add(((BackupVerdict.Sound)verdict).Manifest.Entries);
        }

        await done.CancelAsync();
        await Task.WhenAll(load);
        Assert.Equal(sizes.Distinct().Order(), sizes);
        Assert.Equal(6, sizes.Distinct().Count());
    }

    /// <summary>What the copy rests on: while it is open, no checkpoint writes into the file.</summary>
    [Fact, Proves("T3")]
    public async Task While_a_moment_is_held_nobody_writes_into_the_file()
    {
        using var disk = new BackupDisk();
        await using var office = await disk.OpenAsync();
        await using (var moment = await StoreSnapshot.TakeAsync(disk.Folder.MainFile))
        {
            var before = All(moment);
            for (var n = 0; n < 20; n++) await AppendAsync(office, 50);
            Assert.True(new FileInfo(disk.Folder.MainFile + "-wal").Length > 0);
            Assert.True(await FoldedAsync(disk) == 0, "A checkpoint wrote into the file.");
            Assert.Equal(before, All(moment));
        }

        Assert.True(await FoldedAsync(disk) > 0);
    }

    [Fact]
    public async Task Other_connections_keep_their_locks_when_a_copy_is_done()
    {
        using var disk = new BackupDisk();
        await using var office = await disk.OpenAsync();
        await BackupDisk.BackUpAsync(office);

        // Another process that opens and closes the store must not take the journal away from this one.
        var (code, said) = await disk.RunAsync("ledger", "verify");
        Assert.True(code == 0, said);
        Assert.True(File.Exists(disk.Folder.MainFile + "-wal"));
        await AppendAsync(office, 3);
        Assert.True((await office.Get<AuditLedger>().AuditAsync([])).IsSound);
    }

    [Fact]
    public async Task One_who_makes_or_tests_a_backup_keeps_others_from_it()
    {
        using var disk = new BackupDisk();
        await using var office = await disk.OpenAsync();
        var name = await BackupDisk.BackUpAsync(office);
        using var taken = office.Get<BackupFolder>().TryTake();

        Assert.Null(await office.Get<CreateBackup>().CreateAsync());
        Assert.IsType<BackupVerdict.NotTested>(await office.Get<VerifyBackup>().VerifyAsync(name));
        Assert.Null(office.Get<BackupShelf>().Prune());
    }

    [Fact, Proves("T5")]
    public async Task What_is_past_its_generation_is_removed_but_never_the_last_that_was_verified()
    {
        using var disk = new BackupDisk();
        await using var office = await disk.OpenAsync();
        var first = await BackupDisk.BackUpAsync(office);
        Assert.IsType<BackupVerdict.Sound>(await office.Get<VerifyBackup>().VerifyAsync(first));
        disk.Clock.Advance(TimeSpan.FromDays(1));
        var second = await BackupDisk.BackUpAsync(office);
        disk.Clock.Advance(TimeSpan.FromDays(400));
        var third = await BackupDisk.BackUpAsync(office);

        Assert.Equal([second], office.Get<BackupShelf>().Prune()!.Value);
        Assert.Equal([third, first], office.Get<BackupFolder>().Names());
        Assert.IsType<BackupVerdict.Sound>(await office.Get<VerifyBackup>().VerifyAsync(third));
        Assert.Equal([first], office.Get<BackupShelf>().Prune()!.Value);
    }

    [Fact, Proves("T4")]
    public async Task A_member_is_told_the_day_and_nothing_where_no_backups_are_made()
    {
        using var disk = new BackupDisk();
        await using var office = await disk.OpenAsync();
        Assert.Equal(new DateOnly(2026, 6, 1), await office.Get<BackupShelf>().LastGoesOnAsync());
        await BackupDisk.BackUpAsync(office);
        Assert.Equal(new DateOnly(2026, 6, 1), await office.Get<BackupShelf>().LastGoesOnAsync());
        Assert.Equal(new DateOnly(2026, 7, 1), await office.Get<BackupShelf>().LastGoesOnAsync(new DateOnly(2026, 4, 3)));
        await using var other = await Office.OpenAsync();
        Assert.Null(await other.Get<BackupShelf>().LastGoesOnAsync());
    }

    private static byte[] All(StoreSnapshot moment)
    {
        var bytes = new byte[moment.Length];
        moment.Read(bytes, 0);
        return bytes;
    }

    private static Task<long> AppendAsync(Office office, int entries) => office.Store.Writer.WriteAsync(work =>
    {
        for (var i = 1; i < entries; i++) work.Append(Entries.New(work, EntryKind.Policy, ActorRole.Platform));
        return Task.FromResult(work.Append(Entries.New(work, EntryKind.Policy, ActorRole.Platform)));
    });

    private static async Task WriteAsync(Office office, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested) await AppendAsync(office, 40);
    }

    private static async Task FoldAsync(BackupDisk disk, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await FoldedAsync(disk);
            await Task.Delay(5, CancellationToken.None);
        }
    }

    private static async Task ReadAsync(BackupDisk disk, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await using var connection = new SqliteConnection($"Data Source={disk.Folder.MainFile};Pooling=False");
            await connection.OpenAsync(CancellationToken.None);
            await using var transaction = connection.BeginTransaction(deferred: true);
            await using var command = connection.CreateCommand();
            (command.Transaction, command.CommandText) = (transaction, "SELECT COUNT(*) FROM \"Ledger\"");
            await command.ExecuteScalarAsync(CancellationToken.None);
            await Task.Delay(30, CancellationToken.None);
        }
    }

    // How many pages of the journal are in the file by now.
    private static async Task<long> FoldedAsync(BackupDisk disk)
    {
        await using var connection = new SqliteConnection($"Data Source={disk.Folder.MainFile};Pooling=False");
        await connection.OpenAsync(CancellationToken.None);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(PASSIVE)";
        await using var answer = await command.ExecuteReaderAsync(CancellationToken.None);
        Assert.True(await answer.ReadAsync(CancellationToken.None));
        return answer.GetInt64(2);
    }
}
