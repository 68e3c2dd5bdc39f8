using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Surveys;

namespace WorkforceTrack.App.Surveys;

/// <summary>Staff write a survey (S1). A draft may have faults; it cannot be opened with them.</summary>
internal sealed class WriteSurvey(MainWriter writer, SurveyDesk desk)
{
    /// <summary>A new draft. Its name in the address is made from the title, with a number where that is taken.</summary>
    internal Task<SurveyAnswer> BeginAsync(Caller caller, Audience audience, Questionnaire questionnaire) => ActAsync(caller, async work =>
    {
        if (Stored(questionnaire) is not { } json) return new SurveyAnswer.NotNow(SurveyObstacle.TooLarge);
        var wished = SurveySlug.Suggest(questionnaire.Title).Value;
        var taken = await work.Db.Surveys.Where(s => s.Slug.StartsWith(wished)).Select(s => s.Slug).ToListAsync();
        var slug = wished;
        for (var number = 2; taken.Contains(slug); number++) slug = Numbered(wished, number);
        var row = new SurveyRow { Id = new SurveyId(Randomness.Id()), Slug = slug, Audience = audience, Phase = SurveyPhase.Draft, Json = json, Version = 1 };
        work.Db.Surveys.Add(row);
        return new SurveyAnswer.Done(row.Id, row.Version);
    });

    /// <summary>Stores a draft anew.</summary>
    /// <param name="caller">Who writes.</param>
    /// <param name="survey">Which draft.</param>
    /// <param name="version">The version that the writer saw; another one stored meanwhile is not written over.</param>
    /// <param name="slug">Its name in the address.</param>
    /// <param name="audience">Who answers.</param>
    /// <param name="questionnaire">What is asked.</param>
    [Keeps("S1")]
    internal Task<SurveyAnswer> SaveAsync(Caller caller, SurveyId survey, int version, string? slug, Audience audience, Questionnaire questionnaire) => OnDraftAsync(caller, survey, version, async (work, row) =>
    {
        if (!SurveySlug.TryParse(slug, out var name)) return new SurveyAnswer.NotNow(SurveyObstacle.NameUnfit);
        if (await work.Db.Surveys.AnyAsync(s => s.Slug == name.Value && s.Id != survey)) return new SurveyAnswer.NotNow(SurveyObstacle.NameTaken);
        if (Stored(questionnaire) is not { } json) return new SurveyAnswer.NotNow(SurveyObstacle.TooLarge);
        (row.Slug, row.Audience, row.Json, row.Version) = (name.Value, audience, json, version + 1);
        return new SurveyAnswer.Done(survey, row.Version);
    });

    /// <summary>Throws a draft away. Only a draft: what was opened stays on record.</summary>
    internal Task<SurveyAnswer> DiscardAsync(Caller caller, SurveyId survey, int version) => OnDraftAsync(caller, survey, version, (work, row) =>
    {
        work.Db.Surveys.Remove(row);
        return Task.FromResult<SurveyAnswer>(new SurveyAnswer.Done(survey, version));
    });

    private Task<SurveyAnswer> OnDraftAsync(Caller caller, SurveyId survey, int version, Func<MainWork, SurveyRow, Task<SurveyAnswer>> act) => ActAsync(caller, async work =>
    {
        if (await work.Db.Surveys.SingleOrDefaultAsync(s => s.Id == survey) is not { } row) return new SurveyAnswer.NotNow(SurveyObstacle.NotThere);
        if (row.Phase != SurveyPhase.Draft) return new SurveyAnswer.NotNow(SurveyObstacle.WrongPhase);
        return row.Version == version ? await act(work, row) : new SurveyAnswer.NotNow(SurveyObstacle.ChangedMeanwhile);
    });

    private async Task<SurveyAnswer> ActAsync(Caller caller, Func<MainWork, Task<SurveyAnswer>> act) => await desk.WhyNotActAsync(caller) is { } reason
        ? new SurveyAnswer.NotAllowed(reason)
        : await writer.WriteAsync(act);

    // INVARIANT: what is stored can be read back. One row that cannot would close the whole console of surveys.
    private static byte[]? Stored(Questionnaire questionnaire)
    {
        var json = QuestionnaireJson.Write(questionnaire);
        return QuestionnaireJson.Read(json) is QuestionnaireReading.Read ? json : null;
    }

    private static string Numbered(string slug, int number)
    {
        var end = $"-{number}";
        return slug[..Math.Min(slug.Length, SurveySlug.Longest - end.Length)].TrimEnd('-') + end;
    }
}
