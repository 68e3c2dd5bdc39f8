using Bunit;
using WorkforceTrack.App.Erasure.Components;
using WorkforceTrack.App.LegalProcess;
using WorkforceTrack.Domain.LegalProcess;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Erasure;

public sealed class OpenDemandsTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact, Proves("D7"), Proves("T1")]
    public async Task Who_leaves_while_a_demand_is_open_reads_what_stays_and_until_when_to_object()
    {
        await using var page = new BunitContext();

        var notice = page.Render<OpenDemands>(with => with.Add(p => p.Of, [Demand(Now.AddDays(14))]).Add(p => p.DueAt, Now.AddDays(7)));

        Assert.Contains("A demand for your data is open", notice.Markup, StringComparison.Ordinal);
        Assert.Contains("Your log-in goes with the rest", notice.Find(".notice").TextContent, StringComparison.Ordinal);
        Assert.Contains("16 Mar 2026", notice.Find("li").TextContent, StringComparison.Ordinal);
        Assert.StartsWith("/me/cases/", notice.Find("li a").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact, Proves("T1")]
    public async Task Without_a_demand_nothing_is_said()
    {
        await using var page = new BunitContext();

        Assert.Empty(page.Render<OpenDemands>(with => with.Add(p => p.Of, []).Add(p => p.DueAt, Now)).Markup.Trim());
    }

    private static OwnCase Demand(DateTimeOffset window) => new(
        Guid.NewGuid(), new Redacted<string>("The county court"), new Redacted<string>("court@county.example"), new Redacted<string>("A suit"), CaseKind.CivilSubpoena,
        FieldSet.Of(PersonalField.Skills), new CasePeriod(new DateOnly(2026, 1, 1), new DateOnly(2026, 2, 1)), FieldSet.Of(PersonalField.Skills), Now, Now.AddDays(20), window,
        Objection: null, FieldSet.Empty, default, ProducedAt: null, FieldSet.Empty, IsOver: false, HasPaper: false, CanObject: true, Now);
}
