using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using WorkforceTrack.Domain.WebLogs;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.HouseRules;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.WebLogs;

/// <summary>A common analyser reads the log (W1), by the command line that docs/operations.md gives.</summary>
[Trait("needs", "goaccess")]
public sealed partial class GoAccessTests
{
    private const string Missing = "GoAccess is missing: install it (on Debian: apt-get install goaccess).";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact, Proves("W1")]
    public async Task A_common_log_analyser_reads_every_line_before_and_after_the_addresses_are_cut()
    {
        Require();
        await using var log = await LogOnDisk.OpenAsync();
        List<WebLogLine> lines =
        [
            .. from address in new byte[]?[] { [203, 0, 113, 7], [0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7], null }
               from page in new[] { "/", "/console/disclosures/{id}", null }
               from agent in new[] { "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Safari/604.1", "my \"own\" %h ~ browser\\", null }
               from referrer in new[] { "https://search.example", "https://members.example/policy/{number}", "https://members.example/-", null }
               from domain in new[] { "host.example", null }
               select WebLogLine.Of(log.Store.Clock.GetUtcNow(), address is null ? null : ClientAddress.Of(address), domain, page, agent, referrer),
        ];
        lock (log.Get<App.WebLogs.WebLogFolder>().Gate) log.Get<App.WebLogs.AppendToLog>().Append(lines);

        var fresh = await ReadAsync(log);
        log.Store.Clock.Advance(TimeSpan.FromDays(8));
        log.Prune();
        var cut = await ReadAsync(log);

        foreach (var report in new[] { fresh, cut })
        {
            var general = report.RootElement.GetProperty("general");
            Assert.Equal((lines.Count, lines.Count, 0), (Number(general, "total_requests"), Number(general, "valid_requests"), Number(general, "failed_requests")));
            Assert.Contains("Firefox", Names(report, "browsers"));
            Assert.Contains("Safari", Names(report, "browsers"));
            Assert.Contains("Linux", Names(report, "os"));
            Assert.Contains("iOS", Names(report, "os"));
            Assert.Contains("/console/disclosures/{id}", Names(report, "requests"));
            Assert.Contains("search.example", Names(report, "referring_sites"));
        }

        Assert.Contains("203.0.113.7", Names(fresh, "hosts"));
        Assert.Contains("203.0.113.0", Names(cut, "hosts"));
        Assert.DoesNotContain("203.0.113.7", Names(cut, "hosts"));
    }

    private static async Task<JsonDocument> ReadAsync(LogOnDisk log)
    {
        var report = Path.Combine(log.Store.Folder.Root, "report.json");
        // The line as an administrator would copy it, in the folder that holds the log.
        var command = Documented().Match(await File.ReadAllTextAsync(Path.Combine(House.Root, "docs", "operations.md"), Stop)).Value;
        Assert.NotEmpty(command);
        var start = new ProcessStartInfo("/bin/sh") { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = log.Folder };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(command.Replace("report.html", report, StringComparison.Ordinal));
        using var process = Process.Start(start)!;
        var said = Task.WhenAll(process.StandardError.ReadToEndAsync(Stop), process.StandardOutput.ReadToEndAsync(Stop));
        await process.WaitForExitAsync(Stop);
        Assert.True(process.ExitCode == 0, string.Join('\n', await said));
        return JsonDocument.Parse(await File.ReadAllTextAsync(report, Stop));
    }

    private static int Number(JsonElement general, string name) => general.GetProperty(name).GetInt32();

    // What is grouped, as browsers and systems are, has its members one level below.
    private static HashSet<string> Names(JsonDocument report, string panel) =>
        [.. report.RootElement.GetProperty(panel).GetProperty("data").EnumerateArray().Select(row => row.GetProperty("data").GetString()!)];

    private static void Require()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        if (folders.Any(folder => File.Exists(Path.Combine(folder, "goaccess")))) return;
        if (Counts.AnalyserRequired) Assert.Fail(Missing);
        Assert.Skip(Missing);
    }

    [GeneratedRegex("^goaccess .*report\\.html$", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Documented();
}
