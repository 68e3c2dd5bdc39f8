using System.Text;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Surveys;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Staff;
using WorkforceTrack.Domain.Surveys;
using WorkforceTrack.Tests.Promises;
using WorkforceTrack.Tests.Staff;
using Question = WorkforceTrack.Domain.Surveys.Question;
using static WorkforceTrack.Tests.Surveys.SurveyOffice;

namespace WorkforceTrack.Tests.Surveys;

public sealed class SurveyDeskTests
{
    [Fact, Proves("S1")]
    public async Task A_draft_is_named_after_its_title_and_numbered_where_the_name_is_taken()
    {
        await using var office = await SurveyOffice.OpenAsync();
        var olga = await office.HireAsync(StaffRole.PrivacyOfficer);

        SurveyId[] drafts = [await office.DraftAsync(olga), await office.DraftAsync(olga), await office.DraftAsync(olga)];

        Assert.Equal(["work-and-shifts", "work-and-shifts-2", "work-and-shifts-3"], await Task.WhenAll(drafts.Select(async d => (await office.RowAsync(d)).Slug)));
        Assert.Equal(3, Assert.NotNull(await office.Get<ReadSurveys>().AllAsync(olga)).Length);
    }

    [Fact, Proves("S1")]
    public async Task A_draft_may_have_faults_and_is_read_back_as_it_was_written()
    {
        await using var office = await SurveyOffice.OpenAsync();
        var olga = await office.HireAsync(StaffRole.PrivacyOfficer);
        var faulty = new Questionnaire("", "", [new Question.SingleChoice("Key of no form", "", help: null, new ShownIf("gone", [7]), [])], [new CrossTab("a", "a")]);
        var draft = await office.DraftAsync(olga);

        Assert.Equal(2, Done(await office.Get<WriteSurvey>().SaveAsync(olga, draft, 1, "night-shifts", Audience.Visitors, faulty)).Version);

        var found = (await office.Get<ReadSurveys>().OneAsync(olga, draft))!;
        Assert.Equal((2, "night-shifts", Audience.Visitors), (found.Version, found.Survey.Plan.Slug.Value, found.Survey.Plan.Audience));
        Assert.Equal(QuestionnaireJson.Digest(faulty), QuestionnaireJson.Digest(found.Survey.Plan.Questionnaire));
    }

    [Fact, Proves("S1")]
    public async Task Whoever_saves_over_a_newer_version_is_told_and_nothing_is_written_over()
    {
        await using var office = await SurveyOffice.OpenAsync();
        var (olga, mina) = (await office.HireAsync(StaffRole.PrivacyOfficer), await office.HireAsync(StaffRole.Management));
        var draft = await office.DraftAsync(olga);
        Done(await office.Get<WriteSurvey>().SaveAsync(mina, draft, 1, "first", Audience.Members, Example.Questionnaire));

        Refused(SurveyObstacle.ChangedMeanwhile, await office.Get<WriteSurvey>().SaveAsync(olga, draft, 1, "second", Audience.Members, Example.With([])));
        Refused(SurveyObstacle.ChangedMeanwhile, await office.Get<WriteSurvey>().DiscardAsync(olga, draft, 1));
        Refused(SurveyObstacle.ChangedMeanwhile, await office.Get<StartSurvey>().OpenAsync(olga, draft, 1));

        Assert.Equal(("first", 2), ((await office.RowAsync(draft)).Slug, (await office.RowAsync(draft)).Version));
        Done(await office.Get<WriteSurvey>().DiscardAsync(olga, draft, 2));
        Refused(SurveyObstacle.NotThere, await office.Get<WriteSurvey>().SaveAsync(mina, draft, 2, "first", Audience.Members, Example.Questionnaire));
    }

    [Fact]
    public async Task A_name_in_the_address_is_fit_and_nobody_elses()
    {
        await using var office = await SurveyOffice.OpenAsync();
        var olga = await office.HireAsync(StaffRole.PrivacyOfficer);
        var (first, second) = (await office.DraftAsync(olga), await office.DraftAsync(olga));
        var taken = (await office.RowAsync(first)).Slug;

        Refused(SurveyObstacle.NameTaken, await office.Get<WriteSurvey>().SaveAsync(olga, second, 1, taken, Audience.Members, Example.Questionnaire));
        Refused(SurveyObstacle.NameUnfit, await office.Get<WriteSurvey>().SaveAsync(olga, second, 1, "Not a Name", Audience.Members, Example.Questionnaire));
        Done(await office.Get<WriteSurvey>().SaveAsync(olga, first, 1, taken, Audience.Members, Example.Questionnaire));
    }

    [Fact]
    public async Task What_could_not_be_read_back_is_not_stored_and_the_list_stays_whole()
    {
        await using var office = await SurveyOffice.OpenAsync();
        var olga = await office.HireAsync(StaffRole.PrivacyOfficer);
        var draft = await office.DraftAsync(olga);
        var huge = new Questionnaire("Huge", new string('a', QuestionnaireRules.LargestFile), [], []);

        Refused(SurveyObstacle.TooLarge, await office.Get<WriteSurvey>().BeginAsync(olga, Audience.Members, huge));
        Refused(SurveyObstacle.TooLarge, await office.Get<WriteSurvey>().SaveAsync(olga, draft, 1, "huge", Audience.Members, huge));

        Assert.Equal(draft, Assert.Single(Assert.NotNull(await office.Get<ReadSurveys>().AllAsync(olga))).Survey.Plan.Id);
    }

    [Fact, Proves("O2"), Proves("S1")]
    public async Task A_survey_with_faults_that_no_policy_describes_is_refused_for_both_reasons()
    {
        await using var office = await SurveyOffice.OpenAsync();
        var olga = await office.HireAsync(StaffRole.PrivacyOfficer);
        await office.UndescribeAsync();
        var draft = await office.DraftAsync(olga, questionnaire: new Questionnaire("Shifts", "We ask.", [new Question.Comment("more", "", help: null, condition: null)], []));

        var no = Assert.IsType<SurveyAnswer.NotOpened>(await office.Get<StartSurvey>().OpenAsync(olga, draft, 1));

        Assert.Equal([OpeningFault.QuestionnaireHasFaults, OpeningFault.UseNotDeclared], no.Faults);
        Assert.Equal([new PlacedFault(QuestionnaireFault.TextMissing, "more", 0)], no.Questions);
        Assert.Equal(SurveyPhase.Draft, (await office.RowAsync(draft)).Phase);
        Assert.Null(office.Get<SurveyShelf>().Find(draft));
        Assert.DoesNotContain(await office.LedgerAsync(), e => e.Kind == EntryKind.SurveyOpened);
    }

    [Fact]
    public async Task Without_an_origin_for_the_booth_no_survey_opens()
    {
        await using var office = await Office.OpenAsync();
        var olga = await office.HireAsync(StaffRole.PrivacyOfficer);

        Refused(SurveyObstacle.NoBooth, await office.Get<StartSurvey>().OpenAsync(olga, await office.DraftAsync(olga), 1));
    }

    [Fact, Proves("O2")]
    public async Task The_privacy_officer_alone_has_the_policy_describe_surveys_and_then_they_open()
    {
        await using var office = await SurveyOffice.OpenAsync();
        var (olga, mina) = (await office.HireAsync(StaffRole.PrivacyOfficer), await office.HireAsync(StaffRole.Management));
        await office.UndescribeAsync();
        var draft = await office.DraftAsync(mina, Audience.Visitors);
        Assert.False(office.Get<DescribeSurveys>().IsDone);

        Assert.Equal(RefusalReason.RoleNotEntitled, await office.Get<DescribeSurveys>().PublishAsync(mina));
        Assert.Null(await office.Get<DescribeSurveys>().PublishAsync(olga));
        Assert.Equal((EntryKind.Policy, olga.Id.Value), ((await office.LastEntryAsync()).Kind, (await office.LastEntryAsync()).Actor));
        var number = office.Get<PolicyInForce>().Version!.Number;
        Assert.Null(await office.Get<DescribeSurveys>().PublishAsync(olga));

        Assert.Equal((true, number), (office.Get<DescribeSurveys>().IsDone, office.Get<PolicyInForce>().Version!.Number));
        Done(await office.Get<StartSurvey>().OpenAsync(mina, draft, 1));
    }

    [Fact, Proves("S1"), Proves("S4"), Proves("O2")]
    public async Task Opening_publishes_the_key_in_the_ledger_and_nothing_of_the_survey_changes_any_more()
    {
        await using var office = await SurveyOffice.OpenAsync();
        var olga = await office.HireAsync(StaffRole.PrivacyOfficer);
        var survey = await office.OpenedAsync(olga);

        var (row, entry) = (await office.RowAsync(survey), await office.LastEntryAsync());
        Assert.Equal((EntryKind.SurveyOpened, survey.Value, olga.Id.Value), (entry.Kind, entry.Evidence, entry.Actor));
        Assert.Equal(SurveyKeyPair.FingerprintOf(row.PublicKey), entry.Detail);
        Assert.Equal(office.Get<PolicyInForce>().Version!.Number, entry.Policy);
        Assert.Equal(row.OpenedEntry, entry.Id);
        Assert.Equal(row.PublicKey, office.Get<SurveyShelf>().Find(survey)!.PublicKey);

        Refused(SurveyObstacle.WrongPhase, await office.Get<WriteSurvey>().SaveAsync(olga, survey, 1, "other", Audience.Visitors, Example.With([])));
        Refused(SurveyObstacle.WrongPhase, await office.Get<WriteSurvey>().DiscardAsync(olga, survey, 1));
        Assert.IsType<SurveyAnswer.NotNow>(await office.Get<StartSurvey>().OpenAsync(olga, survey, 1));
        Assert.Equal(row.Json, (await office.RowAsync(survey)).Json);
        Assert.Single(await office.LedgerAsync(), e => e.Kind == EntryKind.SurveyOpened);
    }

    [Fact, Proves("S1")]
    public async Task Opening_a_poll_binds_what_is_asked_and_makes_no_key()
    {
        await using var office = await SurveyOffice.OpenAsync();
        var mina = await office.HireAsync(StaffRole.Management);
        var poll = await office.OpenedAsync(mina, Audience.Visitors);

        Assert.Null((await office.RowAsync(poll)).PublicKey);
        Assert.Equal(QuestionnaireJson.Digest(Example.Questionnaire), (await office.LastEntryAsync()).Detail);
    }

    [Fact, Proves("S2"), Proves("S4")]
    public async Task Closing_tells_the_ledger_how_many_passes_there_were_and_forgets_who_drew_them()
    {
        await using var office = await SurveyOffice.OpenAsync();
        var olga = await office.HireAsync(StaffRole.PrivacyOfficer);
        var survey = await office.OpenedAsync(olga);
        var (ana, ben, cara) = (await office.MemberAsync("ana"), await office.MemberAsync("ben"), await office.MemberAsync("cara"));
        var (used, kept, idle) = (await office.DrawAsync(ana, survey), await office.DrawAsync(ben, survey), await office.DrawAsync(cara, survey));
        Assert.NotEqual(kept, idle);
        Assert.Equal(CastAnswer.Taken, await office.CastAsync(survey, used));

        Done(await office.Get<EndSurvey>().CloseAsync(olga, survey));

        var (row, entry) = (await office.RowAsync(survey), await office.LastEntryAsync());
        // Three drawn and one used, rounded to 5: nowhere does the exact number stand.
        Assert.Equal((SurveyPhase.Closed, 5, 0), (row.Phase, row.Issued, row.Spent));
        Assert.Equal((EntryKind.SurveyClosed, survey.Value, olga.Id.Value), (entry.Kind, entry.Evidence, entry.Actor));
        Assert.Equal(Digest.Of(Encoding.UTF8.GetBytes("survey-closed\nissued: 5\nspent: 0\n")), entry.Detail);
        await using (var store = office.Store.Main()) Assert.Empty(await store.PassesDrawn.ToListAsync(TestContext.Current.CancellationToken));
        Assert.Null(office.Get<SurveyKeys>().Drawer(survey, ana.Id));
        Assert.Equal(CastAnswer.NotOpen, await office.CastAsync(survey, kept));
        Refused(SurveyObstacle.WrongPhase, await office.Get<EndSurvey>().CloseAsync(olga, survey));
    }

    [Fact, Proves("S5")]
    public async Task A_result_is_published_once()
    {
        await using var office = await SurveyOffice.OpenAsync();
        var olga = await office.HireAsync(StaffRole.PrivacyOfficer);
        var open = await office.OpenedAsync(olga, Audience.Visitors);
        Refused(SurveyObstacle.WrongPhase, await office.Get<PublishResults>().ReleaseAsync(olga, open));
        Done(await office.Get<EndSurvey>().CloseAsync(olga, open));

        Done(await office.Get<PublishResults>().ReleaseAsync(olga, open));

        var (row, entry) = (await office.RowAsync(open), await office.LastEntryAsync());
        Assert.Equal((EntryKind.SurveyReleased, Digest.Of(row.Release!)), (entry.Kind, entry.Detail));
        Refused(SurveyObstacle.WrongPhase, await office.Get<PublishResults>().ReleaseAsync(olga, open));
        Refused(SurveyObstacle.WrongPhase, await office.Get<EndSurvey>().CloseAsync(olga, open));
        Assert.Equal(row.Release, (await office.RowAsync(open)).Release);
        Assert.Single(await office.LedgerAsync(), e => e.Kind == EntryKind.SurveyReleased);
    }

    [Fact, Proves("S5")]
    public async Task While_a_survey_is_open_the_desk_learns_only_whether_ten_were_counted()
    {
        await using var office = await SurveyOffice.OpenAsync();
        var olga = await office.HireAsync(StaffRole.PrivacyOfficer);
        var poll = await office.OpenedAsync(olga, Audience.Visitors);
        var told = new List<bool>();
        for (var cast = 0; cast < 20; cast++)
        {
            told.Add((await office.Get<ReadSurveys>().OneAsync(olga, poll))!.HasTen);
            Assert.Equal(CastAnswer.Taken, await office.CastAsync(poll, network: $"network {cast}"));
        }

        Assert.DoesNotContain(true, told);
        Assert.True((await office.Get<ReadSurveys>().OneAsync(olga, poll))!.HasTen);
    }

    [Theory, Proves("AC1")]
    [InlineData(StaffRole.Support)]
    [InlineData(StaffRole.Security)]
    [InlineData(StaffRole.Counsel)]
    public async Task Others_of_the_staff_read_but_act_on_nothing(StaffRole role)
    {
        await using var office = await SurveyOffice.OpenAsync();
        var (olga, sam) = (await office.HireAsync(StaffRole.PrivacyOfficer), await office.HireAsync(role));

        Assert.All(await EveryActAsync(office, olga, sam), answer => Assert.Equal(RefusalReason.RoleNotEntitled, Assert.IsType<SurveyAnswer.NotAllowed>(answer).Reason));
        Assert.Equal(3, Assert.NotNull(await office.Get<ReadSurveys>().AllAsync(sam)).Length);
        Assert.Equal(RefusalReason.RoleNotEntitled, await office.Get<DescribeSurveys>().PublishAsync(sam));
    }

    [Fact, Proves("AC1")]
    public async Task Who_has_not_signed_and_who_is_not_of_the_staff_neither_reads_nor_acts()
    {
        await using var office = await SurveyOffice.OpenAsync();
        var olga = await office.HireAsync(StaffRole.PrivacyOfficer);
        (Caller Who, RefusalReason Reason)[] others =
        [
            (await office.HireAsync(StaffRole.Management, signed: false), RefusalReason.AdherenceNotSigned),
            (await office.MemberAsync("ana"), RefusalReason.NotStaff),
            (new Caller.Visitor(), RefusalReason.NotStaff),
        ];
        foreach (var (who, reason) in others)
        {
            Assert.All(await EveryActAsync(office, olga, who), answer => Assert.Equal(reason, Assert.IsType<SurveyAnswer.NotAllowed>(answer).Reason));
            Assert.Null(await office.Get<ReadSurveys>().AllAsync(who));
            Assert.Equal(reason, await office.Get<DescribeSurveys>().PublishAsync(who));
        }
    }

    private static async Task<SurveyAnswer[]> EveryActAsync(Office office, Caller keeper, Caller who)
    {
        var (draft, open, closed) = (await office.DraftAsync(keeper), await office.OpenedAsync(keeper), await office.ClosedAsync(keeper));
        return
        [
            await office.Get<WriteSurvey>().BeginAsync(who, Audience.Members, Example.Questionnaire),
            await office.Get<WriteSurvey>().SaveAsync(who, draft, 1, "other", Audience.Members, Example.Questionnaire),
            await office.Get<StartSurvey>().OpenAsync(who, draft, 1),
            await office.Get<WriteSurvey>().DiscardAsync(who, draft, 1),
            await office.Get<EndSurvey>().CloseAsync(who, open),
            await office.Get<PublishResults>().ReleaseAsync(who, closed),
        ];
    }
}
