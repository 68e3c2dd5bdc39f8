using CsCheck;
using WorkforceTrack.App.LegalProcess;
using WorkforceTrack.Domain.LegalProcess;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.LegalProcess;

public sealed class TransparencyTests
{
    private static readonly Gen<CaseFile[]> Cases = Gen.Select(Gen.Enum<CaseKind>(), Gen.Enum<CaseOutcome>().Nullable(), Gen.Int[0, 2], Gen.Int[0, 400], (kind, outcome, rounds, day) =>
        new CaseFile(new CaseId(Guid.NewGuid()), Demand.Came.AddDays(day), Demand.Came.AddDays(day + 14)) { Kind = kind, Outcome = outcome, NarrowingRounds = rounds }).Array[0, 120];

    [Fact, Proves("D6")]
    public void Every_demand_is_counted_once_and_no_count_from_1_to_4_is_printed_or_can_be_worked_out() => Cases.Sample(cases =>
    {
        var report = TransparencyReport.Of(cases, new Dictionary<HalfYear, int>());
        foreach (var part in report)
        {
            foreach (var line in part.Lines)
            {
                var own = cases.Where(c => c.Kind == line.Kind && HalfYear.Of(c.ReceivedAt) == part.Time).ToList();
                var cells = new[] { line.Refused, line.Partly, line.Fully, line.Otherwise, line.Open };
                Assert.All([line.Received, line.Narrowed, .. cells], tally => Assert.False(tally.Words is "1" or "2" or "3" or "4"));
                if (int.TryParse(line.Received.Words, out var received))
                {
                    Assert.Equal(own.Count, received);
                    Assert.DoesNotContain(cells, tally => tally.Words == "1 to 4");
                }
                else
                {
                    var band = line.Received.Words.Split(" to ").Select(int.Parse).ToArray();
                    Assert.InRange(own.Count, band[0], band[1]);
                }
            }
        }

        Assert.Equal(cases.Select(c => (HalfYear.Of(c.ReceivedAt), c.Kind)).Distinct().Count(), report.Sum(part => part.Lines.Length));
    });

    [Fact, Proves("D6"), Proves("D7")]
    public async Task The_report_counts_what_the_cases_and_the_ledger_hold_and_can_be_taken_along()
    {
        await using var office = await CaseOffice.OpenAsync();
        await (await office.ReceiveAsync()).GoAsync('S', new CaseMove.RefuseInformal());
        await (await office.ReceiveAsync()).NotifiedAsync();
        await (await office.LaterAsync(10)).ApprovedAsync();
        await office.ProduceAsync();
        await office.GoAsync('P', new CaseMove.Close());

        var part = Assert.Single(await office.Get<ReadTransparency>().ReadAsync());
        Assert.Equal([CaseKind.InformalRequest, CaseKind.CivilSubpoena], part.Lines.Select(line => line.Kind));
        Assert.Equal(("1 to 4", "1 to 4", "0"), (part.Affected.Words, part.ToldBefore.Words, part.ToldAfter.Words));
        Assert.Equal("1 to 4", part.InLedger.Words);
        var csv = ReadTransparency.Csv([part]);
        Assert.Contains("January to June 2026,Civil subpoena,1 to 4,0,0,0,1 to 4,0,0\r\n", csv, StringComparison.Ordinal);
        Assert.Contains("civil-subpoena", System.Text.Encoding.UTF8.GetString(ReadTransparency.Json([part])), StringComparison.Ordinal);
    }
}
