using CsCheck;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.WebLogs;
using WorkforceTrack.Domain.WebLogs;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.WebLogs;

public sealed class PruneWebLogTests
{
    [Fact, Proves("W3")]
    public async Task Addresses_are_cut_after_their_time_and_the_host_name_goes_with_them()
    {
        await using var log = await LogOnDisk.OpenAsync();
        log.Write(7);
        log.Store.Clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromMinutes(1));
        log.Write(8);

        Assert.Equal(0, log.Prune().Cut);
        Assert.Contains("203.0.113.7 host7.example", log.Lines()[0], StringComparison.Ordinal);

        log.Store.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(1, log.Prune().Cut);
        Assert.Equal("2026-03-02 09:00:00 203.0.113.0 - /policy Firefox/140+(Linux) https://search.example", log.Lines()[0]);
        Assert.Contains("203.0.113.8 host8.example", log.Lines()[1], StringComparison.Ordinal);
        Assert.StartsWith("#Version: 1.0\n#Fields: date time c-ip c-dns cs-uri-stem cs(User-Agent) cs(Referer)\n", await log.ReadAsync("20260302.0001.log"), StringComparison.Ordinal);
        Assert.Equal(0, log.Prune().Cut);
    }

    [Fact, Proves("W3")]
    public async Task Within_a_day_each_line_is_cut_when_its_own_time_is_over()
    {
        await using var log = await LogOnDisk.OpenAsync("--Retention:WebLogAddress=01:00:00");
        log.Write(7);
        log.Store.Clock.Advance(TimeSpan.FromMinutes(59));
        log.Write(8);
        log.Store.Clock.Advance(TimeSpan.FromMinutes(1));

        log.Prune();
        // The file goes on after it was written anew.
        log.Write(9);

        Assert.Equal(["203.0.113.0", "203.0.113.8", "203.0.113.9"], log.Lines().Select(l => l.Split(' ')[2]));
        Assert.Equal(["20260302.0001.log"], log.Names);
    }

    [Fact, Proves("W3")]
    public async Task What_a_stopped_program_missed_is_done_at_its_next_start()
    {
        using var disk = new TestFolder();
        var before = await TestStore.OpenAsync(new Staging { Folder = disk });
        lock (before.Get<WebLogFolder>().Gate) before.Get<AppendToLog>().Append([WebLogLine.Of(before.Clock.GetUtcNow(), ClientAddress.Of([203, 0, 113, 7]), domain: null, "/", "x", referrer: null)]);
        await before.DisposeAsync();
        before.Clock.Advance(TimeSpan.FromDays(40));

        await using var after = await TestStore.OpenAsync(new Staging { Folder = disk, Clock = before.Clock });
        var job = new WebLogJob(after.Get<PruneWebLog>(), after.Get<DestroyIncidents>(), after.Get<App.Erasure.SweepBook>(), after.Get<ReadUsage>(), after.Get<WebLogOptions>(), after.Clock, Microsoft.Extensions.Logging.Abstractions.NullLogger<WebLogJob>.Instance);
        await job.StartAsync(TestContext.Current.CancellationToken);
        var file = Path.Combine(disk.Data, "weblog", "20260302.0001.log");
        while (!(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).Contains("203.0.113.0", StringComparison.Ordinal)) await Task.Delay(10, TestContext.Current.CancellationToken);
        await job.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact, Proves("W3")]
    public async Task Files_go_after_their_time_and_files_of_others_stay()
    {
        await using var log = await LogOnDisk.OpenAsync("--Retention:WebLog=30");
        log.Write(7);
        var notes = Path.Combine(log.Folder, "notes.log");
        await File.WriteAllTextAsync(notes, "written by hand", TestContext.Current.CancellationToken);
        log.Store.Clock.Advance(TimeSpan.FromDays(8));
        log.Write(8);
        log.Prune();
        Assert.Contains("20260302.use.json", Directory.EnumerateFiles(log.Folder).Select(Path.GetFileName));

        log.Store.Clock.Advance(TimeSpan.FromDays(23));

        Assert.Equal(1, log.Prune().Removed);
        Assert.Equal(["20260310.0001.log", "notes.log"], log.Names);
        Assert.DoesNotContain("20260302.use.json", Directory.EnumerateFiles(log.Folder).Select(Path.GetFileName));
    }

    [Fact, Proves("W3")]
    public async Task A_crash_while_a_file_is_written_anew_loses_and_doubles_nothing()
    {
        await using var log = await LogOnDisk.OpenAsync();
        log.Write(7, 8, 9);
        var name = log.Names.Single();
        // As a kill leaves it: half of the new file beside the whole old one.
        await File.WriteAllTextAsync(Path.Combine(log.Folder, name + ".part"), "#Version: 1.0\n2026-03-02 09:00", TestContext.Current.CancellationToken);
        Assert.Equal(3, log.Lines().Count);
        log.Store.Clock.Advance(TimeSpan.FromDays(8));

        log.Prune();

        Assert.Equal(Enumerable.Repeat("203.0.113.0", 3), log.Lines().Select(l => l.Split(' ')[2]));
        Assert.DoesNotContain(Directory.EnumerateFiles(log.Folder), f => f.EndsWith(".part", StringComparison.Ordinal));
    }

    [Fact, Proves("W3")]
    public async Task Half_a_line_that_a_killed_program_left_goes_and_the_next_line_stands_alone()
    {
        using var disk = new TestFolder();
        await using (var killed = await TestStore.OpenAsync(new Staging { Folder = disk }))
        {
            lock (killed.Get<WebLogFolder>().Gate) killed.Get<AppendToLog>().Append([Line(killed, 7), Line(killed, 8)]);
        }

        var file = Path.Combine(disk.Data, "weblog", "20260302.0001.log");
        await using (var torn = new FileStream(file, FileMode.Open)) torn.SetLength(torn.Length - 20);
        await using var store = await TestStore.OpenAsync(new Staging { Folder = disk });
        lock (store.Get<WebLogFolder>().Gate) store.Get<AppendToLog>().Append([Line(store, 9)]);

        Assert.Equal(["203.0.113.7", "203.0.113.9"], (await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken)).Where(l => l[0] != '#').Select(l => l.Split(' ')[2]));
    }

    [Fact]
    public async Task A_torn_line_in_a_file_that_is_over_goes_with_its_address()
    {
        await using var log = await LogOnDisk.OpenAsync();
        log.Write(7);
        await File.AppendAllTextAsync(Path.Combine(log.Folder, log.Names.Single()), "2026-03-02 09:00:00 203.0.113.99 - /po", TestContext.Current.CancellationToken);
        log.Store.Clock.Advance(TimeSpan.FromDays(8));
        log.Write(8);

        log.Prune();

        Assert.DoesNotContain("203.0.113.99", await log.ReadAsync("20260302.0001.log"), StringComparison.Ordinal);
        Assert.Contains("#Remark: addresses are cut", await log.ReadAsync("20260302.0001.log"), StringComparison.Ordinal);
    }

    [Fact, Proves("W3")]
    public async Task No_line_is_lost_or_doubled_however_days_writes_and_prunings_follow_each_other() => await Gen.Select(Gen.Int[0, 5], Gen.Int[0, 40]).Array[1, 25].SampleAsync(
        async steps =>
        {
            await using var log = await LogOnDisk.OpenAsync("--Retention:WebLogAddress=1", "--Retention:WebLog=3000");
            var written = 0;
            foreach (var (what, hours) in steps)
            {
                if (what > 1) log.Write([.. Enumerable.Range(0, what).Select(n => (byte)(100 + n))]);
                written += what > 1 ? what : 0;
                if (what == 1) log.Get<PruneWebLog>().Prune();
                log.Store.Clock.Advance(TimeSpan.FromHours(hours));
                Assert.Equal(written, Directory.Exists(log.Folder) ? log.Lines().Count : 0);
            }

            if (written == 0) return;
            log.Prune();
            var now = log.Store.Clock.GetUtcNow();
            Assert.All(log.Lines(), text =>
            {
                Assert.True(WebLogLine.TryRead(text, out var line));
                Assert.Equal(line!.At + TimeSpan.FromDays(1) <= now, line.Address == line.Address!.Value.Cut());
            });
            var today = DateOnly.FromDateTime(now.UtcDateTime);
            Assert.Equal(written, log.Get<UseBook>().Days(today.AddDays(-200), today).Sum(d => d.Times));
        },
        iter: Math.Max(10, Counts.Cases / 500));

    [Fact]
    public async Task A_file_that_is_full_is_followed_by_another_of_the_same_day()
    {
        await using var log = await LogOnDisk.OpenAsync();
        log.Write(7);
        await using (var grown = new FileStream(Path.Combine(log.Folder, log.Names.Single()), FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            grown.SetLength(AppendToLog.Largest - 1);
            grown.Position = AppendToLog.Largest - 1;
            grown.WriteByte((byte)'\n');
        }

        log.Write(8);
        log.Write(9);

        Assert.Equal(["20260302.0001.log", "20260302.0002.log"], log.Names);
        Assert.Equal(2, (await log.ReadAsync("20260302.0002.log")).Split('\n').Count(l => l.StartsWith("2026", StringComparison.Ordinal)));
    }

    [Fact, Proves("W3")]
    public async Task The_log_is_its_owners_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows keeps rights in another way.");
        await using var log = await LogOnDisk.OpenAsync();
        log.Write(7);
        log.Store.Clock.Advance(TimeSpan.FromDays(8));
        log.Write(8);
        log.Prune();

        Assert.Equal("rwx------", Rights(log.Folder));
        Assert.All(Directory.EnumerateFiles(log.Folder), file => Assert.Equal("rw-------", Rights(file)));
    }

    [Theory]
    [InlineData("--Retention:WebLogAddress=soon")]
    [InlineData("--Retention:WebLogAddress=-1")]
    [InlineData("--Retention:WebLog=99999")]
    public async Task A_time_that_cannot_be_kept_to_is_refused_in_words(string setting)
    {
        await using var store = await TestStore.OpenAsync(new Staging { Settings = [setting] });

        Assert.Contains("Retention:WebLog", Assert.Throws<StartRefusedException>(() => store.Get<WebLogOptions>()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_that_prune_do_not_get_into_each_others_way()
    {
        await using var log = await LogOnDisk.OpenAsync();
        log.Write(7);
        await using (new FileStream(Path.Combine(log.Folder, "prune.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None)) Assert.IsType<Pruning.Busy>(log.Get<PruneWebLog>().Prune());

        log.Prune();
    }

    private static WebLogLine Line(TestStore store, byte from) => WebLogLine.Of(store.Clock.GetUtcNow(), ClientAddress.Of([203, 0, 113, from]), domain: null, "/policy", "Firefox/140", referrer: null);

    private static string Rights(string path)
    {
        var mode = OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(path);
        return string.Concat("rwxrwxrwx".Select((letter, at) => ((int)mode & (1 << (8 - at))) == 0 ? '-' : letter));
    }
}
