using WorkforceTrack.App;
using WorkforceTrack.App.WebLogs;
using WorkforceTrack.Domain.WebLogs;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.WebLogs;

[Trait("needs", "server")]
public sealed class WebLogVerbsTests
{
    [Fact, Proves("W3")]
    public async Task Prune_says_what_it_did_also_beside_a_running_program()
    {
        using var disk = new TestFolder();
        await using (var store = await TestStore.OpenAsync(new Staging { Folder = disk }))
        {
            var none = await ChildProgram.RunAsync(disk, "weblog", "prune");
            Assert.Equal(ExitCodes.Refused, none.Code);
            Assert.Contains("There is no web log", none.Output, StringComparison.Ordinal);
            // Of two days long past.
            foreach (var day in new[] { 0, 1 })
            {
                store.Clock.Advance(TimeSpan.FromDays(day));
                lock (store.Get<WebLogFolder>().Gate) store.Get<AppendToLog>().Append([WebLogLine.Of(store.Clock.GetUtcNow(), ClientAddress.Of([203, 0, 113, 7]), domain: null, "/", "x", referrer: null)]);
            }

            // The store is held here, as a running program holds it: the newest file is left to it.
            var beside = await ChildProgram.RunAsync(disk, "weblog", "prune");
            Assert.Equal(ExitCodes.Done, beside.Code);
            Assert.Contains("Addresses were cut in 1 file; 0 files past their time were removed.", beside.Output, StringComparison.Ordinal);
            Assert.Contains("The newest file is being written by the running program", beside.Output, StringComparison.Ordinal);
        }

        var alone = await ChildProgram.RunAsync(disk, "weblog", "prune");
        Assert.Equal(ExitCodes.Done, alone.Code);
        Assert.Contains("Addresses were cut in 1 file", alone.Output, StringComparison.Ordinal);
        Assert.All(Directory.EnumerateFiles(Path.Combine(disk.Data, "weblog"), "*.log"), file => Assert.DoesNotContain("203.0.113.7", File.ReadAllText(file), StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_explains_itself_and_knows_bad_usage()
    {
        using var disk = new TestFolder();

        Assert.Equal(ExitCodes.BadUsage, (await ChildProgram.RunAsync(disk, "weblog", "shred")).Code);
        var help = await ChildProgram.RunAsync(disk, "weblog", "prune", "--help");
        Assert.Equal(ExitCodes.Done, help.Code);
        Assert.Contains("Retention:WebLogAddress", help.Output, StringComparison.Ordinal);
    }
}
