using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WorkforceTrack.App.WebLogs;
using WorkforceTrack.Domain.WebLogs;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.WebLogs;

public sealed class WriteWebLogTests
{
    private const int Many = 5000;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact, Proves("W1")]
    public async Task What_was_noted_before_a_stop_is_on_the_disk_after_it()
    {
        await using var log = await LogOnDisk.OpenAsync();
        var (queue, writer) = (log.Get<WebLogQueue>(), Writer(log));
        await writer.StartAsync(Stop);
        for (var n = 0; n < Many; n++) queue.Add(Line(log, n));

        await writer.StopAsync(Stop);

        Assert.Equal(Enumerable.Range(0, Many).Select(n => $"/{n}"), log.Lines().Select(l => l.Split(' ')[4]));
    }

    [Fact]
    public async Task A_request_does_not_wait_where_there_is_no_room_and_what_is_left_out_is_counted()
    {
        await using var log = await LogOnDisk.OpenAsync();
        var queue = log.Get<WebLogQueue>();
        for (var n = 0; n < WebLogQueue.Room + 7; n++) queue.Add(Line(log, n));
        var writer = Writer(log);

        await writer.StartAsync(Stop);
        await writer.StopAsync(Stop);

        Assert.Equal(WebLogQueue.Room, log.Lines().Count);
        Assert.Contains(log.Store.Log.All, l => l.Contains("7 lines of the web log were left out", StringComparison.Ordinal));
    }

    [Fact]
    public async Task On_a_disk_that_takes_nothing_the_site_goes_on_and_it_is_said_once()
    {
        await using var log = await LogOnDisk.OpenAsync();
        // A file where the folder should be: nobody can write there, not even the owner of all.
        await File.WriteAllTextAsync(log.Folder, "", Stop);
        var (queue, writer) = (log.Get<WebLogQueue>(), Writer(log));
        await writer.StartAsync(Stop);
        for (var n = 0; n < 3; n++)
        {
            queue.Add(Line(log, n));
            while (!log.Store.Log.All.Any(l => l.Contains("cannot be written", StringComparison.Ordinal))) await Task.Delay(10, Stop);
        }

        while (queue.Count > 0) await Task.Delay(10, Stop);
        File.Delete(log.Folder);
        queue.Add(Line(log, 9));
        await writer.StopAsync(Stop);

        Assert.Equal("/9", log.Lines()[^1].Split(' ')[4]);
        Assert.Single(log.Store.Log.All, l => l.Contains("cannot be written", StringComparison.Ordinal));
        // The last of the three may have found the folder free again.
        Assert.Contains(log.Store.Log.All, l => l.Contains($"{4 - log.Lines().Count} lines are missing", StringComparison.Ordinal));
    }

    [Theory, Proves("W1")]
    [InlineData(false, "-", "-", "-")]
    [InlineData(true, "host7.example", "-", "strange+name")]
    public async Task The_domain_is_asked_for_only_where_that_is_switched_on(bool on, string known, string silent, string odd)
    {
        var asked = 0;
        HostNames.Ask ask = (address, stop) =>
        {
            Interlocked.Increment(ref asked);
            return address.ToString() switch
            {
                "203.0.113.7" => Task.FromResult<string?>("host7.example"),
                "203.0.113.9" => Task.FromResult<string?>("strange name"),
                _ => Task.Delay(Timeout.Infinite, stop).ContinueWith(_ => (string?)null, Stop, TaskContinuationOptions.None, TaskScheduler.Default),
            };
        };
        await using var store = await TestStore.OpenAsync(new Staging { Settings = [$"--WebLog:ReverseLookup={on}"], Services = services => services.AddSingleton(ask) });
        var names = store.Get<HostNames>();
        List<WebLogLine> lines = [.. new byte[] { 7, 8, 9, 7 }.Select(n => WebLogLine.Of(store.Clock.GetUtcNow(), ClientAddress.Of([203, 0, 113, n]), domain: null, "/", "x", referrer: null))];

        var named = await names.AddAsync(lines);
        await names.AddAsync(lines);

        Assert.Equal([known, silent, odd, known], named.Select(l => l.Domain));
        Assert.Equal(on ? 3 : 0, asked);
    }

    private static WriteWebLog Writer(LogOnDisk log) => ActivatorUtilities.CreateInstance<WriteWebLog>(log.Store.Services);

    private static WebLogLine Line(LogOnDisk log, int n) => WebLogLine.Of(log.Store.Clock.GetUtcNow(), ClientAddress.Of(IPAddress.Loopback.GetAddressBytes()), domain: null, $"/{n}", "x", referrer: null);
}
