using WorkforceTrack.Domain.WebLogs;
using WorkforceTrack.Tests.Cast;

namespace WorkforceTrack.Tests.WebLogs;

/// <summary>The log of a running program, read past it.</summary>
internal static class WebLogReading
{
    internal static string FolderOf(TestFolder disk) => Path.Combine(disk.Data, "weblog");

    /// <summary>All lines; each must be one, or the test fails.</summary>
    internal static List<WebLogLine> Read(TestFolder disk)
    {
        var lines = new List<WebLogLine>();
        if (!Directory.Exists(FolderOf(disk))) return lines;
        foreach (var file in Directory.EnumerateFiles(FolderOf(disk), "*.log").Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
            while (reader.ReadLine() is { } text)
            {
                if (text.StartsWith('#')) continue;
                Assert.True(WebLogLine.TryRead(text, out var line), "There is something in the log that is no line.");
                lines.Add(line!);
            }
        }

        return lines;
    }

    /// <summary>The lines, as soon as they are as expected: they are written beside the requests.</summary>
    internal static async Task<List<WebLogLine>> UntilAsync(TestFolder disk, Func<List<WebLogLine>, bool> isThere)
    {
        for (var tries = 0; ; tries++)
        {
            var lines = Read(disk);
            if (isThere(lines) || tries > 500) return lines;
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
