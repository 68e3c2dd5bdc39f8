using Microsoft.Playwright;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Browser;

/// <summary>The editor of surveys in Chromium: the focus goes where the author goes on, and nothing typed is lost on the way out.</summary>
[Collection(Journeys.Name), Trait("needs", "browser")]
public sealed class SurveyEditorTests(Chromium browser, OpenHouse house)
{
    [Fact, Proves("S1"), Proves("S2")]
    public async Task A_survey_is_written_by_keyboard_looked_at_and_kept()
    {
        await using var visit = await house.VisitAsync(browser, "priya");
        var page = visit.Page;
        await visit.GoAsync("/console/surveys");
        await visit.SettleAsync();
        await EveryPageTests.AssertWholeAsync(visit);
        await page.SetViewportSizeAsync(1280, 900);
        await visit.Named("Title").FillAsync("How the shifts are");
        await visit.Named("Begin a draft").ClickAsync();
        await visit.ArriveAsync("How the shifts are");
        await visit.SeeAsync("No question yet");

        await visit.Named("One of several").PressAsync("Enter");
        await Assertions.Expect(page.Locator("#f-text-1")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Do you work nights?");
        await page.Locator("#f-options-1").FillAsync("Yes\nNo");
        await visit.Named("A comment").PressAsync("Enter");
        await Assertions.Expect(page.Locator("#f-text-2")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("What would help?");
        await page.Locator("#f-if-2").SelectOptionAsync(new SelectOptionValue { Label = "Only if: Do you work nights?" });
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Yes" }).CheckAsync();
        await visit.Named("A point on a scale").PressAsync("Enter");
        await Assertions.Expect(page.Locator("#f-text-3")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("How do you sleep?");
        await page.Keyboard.PressAsync("Tab");
        await visit.Named("Move up: How do you sleep?").PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "2. A point on a scale" })).ToBeVisibleAsync();
        await Assertions.Expect(visit.Named("Move up: How do you sleep?")).ToBeFocusedAsync();

        var asked = new TaskCompletionSource<string>();
        page.Dialog += (_, dialog) => { asked.TrySetResult(dialog.Type); _ = dialog.DismissAsync(); };
        await page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link, new() { Name = "Staff" }).First.ClickAsync();
        Assert.Equal("beforeunload", await asked.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        Assert.Equal("Do you work nights?", await page.Locator("#f-text-1").InputValueAsync());

        await visit.Named("Preview").ClickAsync();
        await Assertions.Expect(page.Locator(".preview")).Not.ToContainTextAsync("What would help?");
        await page.Locator(".preview").GetByLabel("Yes").CheckAsync();
        await Assertions.Expect(page.Locator(".preview")).ToContainTextAsync("What would help?");
        await visit.Named("Save").ClickAsync();
        await visit.SeeAsync("Say in words what each end of the scale means.");
        await visit.SeeAsync("Everything is saved.");
        await EveryPageTests.AssertWholeAsync(visit);
        await page.SetViewportSizeAsync(1280, 900);
        await page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link, new() { Name = "Surveys" }).First.ClickAsync();
        await visit.ArriveAsync("Surveys");
        await visit.SeeAsync("How the shifts are");
        visit.AssertQuiet();
    }
}
