using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Erasure;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Erasure;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.LegalProcess;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.LegalProcess;

/// <summary>The transparency report, made from the cases and the ledger as they are now (D6). Public: it names nobody.</summary>
internal sealed class ReadTransparency(IDbContextFactory<MainDb> stores, RetentionTimes times, TimeProvider clock)
{
    private static readonly Purpose?[] Lawful = [Purpose.AnswerLegalProcess, Purpose.ProtectRights, Purpose.ProtectLife];

    internal static readonly ImmutableArray<string> Columns = ["period", "kind", "received", "refused", "narrowed", "given in part", "given in full", "taken back or kept only", "open"];

    [Keeps("D6")]
    internal async Task<ImmutableArray<TransparencyPart>> ReadAsync()
    {
        await using var store = await stores.CreateDbContextAsync();
        // By purpose alone, of which the ledger has an index; by kind it would read most of the ledger.
        var lawful = await store.Ledger.AsNoTracking().Where(e => Lawful.Contains(e.Purpose)).Select(e => new { e.At, e.Kind }).ToListAsync();
        var given = lawful.Where(e => e.Kind == EntryKind.Disclosure).Select(e => e.At);
        var cases = await store.Cases.AsNoTracking().Select(c => c.File).ToListAsync();
        var report = TransparencyReport.Of(cases.Select(CaseFileJson.Read), given.CountBy(HalfYear.Of).ToDictionary(count => count.Key, count => count.Value));
        // Of an older half-year some cases are gone with their retention: its counts would be too small.
        var first = HalfYear.Of(clock.GetUtcNow() - times.Of(RecordKind.Cases));
        return [.. report.Where(part => part.Time.CompareTo(first) > 0)];
    }

    /// <summary>The report as a table for spreadsheets (RFC 4180). Every cell is made by the program, so none can be taken for a formula.</summary>
    internal static string Csv(ImmutableArray<TransparencyPart> report)
    {
        var csv = new StringBuilder().AppendJoin(',', Columns).Append("\r\n");
        foreach (var part in report)
        {
            foreach (var line in part.Lines) csv.AppendJoin(',', [part.Time.ToString(), CaseWords.Of(line.Kind), .. Cells(line)]).Append("\r\n");
            foreach (var (name, tally) in Totals(part)) csv.AppendJoin(',', part.Time, name, tally).Append("\r\n");
        }

        return csv.ToString();
    }

    internal static byte[] Json(ImmutableArray<TransparencyPart> report) => JsonSerializer.SerializeToUtf8Bytes(report.Select(part => new
    {
        year = part.Time.Year,
        half = part.Time.Half,
        demands = part.Lines.Select(line => new Dictionary<string, string>(Columns.Skip(2).Zip(Cells(line), KeyValuePair.Create), StringComparer.Ordinal) { ["kind"] = Names.Of(line.Kind) }),
        totals = Totals(part).ToDictionary(total => total.Name, total => total.Tally.Words, StringComparer.Ordinal),
    }));

    internal static IEnumerable<(string Name, Tally Tally)> Totals(TransparencyPart part) =>
    [
        ("Members whose data was given", part.Affected), ("Told before", part.ToldBefore), ("Told afterwards", part.ToldAfter), ("Not told yet", part.NotYetTold),
        ("Objections", part.Objections), ("Orders to be silent", part.Orders), ("Emergencies", part.Emergencies), ("Disclosures in the ledger", part.InLedger),
    ];

    internal static IEnumerable<string> Cells(TransparencyLine line) =>
        new[] { line.Received, line.Refused, line.Narrowed, line.Partly, line.Fully, line.Otherwise, line.Open }.Select(tally => tally.Words);
}
