using Microsoft.Playwright;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Promises;
using WorkforceTrack.Tests.WebLogs;

namespace WorkforceTrack.Tests.Browser;

/// <summary>Steps inside the site, as a browser makes them: by links, by buttons of pages that act, and back. Each is one line (W1).</summary>
[Collection(Journeys.Name), Trait("needs", "browser")]
public sealed class WebLogStepsTests(Chromium browser, OpenHouse house)
{
    [Fact, Proves("W1")]
    public async Task Every_step_inside_the_site_is_one_line_also_on_and_from_pages_that_act()
    {
        await using var visit = await house.VisitAsync(browser, "priya");
        // Whoever came before may have lines on the way.
        await Task.Delay(500, TestContext.Current.CancellationToken);
        var before = WebLogReading.Read(house.Program.Folder).Count;

        await visit.GoAsync("/console/partners");
        await visit.SettleAsync();
        await StepAsync(visit, "Surveys", "Surveys");
        await StepAsync(visit, "Disclosures", "Disclosures");
        await StepAsync(visit, "Staff", "Staff");
        await visit.Page.GoBackAsync();
        await visit.ArriveAsync("Disclosures");
        await visit.SettleAsync();
        await StepAsync(visit, "Surveys", "Surveys");
        // A step that the page takes by itself, from within its circuit.
        await visit.Named("Title").FillAsync("Lines of the log");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Begin a draft" }).ClickAsync();
        await Visit.ReachAsync(visit.Page, "/console/surveys/[0-9a-f-]{36}$");
        await visit.SettleAsync();
        await StepAsync(visit, "Usage", "Usage");

        string[] pages = ["/console/partners", "/console/surveys", "/console/disclosures", "/console/staff", "/console/disclosures", "/console/surveys", "/console/surveys/{id}", "/console/usage"];
        var lines = (await WebLogReading.UntilAsync(house.Program.Folder, l => l.Count >= before + pages.Length)).Skip(before).ToList();
        Assert.Equal(pages, lines.Select(l => l.Page));
        Assert.All(lines, l => Assert.Equal("127.0.0.1", l.Address!.Value.Text));
        visit.AssertQuiet();
    }

    private static async Task StepAsync(Visit visit, string link, string heading)
    {
        await visit.Page.GetByRole(AriaRole.Navigation, new() { Name = "Console" }).GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).ClickAsync();
        await visit.ArriveAsync(heading);
        await visit.SettleAsync();
    }
}
