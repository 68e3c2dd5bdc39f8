using WorkforceTrack.App.WebLogs;
using WorkforceTrack.Domain.WebLogs;
using WorkforceTrack.Tests.Cast;

namespace WorkforceTrack.Tests.WebLogs;

/// <summary>A store with a web log: lines are written as the program writes them, at the moment that the clock shows.</summary>
internal sealed class LogOnDisk : IAsyncDisposable
{
    private LogOnDisk(TestStore store) => Store = store;

    internal TestStore Store { get; }

    internal string Folder => Path.Combine(Store.Folder.Data, "weblog");

    internal IEnumerable<string> Names => Directory.EnumerateFiles(Folder, "*.log").Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal);

    internal static async Task<LogOnDisk> OpenAsync(params string[] settings) => new(await TestStore.OpenAsync(new Staging { Settings = settings }));

    internal T Get<T>()
        where T : notnull => Store.Get<T>();

    /// <summary>Writes lines from these last bytes of an address.</summary>
    internal void Write(params byte[] from)
    {
        List<WebLogLine> lines = [.. from.Select(n => WebLogLine.Of(Store.Clock.GetUtcNow(), ClientAddress.Of([203, 0, 113, n]), $"host{n}.example", "/policy", "Mozilla/5.0 (X11; Linux) Firefox/140.0", "https://search.example"))];
        lock (Get<WebLogFolder>().Gate)
        {
            Get<AppendToLog>().Append(lines);
            Get<UseBook>().Count(lines);
        }
    }

    internal Task<string> ReadAsync(string name) => File.ReadAllTextAsync(Path.Combine(Folder, name), TestContext.Current.CancellationToken);

    /// <summary>All that stands in the log, directives left out.</summary>
    internal List<string> Lines() => [.. Names.SelectMany(n => File.ReadAllLines(Path.Combine(Folder, n))).Where(l => !l.StartsWith('#'))];

    internal Pruning.Done Prune() => Assert.IsType<Pruning.Done>(Get<PruneWebLog>().Prune());

    public ValueTask DisposeAsync() => Store.DisposeAsync();
}
