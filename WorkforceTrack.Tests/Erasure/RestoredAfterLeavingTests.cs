using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WorkforceTrack.App.Backups;
using WorkforceTrack.App.Erasure;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Erasure;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Staff;
using WorkforceTrack.Tests.Backups;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Erasure;

/// <summary>A backup from before somebody left: the member does not come back, and nothing that exists opens the values.</summary>
public sealed class RestoredAfterLeavingTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact, Proves("T4"), Proves("T5")]
    public async Task Who_left_since_the_backup_is_not_back_and_who_waited_to_leave_has_left_with_a_receipt()
    {
        using var disk = new BackupDisk();
        PersonRow alice, bo, cy;
        LeavingAnswer.Asked waiting;
        List<byte[]> values;
        await using (var office = await disk.OpenAsync())
        {
            await office.HireAsync(StaffRole.PrivacyOfficer);
            (alice, bo, cy) = (await office.JoinAsync("alice"), await office.JoinAsync("bo"), await office.JoinAsync("cy"));
            waiting = await LeaveAsync(office, bo);
            await BackupDisk.BackUpAsync(office);
            var copy = office.Get<VaultCopies>().Files().Single().File;
            var rows = await RowsAsync(copy);
            await LeaveAsync(office, alice);
            disk.Clock.Advance(office.Get<LeavingTerms>().Waiting);

            Assert.Equal(2, await office.Get<EraseMembers>().EraseDueAsync());

            // The copy of the vault of that day is no more: of its rows, those of two people are overwritten. The receipt names the day when
            // the last backup goes.
            var bytes = await File.ReadAllBytesAsync(Assert.Single(Directory.GetFiles(Path.GetDirectoryName(copy)!, "*.sealed*")), Stop);
            Assert.Equal(2, rows.Count(row => bytes.AsSpan().IndexOf(row) < 0));
            var receipt = (await office.Get<ReadReceipt>().ReadAsync(waiting.Reference, waiting.Secret))!;
            Assert.Equal(await office.Get<BackupShelf>().LastGoesOnAsync(), ErasureReceipt.Read(receipt.Document!).LastBackupGoesOn);
            await using var main = office.Store.Main();
            Assert.Empty(await main.SealedFields.Where(f => f.Member != cy.Member).ToListAsync(Stop));
        }

        // What the backup holds of alice, read as whoever has every file and the master key.
        values = await ValuesInAsync(disk, alice);
        Assert.NotEmpty(values);
        disk.LoseStores();
        var (_, words) = await disk.RestoreAsync(BackupName.Of(BackupDisk.Begin));
        Assert.Contains("2 members in it were erased since", words, StringComparison.Ordinal);

        await using var again = await disk.OpenAsync();
        await again.Get<EraseMembers>().EraseDueAsync();
        await using var restored = again.Store.Main();
        await using var vault = again.Store.Vault();
        Assert.Equal([cy.Member], await restored.Members.Select(m => (Domain.Shared.MemberId?)m.Id).ToListAsync(Stop));
        Assert.False(await restored.SealedFields.AnyAsync(f => f.Member != cy.Member, Stop));
        Assert.False(await vault.People.AnyAsync(p => p.Id == alice.Id || p.Id == bo.Id, Stop));
        Assert.Equal(LeavingStep.Done, (await again.Get<ReadReceipt>().ReadAsync(waiting.Reference, waiting.Secret))!.Step);
        foreach (var person in await vault.People.AsNoTracking().ToListAsync(Stop))
        {
            using var key = again.Get<KeyRing>().FieldKeys(person);
            Assert.All(values, value => Assert.ThrowsAny<CryptographicException>(() => FieldVault.Open(key, alice.Member!.Value, PersonalField.DisplayName, value)));
        }
    }

    [Fact, Proves("T1"), Proves("T5")]
    public async Task A_wish_to_leave_is_not_lost_by_a_restore_and_one_that_was_taken_back_is_not_carried_out()
    {
        using var disk = new BackupDisk();
        PersonRow returned, asked;
        LeavingAnswer.Asked first;
        await using (var office = await disk.OpenAsync())
        {
            await office.HireAsync(StaffRole.PrivacyOfficer);
            (returned, asked) = (await office.JoinAsync("returned"), await office.JoinAsync("asked"));
            first = await LeaveAsync(office, returned);
            await BackupDisk.BackUpAsync(office);
            Assert.True(await office.Get<AskToLeave>().StayAsync(await CallerAsync(office, returned)));
            await LeaveAsync(office, asked);
            await office.Get<VaultCopies>().RewriteAsync();
        }

        disk.LoseStores();
        await disk.RestoreAsync(BackupName.Of(BackupDisk.Begin));
        await using var again = await disk.OpenAsync();
        disk.Clock.Advance(again.Get<LeavingTerms>().Waiting);

        Assert.Equal(1, await again.Get<EraseMembers>().EraseDueAsync());

        await using var main = again.Store.Main();
        var left = await main.Members.SingleAsync(Stop);
        Assert.Equal((returned.Member, Domain.Members.AccountState.Open), (left.Id, left.State));
        Assert.Null(await again.Get<ReadReceipt>().ReadAsync(first.Reference, first.Secret));
    }

    [Fact, Proves("T1")]
    public async Task Who_may_have_come_back_since_the_backup_has_the_whole_time_once_more()
    {
        using var disk = new BackupDisk();
        await using (var office = await disk.OpenAsync())
        {
            await office.HireAsync(StaffRole.PrivacyOfficer);
            await LeaveAsync(office, await office.JoinAsync("alice"));
            await BackupDisk.BackUpAsync(office);
        }

        disk.Clock.Advance(TimeSpan.FromDays(30));
        disk.LoseStores();
        await disk.RestoreAsync(BackupName.Of(BackupDisk.Begin));
        await using var again = await disk.OpenAsync();

        Assert.Equal(0, await again.Get<EraseMembers>().EraseDueAsync());
        disk.Clock.Advance(again.Get<LeavingTerms>().Waiting);
        Assert.Equal(1, await again.Get<EraseMembers>().EraseDueAsync());
    }

    [Fact, Proves("T3")]
    public async Task A_backup_is_not_restored_with_a_copy_of_the_vault_from_before_it()
    {
        using var disk = new BackupDisk();
        var kept = Path.Combine(disk.Folder.Root, "kept-aside");
        BackupName second;
        await using (var office = await disk.OpenAsync())
        {
            await office.HireAsync(StaffRole.PrivacyOfficer);
            await BackupDisk.BackUpAsync(office);
            File.Copy(office.Get<VaultCopies>().Files().Single().File, kept);
            disk.Clock.Advance(TimeSpan.FromDays(1));
            await office.JoinAsync("alice");
            second = await BackupDisk.BackUpAsync(office);
        }

        disk.LoseStores();
        var (code, said) = await disk.RunAsync("restore", second.ToString(), "--yes", "--vault", kept);

        Assert.Equal(1, code);
        Assert.Contains("is from before the backup", said, StringComparison.Ordinal);
        Assert.False(Directory.Exists(disk.Stores));
        Assert.Empty(disk.Scratch());
    }

    private static async Task<Caller.Member> CallerAsync(Staff.Office office, PersonRow person)
    {
        await using var vault = office.Store.Vault();
        return new Caller.Member(await vault.People.AsNoTracking().SingleAsync(p => p.Id == person.Id, Stop), new SessionRow { Id = Guid.NewGuid(), Person = person.Id, SealedDevice = [] });
    }

    private static async Task<LeavingAnswer.Asked> LeaveAsync(Staff.Office office, PersonRow person) => Assert.IsType<LeavingAnswer.Asked>(
        await office.Get<AskToLeave>().BeginAsync(new Caller.Member(person, new SessionRow { Id = Guid.NewGuid(), Person = person.Id, SealedDevice = [] })));

    private static async Task<List<byte[]>> RowsAsync(string copy) => [.. (await Sql.ReadAsync(copy, "SELECT \"Sealed\" FROM \"Rows\"")).Select(row => (byte[])row[0]!)];

    private static async Task<List<byte[]>> ValuesInAsync(BackupDisk disk, PersonRow person)
    {
        await using var program = disk.Unopened();
        var folder = Path.Combine(disk.Folder.Root, "looked-into");
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, "main.db");
        var name = BackupName.Of(BackupDisk.Begin);
        await using (var stream = File.Create(file))
            SealedFile.Open(Path.Combine(disk.Backups, name.ToString(), BackupManifest.MainFile), program.Services.GetRequiredService<BackupKeys>().Main, BackupManifest.HeaderOf(name, BackupManifest.MainFile), stream.Write);
        await using var main = new App.Storage.Sqlite.SqliteMainDb(new DbContextOptionsBuilder<App.Storage.Sqlite.SqliteMainDb>().UseSqlite($"Data Source={file};Pooling=False").Options);
        return await main.SealedFields.Where(f => f.Member == person.Member).Select(f => f.Sealed).ToListAsync(Stop);
    }
}
