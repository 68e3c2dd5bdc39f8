using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Surveys;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Surveys;

namespace WorkforceTrack.Benchmarks.Surveys;

/// <summary>The release of a survey that 100,000 answered: the disclosure control by itself, and the whole act.</summary>
internal static class Releases
{
    private const int Answers = 100_000;
    private const int AtOnce = 256;
    private const int Times = 4;

    internal static async Task RunAsync()
    {
        await using var ground = await Ground.MakeAsync(1);
        var polling = await Polling.BeginAsync(ground);
        var closed = new Queue<SurveyId>();
        for (var i = 0; i < Times; i++) closed.Enqueue(await FillAsync(ground, polling));

        var tally = await TallyAsync(ground, closed.Peek());
        var day = new DateOnly(2026, 6, 1);
        await Pair.AloneAsync($"disclosure control of {tally.Casts:N0} answers", () =>
        {
            DisclosureControl.Release(Polling.Questionnaire, tally, Audience.Visitors, day, day, []);
            return Task.CompletedTask;
        }, 40, "-");

        var publish = ground.Services.GetRequiredService<PublishResults>();
        await Pair.AloneAsync("the whole release", async () =>
        {
            if (await publish.ReleaseAsync(polling.Officer, closed.Dequeue()) is not SurveyAnswer.Done) throw new InvalidOperationException("The release was refused.");
        }, Times - 1, "-");
    }

    private static async Task<SurveyId> FillAsync(Ground ground, Polling polling)
    {
        var survey = (await polling.OpenAsync(Audience.Visitors)).Plan.Id;
        var box = ground.Services.GetRequiredService<BallotBox>();
        var ballots = Enumerable.Range(0, 1_000).Select(i => Ballot.Read(Polling.Questionnaire, Polling.Answers(i))!).ToArray();
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(caller => Task.Run(async () =>
        {
            for (var i = caller; i < Answers; i += AtOnce) await box.CastAsync(survey, pass: null, ballots[i % ballots.Length]);
        })));
        if (await ground.Services.GetRequiredService<EndSurvey>().CloseAsync(polling.Officer, survey) is not SurveyAnswer.Done) throw new UnreachableException();
        return survey;
    }

    private static async Task<RawTally> TallyAsync(Ground ground, SurveyId survey)
    {
        await using var booth = await ground.Services.GetRequiredService<IDbContextFactory<BoothDb>>().CreateDbContextAsync();
        var counts = await booth.Counts.AsNoTracking().Where(c => c.Survey == survey).ToListAsync();
        return new RawTally(
            await booth.Boxes.Where(b => b.Survey == survey).Select(b => b.Counted).SingleAsync(),
            counts.ToImmutableDictionary(c => new Cell(c.Table, c.Row, c.Column), c => (long)c.Count),
            ImmutableDictionary.Create<string, long>(StringComparer.Ordinal).Add("words", await booth.Comments.LongCountAsync(c => c.Survey == survey)));
    }
}
