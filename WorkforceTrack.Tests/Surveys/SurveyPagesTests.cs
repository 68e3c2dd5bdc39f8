using System.Security.Claims;
using System.Text;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MudBlazor.Services;
using WorkforceTrack.App.Shell;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Surveys;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Staff;
using WorkforceTrack.Domain.Surveys;
using WorkforceTrack.Tests.Promises;
using WorkforceTrack.Tests.Staff;
using Question = WorkforceTrack.Domain.Surveys.Question;

namespace WorkforceTrack.Tests.Surveys;

/// <summary>What a person does at the pages of surveys in the console, over a real store.</summary>
public sealed class SurveyPagesTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private Office office = null!;
    private Caller.OfStaff olga = null!;
    private BunitContext desk = null!;

    public async ValueTask InitializeAsync()
    {
        office = await SurveyOffice.OpenAsync();
        olga = await office.HireAsync(StaffRole.PrivacyOfficer);
        desk = DeskOf(olga);
    }

    public async ValueTask DisposeAsync()
    {
        await desk.DisposeAsync();
        await office.DisposeAsync();
    }

    [Fact, Proves("S1")]
    public async Task A_draft_is_begun_from_a_title_and_one_without_is_told_at_the_field()
    {
        var page = desk.Render<SurveysPage>();
        page.WaitForAssertion(() => Assert.Contains("No surveys yet", page.Markup, StringComparison.Ordinal), Patience);
        page.Find("form").Submit();
        page.WaitForAssertion(() => Assert.Contains("Give the survey a title.", DescribedBy(page, "#f-new-title"), StringComparison.Ordinal), Patience);

        page.Find("#f-new-title").Change("Night shifts");
        page.Find("#f-new-audience").Change("visitors");
        page.Find("form").Submit();

        page.WaitForAssertion(() => Assert.Contains("/console/surveys/", Navigation.Uri, StringComparison.Ordinal), Patience);
        var row = await office.RowAsync(new SurveyId(Guid.Parse(Navigation.Uri.Split('/')[^1])));
        Assert.Equal(("night-shifts", Audience.Visitors, SurveyPhase.Draft), (row.Slug, row.Audience, row.Phase));
    }

    [Fact, Proves("S1"), Proves("S2")]
    public async Task A_draft_with_each_kind_of_question_is_written_previewed_saved_and_opened()
    {
        var survey = await office.DraftAsync(olga, questionnaire: new Questionnaire("Shifts", "", [], []));
        var page = await OpenAsync(survey);
        page.Find("#f-survey-introduction").Change("We ask about shifts.");
        foreach (var kind in Enum.GetValues<QuestionKind>()) Press(page, SurveyWords.Of(kind));
        Assert.Equal(7, page.FindAll(".question-editor").Count);
        desk.JSInterop.VerifyFocusAsyncInvoke(7);

        for (var number = 1; number <= 7; number++) page.Find($"#f-text-{number}").Change($"Text {number}");
        page.Find("#f-options-1").Change("Yes\nNo");
        page.Find("#f-options-2").Change("Light\nTime\nRest");
        page.Find("#f-lowest-3").Change("hard");
        page.Find("#f-highest-3").Change("easy");
        page.Find("#f-edges-4").Change("30\n50");
        page.Find("#f-unit-4").Change("years");
        page.Find("#f-edges-5").Change("2020-01-01");
        page.Find("#f-if-6").Change("1");
        page.Find("#f-if-6-option-1").Change(true);
        page.Find("#f-key-1").Change("works");
        page.Find("button[aria-label='Move up: Text 7']").Click();
        Press(page, "Add a cross-tab");
        page.Find("#f-groups-1").Change("1");
        page.Find("#f-answers-1").Change("3");
        Press(page, "Preview");
        Assert.DoesNotContain("Text 6", page.Find(".preview").TextContent, StringComparison.Ordinal);
        page.FindAll(".preview input[type=radio]")[1].Change("1");
        Assert.Contains("Text 6", page.Find(".preview").TextContent, StringComparison.Ordinal);
        Press(page, "Save");
        page.WaitForAssertion(() => Assert.Contains("Saved. It is ready to open.", page.Markup, StringComparison.Ordinal), Patience);

        var stored = (await office.Get<ReadSurveys>().OneAsync(olga, survey))!.Survey.Plan.Questionnaire;
        Assert.Equal(["works", "q2", "q3", "q4", "q5", "q7", "q6"], stored.Questions.Select(q => q.Key));
        Assert.Equal(("works", 1), (stored.Questions[6].Condition!.Question, Assert.Single(stored.Questions[6].Condition!.Options)));
        Assert.Equal(["Below 30 years", "30 to 49 years", "50 years or more"], stored.Questions[3].Options);
        Assert.Equal([new CrossTab("works", "q3")], stored.CrossTabs);

        Press(page, "Open the survey");
        Answer(page, "Open the survey");
        page.WaitForAssertion(() => Assert.Contains("Taking answers", page.Markup, StringComparison.Ordinal), Patience);
        Assert.Contains(SurveyKeyPair.Readable(SurveyKeyPair.FingerprintOf((await office.RowAsync(survey)).PublicKey)), page.Markup, StringComparison.Ordinal);
        Assert.Contains("/me/surveys/shifts", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".question-editor"));
    }

    [Fact]
    public async Task What_is_wrong_is_said_at_its_field_and_what_was_typed_stays()
    {
        var survey = await office.DraftAsync(olga);
        var page = await OpenAsync(survey);

        page.Find("#f-edges-5").Change("thirty");
        Assert.Contains("“thirty” is none", DescribedBy(page, "#f-edges-5"), StringComparison.Ordinal);
        Press(page, "Save");
        page.WaitForAssertion(() => Assert.Contains("Not saved yet", page.Find(".notice[role=alert]").TextContent, StringComparison.Ordinal), Patience);
        Assert.Equal(("thirty", 1), (page.Find("#f-edges-5").GetAttribute("value"), (await office.RowAsync(survey)).Version));

        page.Find("#f-edges-5").Change("30");
        page.Find("#f-key-2").Change("Not a key");
        page.Find("#f-survey-address-name").Change("Not a name");
        Press(page, "Save");
        page.WaitForAssertion(() => Assert.Contains("small letters and digits", DescribedBy(page, "#f-survey-address-name"), StringComparison.Ordinal), Patience);
        page.Find("#f-survey-address-name").Change("a-name");
        Press(page, "Save");
        page.WaitForAssertion(() => Assert.Contains("mend what is marked", page.Find(".toast").TextContent, StringComparison.Ordinal), Patience);
        Assert.Contains("Choose a key of small letters", DescribedBy(page, "#f-key-2"), StringComparison.Ordinal);

        Press(page, "Open the survey");
        Answer(page, "Open the survey");
        page.WaitForAssertion(() => Assert.Contains("Question 2 (Not a key): Choose a key", page.Find(".notice[role=alert]").TextContent, StringComparison.Ordinal), Patience);
        Assert.Equal(SurveyPhase.Draft, (await office.RowAsync(survey)).Phase);
    }

    [Fact, Proves("S1")]
    public async Task What_was_typed_survives_that_someone_else_saved_first()
    {
        var survey = await office.DraftAsync(olga);
        var page = await OpenAsync(survey);
        page.Find("#f-survey-title").Change("Mine");
        SurveyOffice.Done(await office.Get<WriteSurvey>().SaveAsync(olga, survey, 1, "theirs", Audience.Members, Example.With([])));

        Press(page, "Save");
        page.WaitForAssertion(() => Assert.Contains("Someone else changed this draft meanwhile", page.Markup, StringComparison.Ordinal), Patience);
        Assert.Equal("Mine", page.Find("#f-survey-title").GetAttribute("value"));
        Press(page, "Save it as a draft of its own");

        page.WaitForAssertion(() => Assert.Contains("/console/surveys/", Navigation.Uri, StringComparison.Ordinal), Patience);
        var copy = await office.RowAsync(new SurveyId(Guid.Parse(Navigation.Uri.Split('/')[^1])));
        Assert.Contains("Mine", Encoding.UTF8.GetString(copy.Json), StringComparison.Ordinal);
        Assert.Equal("theirs", (await office.RowAsync(survey)).Slug);
    }

    [Fact]
    public async Task Pressing_save_twice_blames_nobody()
    {
        var survey = await office.DraftAsync(olga);
        var page = await OpenAsync(survey);
        page.Find("#f-survey-title").Change("Mine");
        var save = page.FindAll("button").First(b => b.TextContent.Trim() == "Save");
        await Task.WhenAll(save.ClickAsync(new()), save.ClickAsync(new()));

        page.WaitForAssertion(() => Assert.Contains("Everything is saved.", page.Markup, StringComparison.Ordinal), Patience);
        Assert.DoesNotContain("Someone else", page.Markup, StringComparison.Ordinal);
        // The second press may come after the first is done, and saves the same once more.
        Assert.InRange((await office.RowAsync(survey)).Version, 2, 3);
    }

    [Fact, Proves("S1")]
    public async Task A_file_is_brought_and_one_that_is_no_questionnaire_is_told_where()
    {
        var page = desk.Render<SurveysPage>();
        page.WaitForAssertion(() => page.FindComponent<InputFile>(), Patience);
        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("""{"format":"workforcetrack/questionnaire@v1","title":7}""", "bad.json"));
        page.WaitForAssertion(() => Assert.Contains("At /title: write text", page.Find(".notice[role=alert]").TextContent, StringComparison.Ordinal), Patience);
        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("{\n  oops", "worse.json"));
        page.WaitForAssertion(() => Assert.Contains("not JSON, from line 2", page.Find(".notice[role=alert]").TextContent, StringComparison.Ordinal), Patience);
        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText(new string(' ', QuestionnaireRules.LargestFile + 1), "huge.json"));
        page.WaitForAssertion(() => Assert.Contains("at most 256 KiB", page.Find(".notice[role=alert]").TextContent, StringComparison.Ordinal), Patience);

        var brought = Example.With([new Question.Scale("mood", "How is it?", help: null, condition: null, 5, 1, "hard", "easy")]);
        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText(Encoding.UTF8.GetString(QuestionnaireJson.Write(brought)), "good.json"));
        page.WaitForAssertion(() => Assert.Contains("/console/surveys/", Navigation.Uri, StringComparison.Ordinal), Patience);

        var editor = await OpenAsync(new SurveyId(Guid.Parse(Navigation.Uri.Split('/')[^1])));
        Assert.Contains("Let the scale end at a higher number", DescribedBy(editor, "#f-to-1"), StringComparison.Ordinal);
    }

    [Fact, Proves("S5")]
    public async Task A_survey_is_closed_and_its_result_published_after_a_yes_each()
    {
        var survey = await office.OpenedAsync(olga);
        SurveyOffice.Done(await office.Get<WriteSurvey>().BeginAsync(olga, Audience.Visitors, Example.Questionnaire));
        var list = desk.Render<SurveysPage>();
        list.WaitForAssertion(() => Assert.Equal(2, list.FindAll("tbody tr").Count), Patience);
        Assert.Contains("Fewer than 10 answers counted so far", list.Markup, StringComparison.Ordinal);
        var page = await OpenAsync(survey);

        Press(page, "Close the survey");
        Answer(page, "Keep things as they are");
        Assert.Equal(SurveyPhase.Open, (await office.RowAsync(survey)).Phase);
        Press(page, "Close the survey");
        Answer(page, "Close the survey");
        page.WaitForAssertion(() => Assert.Contains("Taking part", page.Markup, StringComparison.Ordinal), Patience);
        Assert.Equal($"/console/surveys/{survey.Value}/comments", page.Find("a[href$=comments]").GetAttribute("href"));

        Press(page, "Publish the result");
        Answer(page, "Publish the result");
        page.WaitForAssertion(() => Assert.Contains("/surveys/work-and-shifts/results", page.Markup, StringComparison.Ordinal), Patience);
        Assert.DoesNotContain(page.FindAll("button"), b => b.TextContent.Trim() is "Publish the result" or "Close the survey");
    }

    [Fact]
    public async Task A_draft_is_discarded_after_a_yes()
    {
        var survey = await office.DraftAsync(olga);
        var page = await OpenAsync(survey);
        Press(page, "Discard the draft");
        Answer(page, "Discard the draft");

        page.WaitForAssertion(() => Assert.EndsWith("/console/surveys", Navigation.Uri, StringComparison.Ordinal), Patience);
        Assert.Null(await office.Get<ReadSurveys>().OneAsync(olga, survey));
    }

    [Fact, Proves("O2")]
    public async Task The_privacy_officer_is_offered_to_describe_surveys_and_management_is_told_who_can()
    {
        await office.UndescribeAsync();
        await using (var other = DeskOf(await office.HireAsync(StaffRole.Management)))
        {
            var told = other.Render<SurveysPage>();
            told.WaitForAssertion(() => Assert.Contains("The privacy officer can publish a version", told.Markup, StringComparison.Ordinal), Patience);
        }

        var page = desk.Render<SurveysPage>();
        page.WaitForAssertion(() => Assert.Contains("does not describe surveys and polls", page.Markup, StringComparison.Ordinal), Patience);
        Press(page, "Publish a version that describes them");
        Answer(page, "Publish");

        page.WaitForAssertion(() => Assert.DoesNotContain("does not describe surveys and polls", page.Markup, StringComparison.Ordinal), Patience);
        Assert.True(office.Get<DescribeSurveys>().IsDone);
    }

    [Fact]
    public async Task Support_reads_what_is_asked_and_is_offered_no_act()
    {
        var survey = await office.DraftAsync(olga);
        var sam = await office.HireAsync(StaffRole.Support);
        await using var first = DeskOf(sam);
        await using var second = DeskOf(sam);
        var list = first.Render<SurveysPage>();
        list.WaitForAssertion(() => Assert.Single(list.FindAll("tbody tr")), Patience);
        Assert.Empty(list.FindAll("form, input"));

        var page = second.Render<SurveyPage>(parameters => parameters.Add(p => p.Id, survey.Value));
        page.WaitForAssertion(() => Assert.Contains("Do you work at the moment?", page.Find(".preview").TextContent, StringComparison.Ordinal), Patience);
        Assert.Empty(page.FindAll("main .actions button, .question-editor"));
        Assert.DoesNotContain(page.FindAll("button"), b => b.TextContent.Trim() is "Save" or "Open the survey");
    }

    private NavigationManager Navigation => desk.Services.GetRequiredService<NavigationManager>();

    private BunitContext DeskOf(Caller.OfStaff person)
    {
        var page = new BunitContext();
        page.JSInterop.Mode = JSRuntimeMode.Loose;
        page.Services.AddMudServices();
        page.Services.AddScoped<ToastQueue>();
        page.Services.AddScoped<CurrentCaller>();
        page.Services.AddSingleton<TimeProvider>(office.Store.Clock);
        page.Services.AddSingleton(office.Get<IOptions<OrganisationOptions>>());
        foreach (var known in new object[] { office.Get<Callers>(), office.Get<ReadSurveys>(), office.Get<WriteSurvey>(), office.Get<StartSurvey>(), office.Get<EndSurvey>(), office.Get<PublishResults>(), office.Get<DescribeSurveys>() })
            page.Services.AddSingleton(known.GetType(), known);
        page.AddAuthorization().SetAuthorized("staff").SetClaims(new Claim(Callers.SessionClaim, person.Session.Id.ToString("N")));
        page.SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        return page;
    }

    private async Task<IRenderedComponent<SurveyPage>> OpenAsync(SurveyId survey)
    {
        // A tab of its own: two pages in one would each bring the parts that a page has once.
        await desk.DisposeAsync();
        desk = DeskOf(olga);
        var page = desk.Render<SurveyPage>(parameters => parameters.Add(p => p.Id, survey.Value));
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".badge")), Patience);
        return page;
    }

    private static void Press<T>(IRenderedComponent<T> page, string words) where T : IComponent =>
        page.FindAll("button").First(b => b.TextContent.Trim() == words && b.Closest("dialog") is null).Click();

    private static void Answer<T>(IRenderedComponent<T> page, string words) where T : IComponent =>
        page.FindAll("dialog button").First(b => b.TextContent.Trim() == words).Click();

    /// <summary>What a screen reader says of a field beside its label.</summary>
    private static string DescribedBy<T>(IRenderedComponent<T> page, string field) where T : IComponent =>
        string.Join(' ', (page.Find(field).GetAttribute("aria-describedby") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => page.Find($"#{id}").TextContent));
}
