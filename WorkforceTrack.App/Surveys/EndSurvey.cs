using System.Text;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Surveys;

namespace WorkforceTrack.App.Surveys;

/// <summary>
/// Staff close a survey: the box takes no more and counts what waits, the ledger says how many passes were drawn and spent, who drew
/// one is forgotten, and the keys are destroyed (S2, S4). Cut short before the ledger says it, it is finished
/// by pressing again: the box takes no more, and nothing is lost. Cut short after, it is finished by the next start.
/// </summary>
internal sealed class EndSurvey(
    MainWriter writer, SurveyDesk desk, SurveyKeys keys, BallotBox box, SurveyShelf shelf, IDbContextFactory<MainDb> stores, TimeProvider clock, ILogger<EndSurvey> log)
{
    [Keeps("S2"), Keeps("S4")]
    internal async Task<SurveyAnswer> CloseAsync(Caller caller, SurveyId survey)
    {
        if (await desk.WhyNotActAsync(caller) is { } reason) return new SurveyAnswer.NotAllowed(reason);
        await desk.Step.WaitAsync();
        try
        {
            if (shelf.Find(survey)?.Survey.AsOpen() is not { } open) return new SurveyAnswer.NotNow(SurveyObstacle.WrongPhase);
            // The box cannot be opened again: what would refuse the close is asked before.
            if (clock.GetUtcNow() < open.OpenedAt) return new SurveyAnswer.NotNow(SurveyObstacle.ClockWentBack);
            var casts = await box.CloseAsync(survey);
            var answer = await writer.WriteAsync(work => CloseAsync(work, (Caller.OfStaff)caller, survey, casts));
            if (answer is not SurveyAnswer.Done) return answer;
            try
            {
                await keys.CloseAsync(survey);
            }
            finally
            {
                // The journal would still tell the order in which passes were drawn, beside what those members did just before.
                await using var store = await stores.CreateDbContextAsync();
                await Journals.EmptyAsync(store.EmptyJournalAsync, "main store");
            }

            return answer;
        }
        finally
        {
            desk.Step.Release();
        }
    }

    /// <summary>
    /// What the entry of the close binds: how many passes were drawn and how many were used, as they are published; nothing for a poll.
    /// Exact numbers would be found by trying.
    /// </summary>
    internal static Digest? CountsDigest(PassCounts? passes) => passes is null
        ? null
        : Digest.Of(Encoding.UTF8.GetBytes($"survey-closed\nissued: {passes.Issued}\nspent: {passes.Spent}\n"));

    private async Task<SurveyAnswer> CloseAsync(MainWork work, Caller.OfStaff staff, SurveyId survey, int casts)
    {
        var row = await work.Db.Surveys.SingleAsync(s => s.Id == survey);
        if (row.ToStored().AsOpen() is not { } open) return new SurveyAnswer.NotNow(SurveyObstacle.WrongPhase);
        var drawn = await work.Db.PassesDrawn.CountAsync(p => p.Survey == survey);
        if (open.Plan.TakesPasses && casts > drawn) log.MoreSpentThanDrawn(survey.Value);
        var passes = open.Plan.TakesPasses ? new PassCounts(drawn, casts) : null;
        if (open.Close(work.Now, passes) is not ClosingAnswer.Closed closed) return new SurveyAnswer.NotNow(SurveyObstacle.ClockWentBack);
        (row.Phase, row.ClosedAt, row.Issued, row.Spent) = (SurveyPhase.Closed, closed.Survey.ClosedAt, (int?)passes?.Issued, (int?)passes?.Spent);
        await work.Db.PassesDrawn.Where(p => p.Survey == survey).ExecuteDeleteAsync();
        work.Append(desk.Entry(work, EntryKind.SurveyClosed, staff, survey, CountsDigest(passes)));
        work.AfterCommit(() => shelf.Set(row));
        return new SurveyAnswer.Done(survey, row.Version);
    }
}

internal static partial class EndSurveyLog
{
    [LoggerMessage(Level = LogLevel.Critical, Message = "Survey {Survey} closed with more passes used than drawn: somebody made passes with its key. Do not publish the result before it is understood.")]
    internal static partial void MoreSpentThanDrawn(this ILogger logger, Guid survey);
}
