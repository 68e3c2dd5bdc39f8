using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Backups;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Tests.Backups;
using WorkforceTrack.Tests.Cast;

namespace WorkforceTrack.Tests.Promises;

/// <summary>
/// The making of backups is killed (SIGKILL) at random moments: each backup that is listed restores, a whole copy of the vault is there
/// at every moment, and what was half made is gone with the next run (T3).
/// </summary>
[Trait("needs", "server")]
public sealed class KilledBackups
{
    [Fact, Proves("T3"), Proves("T4")]
    public async Task Every_backup_that_is_listed_restores_and_nothing_half_is_left()
    {
        using var disk = new BackupDisk();
        var chance = Counts.Chance(6);
        await PrepareAsync(disk);
        var (made, halves) = (0, 0);
        for (var kill = 0; kill < Counts.Kills; kill++)
        {
            var before = Directory.EnumerateDirectories(disk.Backups, "2*").Count();
            await using (var child = ChildProgram.Start(disk.Folder, disk.Settings, "backup", "create"))
            {
                // The copying begins after half a second or more, on a busy machine later: from the first trace of it on.
                var place = chance.Next(3);
                for (var wait = 0; wait < 2_000 && !child.HasExited && !Begun(disk, place, before); wait++) await Task.Delay(2, TestContext.Current.CancellationToken);
                await Task.Delay(chance.Next(0, 40), TestContext.Current.CancellationToken);
                // Killed here, wherever it is.
            }

            if (disk.Scratch().Any()) halves++;
            Assert.NotEmpty(Directory.EnumerateFiles(Path.Combine(disk.Backups, "vault"), "*.sealed"));
        }

        await using var office = await disk.OpenAsync();
        foreach (var name in office.Get<BackupFolder>().Names())
        {
            var verdict = await office.Get<VerifyBackup>().VerifyAsync(name);
            Assert.True(verdict is BackupVerdict.Sound, $"{name} of seed {Counts.Seed}: {(verdict as BackupVerdict.Damaged)?.Words}");
            made++;
        }

        await office.Get<CreateBackup>().CreateAsync();
        Assert.Empty(disk.Scratch());
        Assert.Single(office.Get<VaultCopies>().Files());
        Assert.True(halves > 0, "No kill came while a backup was being made.");
        TestContext.Current.TestOutputHelper?.WriteLine($"{Counts.Kills} kills from seed {Counts.Seed}: {halves} left something half made, {made} backups were listed and restore.");
    }

    // A store of some megabytes, so that copying takes a while.
    private static async Task PrepareAsync(BackupDisk disk)
    {
        await using var office = await disk.OpenAsync();
        await office.JoinAsync("alice");
        for (var n = 0; n < 20; n++)
        {
            await office.Store.Writer.WriteAsync(work =>
            {
                for (var i = 0; i < 2_000; i++) work.Append(Entries.New(work, EntryKind.Policy, ActorRole.Platform));
                return Task.FromResult(0);
            });
        }

        await BackupDisk.BackUpAsync(office);
    }

    private static bool Begun(BackupDisk disk, int place, int before) => place switch
    {
        0 => Directory.EnumerateDirectories(disk.Backups, ".creating-*").Any(),
        1 => Directory.EnumerateFiles(Path.Combine(disk.Backups, "vault"), ".creating-*").Any(),
        _ => Directory.EnumerateDirectories(disk.Backups, "2*").Count() > before,
    };
}
