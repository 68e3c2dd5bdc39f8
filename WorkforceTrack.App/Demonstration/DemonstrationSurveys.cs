using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Surveys;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Surveys;

namespace WorkforceTrack.App.Demonstration;

/// <summary>A survey that members can answer, a poll that anyone can, and one whose result is published.</summary>
internal sealed class DemonstrationSurveys(WriteSurvey write, StartSurvey start, EndSurvey end, PublishResults publish, DescribeSurveys describe, BallotBox box, IDbContextFactory<MainDb> stores)
{
    internal async Task HoldAsync(Caller.OfStaff officer)
    {
        await describe.PublishAsync(officer);
        var hours = await OpenAsync(officer, Audience.Visitors, DemonstrationQuestions.Hours);
        if (hours is { } past)
        {
            await Task.WhenAll(DemonstrationQuestions.HoursAnswers.Select(ballot => box.CastAsync(past, pass: null, ballot)));
            await end.CloseAsync(officer, past);
            await publish.ReleaseAsync(officer, past);
        }

        await OpenAsync(officer, Audience.Members, DemonstrationQuestions.Shifts);
        await OpenAsync(officer, Audience.Visitors, DemonstrationQuestions.Festival);
    }

    // A first start that was interrupted is taken up again: what is there stays.
    private async Task<SurveyId?> OpenAsync(Caller.OfStaff officer, Audience audience, Questionnaire questionnaire)
    {
        var slug = SurveySlug.Suggest(questionnaire.Title).Value;
        await using (var store = await stores.CreateDbContextAsync())
        {
            if (await store.Surveys.AnyAsync(s => s.Slug == slug)) return null;
        }

        var draft = (SurveyAnswer.Done)await write.BeginAsync(officer, audience, questionnaire);
        await start.OpenAsync(officer, draft.Survey, draft.Version);
        return draft.Survey;
    }
}
