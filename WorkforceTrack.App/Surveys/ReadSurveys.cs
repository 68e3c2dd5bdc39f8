using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Surveys;

namespace WorkforceTrack.App.Surveys;

/// <summary>An open survey as a member finds it: whether the member drew a pass, which is all that anyone can know.</summary>
internal sealed record OpenForMember(StoredSurvey Survey, bool HasDrawn);

/// <summary>A survey as the console shows it.</summary>
/// <param name="Survey">The survey in its phase.</param>
/// <param name="Version">The draft's version.</param>
/// <param name="HasTen">While it is open: whether at least ten handed in answers. No running number is shown to anyone (S5).</param>
internal sealed record SurveyOnDesk(StoredSurvey Survey, int Version, bool HasTen);

/// <summary>What members, visitors and staff see of surveys; never an answer.</summary>
internal sealed class ReadSurveys(SurveyShelf shelf, DrawPass passes, SurveyDesk desk, IDbContextFactory<MainDb> stores, IDbContextFactory<BoothDb> booths)
{
    internal async Task<ImmutableArray<OpenForMember>> OpenForAsync(Caller caller)
    {
        if (caller is not Caller.Member) return [];
        var open = ImmutableArray.CreateBuilder<OpenForMember>();
        foreach (var survey in shelf.All.Where(s => s.Plan.TakesPasses && s.Survey.AsOpen() is not null))
            open.Add(new OpenForMember(survey.Survey, await passes.HasDrawnAsync(caller, survey.Plan.Id)));
        return open.ToImmutable();
    }

    /// <summary>Polls that anyone can answer now.</summary>
    internal ImmutableArray<StoredSurvey> OpenPolls() => [.. shelf.All.Where(s => !s.Plan.TakesPasses && s.Survey.AsOpen() is not null).Select(s => s.Survey)];

    /// <summary>Surveys and polls whose result is published, the newest first.</summary>
    internal ImmutableArray<StoredSurvey> Released() => [.. shelf.All.Where(s => s.Release is not null).Select(s => s.Survey).OrderByDescending(s => s.ReleasedAt)];

    /// <summary>All surveys for the console; null when this person may not see it.</summary>
    internal async Task<ImmutableArray<SurveyOnDesk>?> AllAsync(Caller caller)
    {
        if (await desk.WhyNotLookAsync(caller) is not null) return null;
        await using var store = await stores.CreateDbContextAsync();
        var rows = await store.Surveys.AsNoTracking().ToListAsync();
        var all = new List<SurveyOnDesk>(rows.Count);
        foreach (var row in rows) all.Add(await OnDeskAsync(row));
        return [.. all.OrderBy(s => s.Survey.Phase).ThenByDescending(s => s.Survey.OpenedAt).ThenBy(s => s.Survey.Plan.Questionnaire.Title, StringComparer.Ordinal)];
    }

    /// <summary>One survey for the console; null when there is none, or this person may not see it.</summary>
    internal async Task<SurveyOnDesk?> OneAsync(Caller caller, SurveyId survey)
    {
        if (await desk.WhyNotLookAsync(caller) is not null) return null;
        await using var store = await stores.CreateDbContextAsync();
        return await store.Surveys.AsNoTracking().SingleOrDefaultAsync(s => s.Id == survey) is { } row ? await OnDeskAsync(row) : null;
    }

    private async Task<SurveyOnDesk> OnDeskAsync(SurveyRow row)
    {
        if (row.Phase != SurveyPhase.Open) return new SurveyOnDesk(row.ToStored(), row.Version, HasTen: false);
        await using var booth = await booths.CreateDbContextAsync();
        // Those that were counted: ten or more, or none yet. The number itself stays where it is.
        return new SurveyOnDesk(row.ToStored(), row.Version, await booth.Boxes.AnyAsync(b => b.Survey == row.Id && b.Counted >= BoxSession.Batch));
    }
}
