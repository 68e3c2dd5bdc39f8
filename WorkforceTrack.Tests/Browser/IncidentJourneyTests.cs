using Microsoft.Playwright;
using WorkforceTrack.Tests.Promises;
using WorkforceTrack.Tests.WebLogs;

namespace WorkforceTrack.Tests.Browser;

/// <summary>An incident from the evidence to the package, by security and management at two browsers, approved by two others.</summary>
[Collection(Journeys.Name), Trait("needs", "browser")]
public sealed class IncidentJourneyTests(Chromium browser, OpenHouse house)
{
    [Fact, Proves("W4"), Proves("W5")]
    public async Task An_attack_is_looked_into_by_two_and_its_lines_handed_over_with_the_word_of_two_others()
    {
        await using var sec = await house.VisitAsync(browser, "sec");
        await using var mina = await house.VisitAsync(browser, "mina");
        await using var leo = await house.VisitAsync(browser, "leo");

        // Opened with evidence, and a document.
        await sec.GoAsync("/console/incidents");
        await sec.SettleAsync();
        await sec.Named("Evidence of an attack").FillAsync("Somebody reads the policy again and again.");
        await sec.Page.GetByLabel("Document").SetInputFilesAsync(new FilePayload { Name = "report.txt", MimeType = "text/plain", Buffer = "seen in the morning"u8.ToArray() });
        await EveryPageTests.AssertWholeAsync(sec);
        await sec.Named("Open the incident").ClickAsync();
        await Visit.ReachAsync(sec.Page, "/console/incidents/[0-9a-f-]{36}$");
        await sec.SettleAsync();
        var address = new Uri(sec.Page.Url).AbsolutePath;
        await EveryPageTests.AssertWholeAsync(sec);

        // Alone, nothing opens; with the second, what one proposes the other agrees to.
        await ComeAsync(sec, address);
        await sec.SeeAsync("You are here alone.");
        await ComeAsync(mina, address);
        await sec.SeeAsync("A second person is here.");
        await sec.Named("From (UTC)").FillAsync(DateTimeOffset.UtcNow.AddDays(-1).ToString("yyyy-MM-dd'T00:00'"));
        await sec.Named("Until (UTC)").FillAsync(DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T00:00'"));
        await sec.Page.GetByLabel("Only for these pages").FillAsync("/policy\n/login");
        await EveryPageTests.AssertWholeAsync(sec);
        await sec.Named("Propose these lines").ClickAsync();
        await sec.SeeAsync("It waits for the other person to agree.");
        await mina.Named("Agree to it").ClickAsync();
        await mina.Named("Look at the lines").ClickAsync();
        await mina.SeeAsync("Addresses in these lines");
        await EveryPageTests.AssertWholeAsync(mina);
        await sec.Named("Look at the lines").ClickAsync();
        await sec.SeeAsync("Addresses in these lines");
        Assert.DoesNotContain("/me", await sec.Page.Locator(".log-lines").InnerTextAsync(), StringComparison.Ordinal);

        // Proposed by one who looked; two others approve; one of them takes the package.
        foreach (var (label, text) in new[] { ("Agency", "Cyber Crime Unit"), ("Person there", "Officer Ada Quill"), ("Official address", "1 Harbour Square"), ("How you verified it", "Called back."), ("Why these lines go there", "They investigate.") })
            await sec.Named(label).FillAsync(text);
        await sec.Named("Propose to hand over").ClickAsync();
        await sec.SeeAsync("by nobody yet");
        await leo.GoAsync(address);
        await leo.Named("Approve").ClickAsync();
        await leo.SeeAsync("by one person");
        await mina.GoAsync(address);
        await mina.Named("Approve").ClickAsync();
        await mina.SeeAsync("by two people");
        await EveryPageTests.AssertWholeAsync(mina);
        var download = await mina.Page.RunAndWaitForDownloadAsync(() => mina.Named("Take the package").ClickAsync());
        var package = Investigation.Unpack(await File.ReadAllBytesAsync(await download.PathAsync(), TestContext.Current.CancellationToken));
        Assert.Equal(["lines.log", "manifest.json", "read-me.txt"], package.Keys.Order(StringComparer.Ordinal));

        // Closed, and on record.
        await sec.GoAsync(address);
        await sec.SettleAsync();
        await sec.Named("What came of it").FillAsync("Nothing more was seen.");
        await sec.Named("Close the incident").ClickAsync();
        await sec.SeeAsync("Lines and words go");
        await EveryPageTests.AssertWholeAsync(sec);
        await leo.GoAsync("/console/disclosures?kind=incident");
        await leo.SettleAsync();
        await Visit.SeeAsync(leo.Page.GetByRole(AriaRole.Cell, new() { Name = "Incident", Exact = true }).First);
        await EveryPageTests.AssertWholeAsync(leo);
        foreach (var visit in new[] { sec, mina, leo }) visit.AssertQuiet();
    }

    private static async Task ComeAsync(Visit visit, string address)
    {
        if (new Uri(visit.Page.Url).AbsolutePath != address) await visit.GoAsync(address);
        await visit.SettleAsync();
        await visit.Named("Why you look into it").FillAsync("To see whether it goes on.");
        await visit.Named("Come to the desk").ClickAsync();
    }
}
