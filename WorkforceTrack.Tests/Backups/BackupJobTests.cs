using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using WorkforceTrack.App.Backups;
using WorkforceTrack.Tests.Promises;
using WorkforceTrack.Tests.Staff;

namespace WorkforceTrack.Tests.Backups;

public sealed class BackupJobTests
{
    [Fact, Proves("T3"), Proves("T5")]
    public async Task A_backup_is_made_and_tested_each_day_at_its_time_and_what_was_missed_soon_after_the_start()
    {
        using var disk = new BackupDisk();
        await using var office = await disk.OpenAsync();
        var job = office.Store.Services.GetServices<IHostedService>().OfType<BackupJob>().Single();
        var folder = office.Get<BackupFolder>();

        await job.LookAsync();
        Assert.Equal(["20260302T090000Z"], Names(folder));
        await job.LookAsync();
        await AtAsync(disk, job, new(2026, 3, 3, 4, 4, 0, TimeSpan.Zero));
        Assert.Single(Names(folder));
        await AtAsync(disk, job, new(2026, 3, 3, 4, 5, 0, TimeSpan.Zero));
        Assert.Equal(["20260303T040500Z", "20260302T090000Z"], Names(folder));
        // Two days away, and back at noon.
        await AtAsync(disk, job, new(2026, 3, 5, 12, 0, 0, TimeSpan.Zero));
        Assert.Equal("20260305T120000Z", Names(folder)[0]);
        Assert.All(office.Get<BackupShelf>().All(), b => Assert.True(b.IsVerified));
        await AtAsync(disk, job, new(2026, 9, 1, 4, 5, 0, TimeSpan.Zero));
        Assert.Equal(["20260901T040500Z"], Names(folder));
    }

    [Fact, Proves("T3")]
    public async Task What_failed_is_said_and_tried_again_an_hour_later()
    {
        using var disk = new BackupDisk();
        await using var office = await disk.OpenAsync();
        var job = office.Store.Services.GetServices<IHostedService>().OfType<BackupJob>().Single();
        // A file where the folder should be.
        await File.WriteAllTextAsync(disk.Backups, "", TestContext.Current.CancellationToken);

        await job.LookAsync();

        Assert.IsType<BackupState.Failed>(office.Get<BackupRound>().Latest);
        Assert.Contains(office.Store.Log.All, line => line.StartsWith("Error ", StringComparison.Ordinal) && line.Contains("A backup could not be made (IOException)", StringComparison.Ordinal));
        File.Delete(disk.Backups);
        disk.Clock.Advance(TimeSpan.FromMinutes(59));
        await job.LookAsync();
        Assert.Empty(Names(office.Get<BackupFolder>()));
        disk.Clock.Advance(TimeSpan.FromMinutes(1));
        await job.LookAsync();
        Assert.Single(Names(office.Get<BackupFolder>()));
        Assert.IsType<BackupState.Made>(office.Get<BackupRound>().Latest);
    }

    [Fact]
    public async Task By_itself_it_waits_until_the_machine_has_settled()
    {
        using var disk = new BackupDisk();
        await using var office = await disk.OpenAsync();
        var job = office.Store.Services.GetServices<IHostedService>().OfType<BackupJob>().Single();
        await job.StartAsync(TestContext.Current.CancellationToken);
        disk.Clock.Advance(TimeSpan.FromMinutes(2));
        await Task.Delay(300, TestContext.Current.CancellationToken);
        Assert.Empty(Names(office.Get<BackupFolder>()));
        for (var wait = 0; wait < 600 && office.Get<BackupRound>().Latest is not BackupState.Made; wait++)
        {
            disk.Clock.Advance(TimeSpan.FromSeconds(30));
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        Assert.Single(Names(office.Get<BackupFolder>()));
        await job.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Without_a_folder_it_says_so_and_makes_none()
    {
        await using var office = await Office.OpenAsync();
        var job = office.Store.Services.GetServices<IHostedService>().OfType<BackupJob>().Single();
        await job.StartAsync(TestContext.Current.CancellationToken);
        await job.ExecuteTask!.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        Assert.Contains(office.Store.Log.All, line => line.Contains("No backups are made", StringComparison.Ordinal));
    }

    private static List<string> Names(BackupFolder folder) => [.. folder.Names().Select(n => n.ToString())];

    private static async Task AtAsync(BackupDisk disk, BackupJob job, DateTimeOffset moment)
    {
        disk.Clock.SetUtcNow(moment);
        await job.LookAsync();
    }
}
