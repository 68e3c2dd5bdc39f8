using System.Collections.Immutable;
using System.Text;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.WebLogs;

namespace WorkforceTrack.App.WebLogs;

/// <summary>
/// Takes the lines of a scope out of the log, and writes and reads the copy that is kept aside for an incident. Nothing else reads lines
/// for people (W3, W4).
/// </summary>
internal sealed class IncidentLines(WebLogFolder folder, IncidentSeal seal, IDbContextFactory<MainDb> stores)
{
    /// <summary>Most lines that one incident can be about.</summary>
    internal const int Most = 50_000;

    /// <summary>The lines in the scope, oldest first; one more than can be taken when there are too many.</summary>
    [Keeps("W4")]
    internal ImmutableArray<WebLogLine> Gather(IncidentScope scope)
    {
        // A line may lie in the file of the day after, when it was noted at midnight.
        var (first, last) = (DateOnly.FromDateTime(scope.From.UtcDateTime), DateOnly.FromDateTime(scope.Until.UtcDateTime).AddDays(1));
        return
        [
            .. folder.Files().Where(f => f.Day >= first && f.Day <= last).SelectMany(WebLogFolder.Lines).Where(scope.Covers).Take(Most + 1).OrderBy(line => line.At),
        ];
    }

    /// <summary>The lines that are kept aside; null when there are none.</summary>
    internal async Task<ImmutableArray<WebLogLine>?> KeptAsync(IncidentId id)
    {
        await using var store = await stores.CreateDbContextAsync();
        return await IncidentDesk.PartAsync(store, id, IncidentPart.Lines) is { } part ? Read(Open(part)) : null;
    }

    /// <summary>The copy as it was written.</summary>
    internal byte[] Open(IncidentPartRow part) => seal.Open(part.Incident, $"{IncidentPart.Lines}", part.Sealed);

    /// <summary>A log of these lines alone, as analysers read it.</summary>
    internal static byte[] Write(IEnumerable<WebLogLine> lines) => Encoding.ASCII.GetBytes(WebLogFolder.Head + string.Concat(lines.Select(line => line.Text + "\n")));

    internal static ImmutableArray<WebLogLine> Read(byte[] log) =>
    [
        .. Encoding.ASCII.GetString(log).Split('\n').Select(text => WebLogLine.TryRead(text, out var line) ? line : null).OfType<WebLogLine>(),
    ];
}
