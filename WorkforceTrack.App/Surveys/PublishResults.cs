using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Surveys;

namespace WorkforceTrack.App.Surveys;

/// <summary>
/// Staff publish the one result of a closed survey (S5): exact counts go into the disclosure control, what comes out is frozen, its
/// SHA-256 stands in the ledger, and the exact counts are removed. Nobody sees them, the publisher included.
/// </summary>
internal sealed class PublishResults(MainWriter writer, SurveyDesk desk, BallotBox box, SurveyShelf shelf, IDbContextFactory<BoothDb> booths)
{
    [Keeps("S5")]
    internal async Task<SurveyAnswer> ReleaseAsync(Caller caller, SurveyId survey)
    {
        if (await desk.WhyNotActAsync(caller) is { } reason) return new SurveyAnswer.NotAllowed(reason);
        await desk.Step.WaitAsync();
        try
        {
            if (shelf.Find(survey)?.Survey.AsClosed() is not { } closed) return new SurveyAnswer.NotNow(SurveyObstacle.WrongPhase);
            var bytes = ReleaseJson.Write(await ControlAsync(closed));
            var answer = await writer.WriteAsync(work => ReleaseAsync(work, (Caller.OfStaff)caller, survey, bytes));
            if (answer is SurveyAnswer.Done) await box.EmptyAsync(survey);
            return answer;
        }
        finally
        {
            desk.Step.Release();
        }
    }

    private async Task<SurveyAnswer> ReleaseAsync(MainWork work, Caller.OfStaff staff, SurveyId survey, byte[] bytes)
    {
        var row = await work.Db.Surveys.SingleAsync(s => s.Id == survey);
        if (row.ToStored().AsClosed() is not { } closed) return new SurveyAnswer.NotNow(SurveyObstacle.WrongPhase);
        var digest = Digest.Of(bytes);
        if (closed.Release(digest, work.Now) is not ReleasingAnswer.Released released) return new SurveyAnswer.NotNow(SurveyObstacle.ClockWentBack);
        (row.Phase, row.ReleasedAt, row.Release) = (SurveyPhase.Released, released.Survey.ReleasedAt, bytes);
        work.Append(desk.Entry(work, EntryKind.SurveyReleased, staff, survey, digest));
        work.AfterCommit(() => shelf.Set(row));
        return new SurveyAnswer.Done(survey, row.Version);
    }

    private async Task<Release> ControlAsync(ClosedSurvey closed)
    {
        var survey = closed.Plan.Id;
        await using var booth = await booths.CreateDbContextAsync();
        var counts = await booth.Counts.AsNoTracking().Where(c => c.Survey == survey).ToListAsync();
        var casts = await booth.Boxes.Where(b => b.Survey == survey).Select(b => b.Counted).SingleAsync();
        var comments = await booth.Comments.Where(c => c.Survey == survey).GroupBy(c => new { c.Question, c.Theme })
            .Select(g => new { g.Key.Question, g.Key.Theme, Count = g.LongCount() }).ToListAsync();
        var tally = new RawTally(
            casts,
            counts.ToImmutableDictionary(c => new Cell(c.Table, c.Row, c.Column), c => (long)c.Count),
            comments.GroupBy(c => c.Question, StringComparer.Ordinal).ToImmutableDictionary(g => g.Key, g => g.Sum(c => c.Count), StringComparer.Ordinal));
        return DisclosureControl.Release(
            closed.Plan.Questionnaire,
            tally,
            closed.Plan.Audience,
            DateOnly.FromDateTime(closed.Opened.OpenedAt.UtcDateTime),
            DateOnly.FromDateTime(closed.ClosedAt.UtcDateTime),
            [.. comments.Where(c => c.Theme is not null).Select(c => new ThemedComments(c.Question, c.Theme!, c.Count))]);
    }
}
