using System.Text;
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
            await office.Get<VaultCopies>().RewriteAsync();
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
            office.Get<VaultCopies>().Open(copy, Path.Combine(opened, "vault.db"));
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

    private static async Task<HashSet<Guid>> PeopleInAsync(Office office, BackupDisk disk)
    {
        var file = Path.Combine(disk.Folder.Root, $"{Guid.NewGuid():N}.db");
        office.Get<VaultCopies>().Open(office.Get<VaultCopies>().Files()[0].File, file);
        return [.. (await Sql.ReadAsync(file, "SELECT \"Id\" FROM \"People\"")).Select(row => Guid.Parse((string)row[0]!))];
    }

    private static async Task<byte[]> OpenAsync(Office office, BackupDisk disk)
    {
        var file = Path.Combine(disk.Folder.Root, $"{Guid.NewGuid():N}.db");
        office.Get<VaultCopies>().Open(office.Get<VaultCopies>().Files()[0].File, file);
        return await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
    }
}
