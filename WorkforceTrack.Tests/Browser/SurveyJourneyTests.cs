using Microsoft.AspNetCore.Identity;
using Microsoft.Playwright;
using WorkforceTrack.App.Demonstration;
using WorkforceTrack.App.Members;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Surveys;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Browser;

/// <summary>A survey and a poll from the first word to the published result, in Chromium, as those live them who take part.</summary>
[Collection(Journeys.Name), Trait("needs", "browser")]
public sealed class SurveyJourneyTests(Chromium browser, OpenHouse house)
{
    private const int People = 30;

    [Fact, Proves("S1"), Proves("S5")]
    public async Task A_survey_is_written_opened_answered_by_thirty_members_closed_and_published()
    {
        await using var officer = await house.VisitAsync(browser, "priya");
        var path = await WriteAsync(officer);
        await PressAsync(officer, "Open the survey");
        await officer.SeeAsync("Fewer than 10 answers counted so far");

        await Parallel.ForEachAsync(Enumerable.Range(0, People), new ParallelOptions { MaxDegreeOfParallelism = 3 }, async (number, _) => await AnswerAsMemberAsync(number));

        await officer.GoAsync(path);
        await officer.SettleAsync();
        await officer.SeeAsync("At least 10 answers");
        await PressAsync(officer, "Close the survey");
        await officer.SeeAsync("Go to the theming desk");
        await ReadTogetherAsync(officer, $"{path}/comments");
        await officer.GoAsync(path);
        await officer.SettleAsync();
        await PressAsync(officer, "Publish the result");
        await officer.Named("Read the result").ClickAsync();
        await officer.ArriveAsync("Nights and days");
        await officer.SeeAsync("About 30 answers");
        var nights = officer.Page.GetByRole(AriaRole.Main).Locator("section").Filter(new() { HasText = "Do you work nights?" }).Last;
        await Visit.SeeTextAsync(nights, "about 15");
        await officer.SeeAsync("Breaks");
        Assert.DoesNotContain("Pay of one", await officer.Page.GetByRole(AriaRole.Main).InnerTextAsync(), StringComparison.Ordinal);
        await EveryPageTests.AssertWholeAsync(officer);
        officer.AssertQuiet();
    }

    [Fact, Proves("S1"), Proves("S5")]
    public async Task A_poll_is_brought_as_a_file_answered_by_thirty_visitors_closed_and_published()
    {
        await using var officer = await house.VisitAsync(browser, "priya");
        var asked = DemonstrationQuestions.Hours;
        var poll = QuestionnaireJson.Write(new Questionnaire("Where the desk should be", asked.Introduction, asked.Questions, []));
        await officer.GoAsync("/console/surveys");
        await officer.SettleAsync();
        await officer.Page.Locator("#f-import-audience").SelectOptionAsync(new SelectOptionValue { Label = "Anyone" });
        await officer.Page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "poll.json", MimeType = "application/json", Buffer = poll });
        await officer.ArriveAsync("Where the desk should be");
        await officer.SettleAsync();
        await PressAsync(officer, "Open the survey");
        await officer.SeeAsync("/polls/where-the-desk-should-be");

        await Parallel.ForEachAsync(Enumerable.Range(0, People), new ParallelOptions { MaxDegreeOfParallelism = 3 }, async (number, _) =>
        {
            await using var visitor = await browser.VisitAsync(house.Program);
            await visitor.GoAsync("/polls/where-the-desk-should-be");
            await visitor.Named("Go to the booth").ClickAsync();
            await AnswerOnOnePageAsync(new Respondent(visitor.Page), number);
            visitor.AssertQuiet();
        });

        await PressAsync(officer, "Close the survey");
        await PressAsync(officer, "Publish the result");
        await using var reader = await browser.VisitAsync(house.Program);
        await reader.GoAsync("/surveys/where-the-desk-should-be/results");
        await reader.SeeAsync("About 30 answers");
        var sheet = await reader.Page.RunAndWaitForDownloadAsync(() => reader.Page.GetByRole(AriaRole.Link, new() { Name = "CSV" }).First.ClickAsync());
        Assert.Contains("When would you come?", await File.ReadAllTextAsync(await sheet.PathAsync(), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        reader.AssertQuiet();
        officer.AssertQuiet();
    }

    /// <summary>Twelve questions of every kind, some asked of those alone who work nights; the address of the draft.</summary>
    private static async Task<string> WriteAsync(Visit officer)
    {
        var page = officer.Page;
        await officer.GoAsync("/console/surveys");
        await officer.SettleAsync();
        await officer.Named("Title").FillAsync("Nights and days");
        await officer.Named("Begin a draft").ClickAsync();
        await officer.ArriveAsync("Nights and days");
        await officer.SettleAsync();
        await page.Locator("#f-survey-introduction").FillAsync("How nights and days are shared out.");
        var kinds = new[]
        {
            "Words to read", "One of several", "Any of several", "A point on a scale", "A number, in bands", "A date, in bands",
            "One of several", "Any of several", "A point on a scale", "One of several", "Any of several", "A comment",
        };
        for (var number = 1; number <= kinds.Length; number++)
        {
            await officer.Named(kinds[number - 1]).ClickAsync();
            await page.Locator($"#f-text-{number}").FillAsync(number == 2 ? "Do you work nights?" : $"Question {number} of the journey");
            switch (kinds[number - 1])
            {
                case "One of several" or "Any of several":
                    await page.Locator($"#f-options-{number}").FillAsync(number == 2 ? "Yes\nNo" : "Often\nNow and then\nNever");
                    break;
                case "A point on a scale":
                    await page.Locator($"#f-from-{number}").FillAsync("1");
                    await page.Locator($"#f-lowest-{number}").FillAsync("badly");
                    await page.Locator($"#f-to-{number}").FillAsync("5");
                    await page.Locator($"#f-highest-{number}").FillAsync("well");
                    break;
                case "A number, in bands":
                    await page.Locator($"#f-edges-{number}").FillAsync("30\n45\n60");
                    break;
                case "A date, in bands":
                    await page.Locator($"#f-edges-{number}").FillAsync("2010-01-01\n2020-01-01");
                    break;
            }

            if (number is <= 6 or 12) continue;
            await page.Locator($"#f-if-{number}").SelectOptionAsync(new SelectOptionValue { Label = "Only if: Do you work nights?" });
            await page.Locator($"[name='if-{number}-option']").First.CheckAsync();
        }

        await officer.Named("Save").ClickAsync();
        await officer.SeeAsync("Everything is saved.");
        return new Uri(page.Url).AbsolutePath;
    }

    /// <summary>Two of the staff, each on a screen of their own: nobody reads alone, and what one leaves closes for the other (S6).</summary>
    private async Task ReadTogetherAsync(Visit officer, string desk)
    {
        await using var manager = await house.VisitAsync(browser, "mina");
        await officer.GoAsync(desk);
        await officer.SettleAsync();
        await officer.Named("Come to the desk").ClickAsync();
        await Visit.SeeAsync(officer.Named("Look again"));
        await Assertions.Expect(officer.Named("Read the comments")).ToHaveCountAsync(0);
        await EveryPageTests.AssertWholeAsync(officer);

        await manager.GoAsync(desk);
        await manager.SettleAsync();
        await manager.Named("Come to the desk").ClickAsync();
        // The officer's page sees by itself that there are two now.
        await officer.Named("Read the comments").ClickAsync(new() { Timeout = Visit.Patience });
        await officer.SeeAsync("Words of number 7.");
        await SortAsync(officer, 0, "Breaks", isNew: true);
        for (var place = 1; place < 6; place++) await SortAsync(officer, place, "Breaks", isNew: false);
        await SortAsync(officer, 6, "Pay of one", isNew: true);
        await EveryPageTests.AssertWholeAsync(officer);

        await manager.Named("Read the comments").ClickAsync();
        await Assertions.Expect(manager.Page.Locator(".desk-comment")).ToHaveCountAsync(People, new() { Timeout = Visit.Patience });
        Assert.Equal(6, await manager.Page.Locator(".desk-comment select").EvaluateAllAsync<int>("all => all.filter(s => s.selectedOptions[0].label === 'Breaks').length"));
        await officer.Named("Leave the desk").ClickAsync();
        await Assertions.Expect(manager.Page.Locator(".desk-comment")).ToHaveCountAsync(0, new() { Timeout = Visit.Patience });
        manager.AssertQuiet();
    }

    private static async Task SortAsync(Visit visit, int place, string theme, bool isNew)
    {
        var comment = visit.Page.Locator(".desk-comment").Nth(place);
        await comment.GetByLabel("Theme", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = isNew ? "A new theme" : theme });
        if (!isNew) return;
        await comment.GetByLabel("Name of the new theme").FillAsync(theme);
        await comment.GetByRole(AriaRole.Button, new() { Name = "Use this theme" }).ClickAsync();
        await Assertions.Expect(comment.GetByLabel("Name of the new theme")).ToHaveCountAsync(0, new() { Timeout = Visit.Patience });
    }

    private async Task AnswerAsMemberAsync(int number)
    {
        var name = $"journey{number}";
        await house.Program.Get<AdmitMember>().AdmitAsync(
            new Dictionary<PersonalField, Redacted<string>>
            {
                [PersonalField.UserId] = new(name),
                [PersonalField.Email] = new($"{name}@members.example"),
                [PersonalField.DisplayName] = new($"Member {number}"),
            },
            house.Program.Get<IPasswordHasher<PersonRow>>().HashPassword(null!, App.Demonstration.Cast.Password));
        await using var visit = await browser.VisitAsync(house.Program);
        await visit.LogInAsync(name);
        await visit.GoAsync("/me/surveys");
        await visit.Named("Go to the survey Nights and days").ClickAsync();
        await AnswerOnOnePageAsync(Respondent.In(visit.Page), number, $"Words of number {number}.");
        visit.AssertQuiet();
    }

    private static async Task AnswerOnOnePageAsync(Respondent booth, int number, string? words = null)
    {
        await booth.BeginAsync();
        await booth.Button("All questions on one page").ClickAsync();
        try
        {
            await booth.Heading("Your answers").WaitForAsync(new() { Timeout = 20_000 });
        }
        catch (TimeoutException)
        {
            // What stands there instead says more than that something does not.
            Assert.Fail(await booth.Locate("body").InnerTextAsync());
        }

        // Twice: an answer may bring further questions.
        await booth.AnswerAsync(number % 2, words);
        await booth.AnswerAsync(number % 2, words);
        await booth.Button("Look through your answers").ClickAsync();
        await Visit.SeeAsync(booth.Heading("Look through your answers"));
        await booth.HandInAsync();
    }

    // Each step of a survey asks once more before it is done.
    private static async Task PressAsync(Visit visit, string name)
    {
        await visit.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).First.ClickAsync();
        await visit.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0, new() { Timeout = Visit.Patience });
    }
}
