using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Surveys;

namespace WorkforceTrack.App.Surveys;

/// <summary>What came of putting answers into the box.</summary>
internal enum BoxAnswer
{
    /// <summary>They are in the store, and will be counted once.</summary>
    Taken,

    /// <summary>The pass was used before.</summary>
    AlreadySpent,

    /// <summary>The survey takes no answers.</summary>
    NotOpen,
}

/// <summary>
/// The one way to write to the booth store. A cast spends its pass and joins those that wait in one transaction, and the answer
/// leaves after the commit; casts that arrive together share one flush to the disk. Once twenty wait, all but ten, drawn by lot,
/// are counted at once: so what a counter rises by is always the answers of ten people or more (S3, docs/decisions/0007).
/// </summary>
[Keeps("S3")]
internal sealed class BallotBox : IAsyncDisposable
{
    private const int MostCastsInOneCommit = 256;

    private readonly Channel<Unit> queue = Channel.CreateBounded<Unit>(new BoundedChannelOptions(4096) { SingleReader = true });
    private readonly IDbContextFactory<BoothDb> stores;
    private readonly SurveyKeys keys;
    private readonly ILogger<BallotBox> log;
    private readonly Task loop;

    public BallotBox(IDbContextFactory<BoothDb> stores, SurveyKeys keys, ILogger<BallotBox> log)
    {
        this.stores = stores;
        this.keys = keys;
        this.log = log;
        loop = Task.Run(RunAsync);
    }

    /// <summary>Puts answers in; with the spent form of a pass that was verified, or none in a poll.</summary>
    internal Task<BoxAnswer> CastAsync(SurveyId survey, Digest? pass, Ballot ballot) => SendAsync(new CastUnit(survey, pass, WaitingCast.Of(ballot)));

    /// <summary>Makes an empty, open box with all counters at nought. One that is there already, of an opening that was cut short, is emptied.</summary>
    internal Task OpenAsync(SurveyId survey, Questionnaire questionnaire) => SendAsync(new ActUnit(session => session.OpenAsync(survey, questionnaire)));

    /// <summary>Takes no more, counts what waits, forgets the passes. Says how many casts there were. May be repeated.</summary>
    internal Task<int> CloseAsync(SurveyId survey) => SendAsync(new ActUnit(session => session.CloseAsync(survey)));

    /// <summary>Removes the counters once the one release stands.</summary>
    internal Task EmptyAsync(SurveyId survey) => SendAsync(new ActUnit(session => session.EmptyAsync(survey)));

    /// <summary>Removes every comment of the survey.</summary>
    internal Task RemoveCommentsAsync(SurveyId survey) => SendAsync(new ActUnit(session => session.RemoveCommentsAsync(survey)));

    /// <summary>Puts a comment under a theme; says how many there were of this id, one or none.</summary>
    internal Task<int> SetThemeAsync(SurveyId survey, Guid comment, string? theme) => SendAsync(new ActUnit(session => session.SetThemeAsync(survey, comment, theme)));

    /// <summary>At the start: what a stop left in the journal goes.</summary>
    internal Task ForgetOrderAsync() => SendAsync(new ActUnit(async session =>
    {
        await Journals.EmptyAsync(session.ForgetOrderAsync, "booth store");
        return 0;
    }));

    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await loop;
    }

    private async Task<T> SendAsync<T>(Unit<T> unit)
    {
        await queue.Writer.WriteAsync(unit);
        return await unit.Answer;
    }

    private async Task RunAsync()
    {
        while (await queue.Reader.WaitToReadAsync())
        {
            var units = new List<Unit>();
            var begun = false;
            try
            {
                await using var session = await BoxSession.BeginAsync(stores, keys);
                begun = true;
                do
                {
                    units.Clear();
                    Take(units);
                    if (units is [ActUnit act]) await act.RunAsync(session);
                    else await CastAsync(session, units.ConvertAll(unit => (CastUnit)unit));
                }
                while (await queue.Reader.WaitToReadAsync());
            }
            catch (Exception failure)
            {
                // Nothing of these was stored; the next ones get a fresh connection. Where there is none to be had, nobody waits for it.
                while (!begun && queue.Reader.TryRead(out var waiting)) units.Add(waiting);
                foreach (var unit in units) unit.Fail(failure);
                log.CastsFailed(failure.GetType().Name);
            }
        }
    }

    /// <summary>Casts that wait together, or one act alone.</summary>
    private void Take(List<Unit> units)
    {
        while (units.Count < MostCastsInOneCommit && queue.Reader.TryPeek(out var next))
        {
            if (next is ActUnit && units.Count > 0) return;
            queue.Reader.TryRead(out next);
            units.Add(next!);
            if (next is ActUnit) return;
        }
    }

    private async Task CastAsync(BoxSession session, List<CastUnit> casts)
    {
        var answers = await session.CastAsync(casts.ConvertAll(cast => cast.Cast));
        // INVARIANT: committed is committed, whatever becomes of the journal: a cast that is told to have failed would come again.
        try
        {
            if (!await session.ForgetOrderAsync()) log.JournalHeld();
        }
        catch (Exception failure)
        {
            log.JournalNotEmptied(failure.GetType().Name);
        }

        for (var i = 0; i < casts.Count; i++) casts[i].Done(answers[i]);
    }

    private abstract class Unit
    {
        internal abstract void Fail(Exception failure);
    }

    private abstract class Unit<T> : Unit
    {
        private readonly TaskCompletionSource<T> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal Task<T> Answer => answer.Task;

        internal void Done(T result) => answer.TrySetResult(result);

        internal override void Fail(Exception failure) => answer.TrySetException(failure);
    }

    private sealed class CastUnit(SurveyId survey, Digest? pass, WaitingCast cast) : Unit<BoxAnswer>
    {
        internal (SurveyId Survey, Digest? Pass, WaitingCast Answers) Cast => (survey, pass, cast);
    }

    private sealed class ActUnit(Func<BoxSession, Task<int>> act) : Unit<int>
    {
        internal async Task RunAsync(BoxSession session) => Done(await act(session));
    }
}

internal static partial class BallotBoxLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "A batch of writes to the booth failed ({Kind}); nothing of it was stored.")]
    internal static partial void CastsFailed(this ILogger logger, string kind);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The journal of the booth is held by a reader; it is emptied with the next cast.")]
    internal static partial void JournalHeld(this ILogger logger);

    [LoggerMessage(Level = LogLevel.Error, Message = "The journal of the booth could not be emptied ({Kind}); it is tried again with the next cast. The casts are stored.")]
    internal static partial void JournalNotEmptied(this ILogger logger, string kind);
}
