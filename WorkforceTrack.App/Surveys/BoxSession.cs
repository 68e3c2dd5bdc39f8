using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Surveys;

namespace WorkforceTrack.App.Surveys;

/// <summary>What the ballot box does on its connection, one act after the other; each is one transaction.</summary>
internal sealed class BoxSession : IAsyncDisposable
{
    /// <summary>As few casts as are ever counted together, and as are left waiting.</summary>
    internal const int Batch = 10;

    private readonly BoothDb db;
    private readonly BoxCommands commands;
    private readonly SurveyKeys keys;
    private readonly Dictionary<SurveyId, Box> open = [];

    private BoxSession(BoothDb store, SurveyKeys keys) => (db, this.keys, commands) = (store, keys, new BoxCommands(store));

    internal static async Task<BoxSession> BeginAsync(IDbContextFactory<BoothDb> stores, SurveyKeys keys)
    {
        var store = await stores.CreateDbContextAsync();
        await store.Database.OpenConnectionAsync();
        return new BoxSession(store, keys);
    }

    internal async Task<BoxAnswer[]> CastAsync(List<(SurveyId Survey, Digest? Pass, WaitingCast Answers)> casts)
    {
        var answers = new BoxAnswer[casts.Count];
        var arrived = new Dictionary<SurveyId, List<WaitingCast>>();
        foreach (var (survey, _, _) in casts)
        {
            if (!open.ContainsKey(survey)) await LoadAsync(survey);
        }

        var after = new List<(Box Box, int Counted, List<WaitingCast> Waiting)>();
        await using (var transaction = await commands.BeginAsync())
        {
            for (var i = 0; i < casts.Count; i++) answers[i] = Take(casts[i], arrived);
            foreach (var (survey, fresh) in arrived) after.Add(Store(open[survey], fresh));
            await transaction.CommitAsync();
        }

        foreach (var (box, total, waiting) in after) (box.Counted, box.Waiting) = (total, waiting);
        return answers;
    }

    /// <summary>
    /// Leaves no trace of what was before: the journal holds each earlier state of those who wait, and so, to who has all keys, what
    /// each cast added, in order and beside its pass. Of its own, since what was committed stays committed.
    /// </summary>
    internal Task<bool> ForgetOrderAsync() => db.EmptyJournalAsync();

    internal async Task<int> OpenAsync(SurveyId survey, Questionnaire questionnaire)
    {
        open.Remove(survey);
        await RemoveAllAsync(survey);
        var key = keys.Waiting(survey);
        await using var transaction = await commands.BeginAsync();
        commands.AddBox(survey, WaitingCasts.Seal(key, survey, [], WaitingCasts.SizeFor(questionnaire, (2 * Batch) - 1)));
        // Every counter is there from the beginning: none appears when somebody first chooses an option.
        for (var table = 0; table < questionnaire.Tables.Length; table++)
            for (var row = 0; row < questionnaire.Tables[table].Rows; row++)
                for (var column = 0; column < questionnaire.Tables[table].Columns; column++) commands.AddCounter(survey, new Cell(table, row, column));
        await transaction.CommitAsync();
        return 0;
    }

    internal async Task<int> CloseAsync(SurveyId survey)
    {
        await LoadAsync(survey);
        if (open.Remove(survey, out var box))
        {
            // Too few to publish anything: then nothing is kept either.
            var total = box.Counted + box.Waiting.Count;
            await using var transaction = await commands.BeginAsync();
            if (total >= Batch) Count(survey, box.Waiting);
            commands.CloseBox(survey, total);
            await transaction.CommitAsync();
            System.Security.Cryptography.CryptographicOperations.ZeroMemory(box.Key);
        }

        await db.Spent.Where(s => s.Survey == survey).ExecuteDeleteAsync();
        await db.ForgetPastAsync();
        return await db.Boxes.Where(b => b.Survey == survey).Select(b => b.Counted).SingleOrDefaultAsync();
    }

    internal async Task<int> EmptyAsync(SurveyId survey)
    {
        if (!await db.Boxes.AnyAsync(b => b.Survey == survey && b.Counted != 0)) return 0;
        await db.Counts.Where(c => c.Survey == survey).ExecuteDeleteAsync();
        // Themes would still be counted exactly, those that were not published named. The nought comes last: what is cut short is begun again.
        await db.Comments.Where(c => c.Survey == survey).ExecuteUpdateAsync(set => set.SetProperty(c => c.Theme, (string?)null));
        await db.Boxes.Where(b => b.Survey == survey).ExecuteUpdateAsync(set => set.SetProperty(b => b.Counted, 0));
        await db.ForgetPastAsync();
        return 0;
    }

    internal async Task<int> RemoveCommentsAsync(SurveyId survey)
    {
        var removed = await db.Comments.Where(c => c.Survey == survey).ExecuteDeleteAsync();
        await db.ForgetPastAsync();
        return removed;
    }

    internal Task<int> SetThemeAsync(SurveyId survey, Guid comment, string? theme) =>
        db.Comments.Where(c => c.Id == comment && c.Survey == survey).ExecuteUpdateAsync(set => set.SetProperty(c => c.Theme, theme));

    public async ValueTask DisposeAsync()
    {
        await commands.DisposeAsync();
        await db.DisposeAsync();
    }

    private BoxAnswer Take((SurveyId Survey, Digest? Pass, WaitingCast Answers) cast, Dictionary<SurveyId, List<WaitingCast>> arrived)
    {
        if (!open.ContainsKey(cast.Survey)) return BoxAnswer.NotOpen;
        if (cast.Pass is { } pass && !commands.Spend(cast.Survey, pass)) return BoxAnswer.AlreadySpent;
        if (!arrived.TryGetValue(cast.Survey, out var fresh)) arrived.Add(cast.Survey, fresh = []);
        fresh.Add(cast.Answers);
        return BoxAnswer.Taken;
    }

    private (Box Box, int Counted, List<WaitingCast> Waiting) Store(Box box, List<WaitingCast> fresh)
    {
        WaitingCast[] all = [.. box.Waiting, .. fresh];
        var leave = all.Length;
        if (all.Length >= 2 * Batch)
        {
            Randomness.Shuffle<WaitingCast>(all);
            leave = Batch;
            Count(box.Survey, all[leave..]);
        }

        var counted = box.Counted + all.Length - leave;
        commands.UpdateBox(box.Survey, counted, WaitingCasts.Seal(box.Key, box.Survey, all[..leave], box.Size));
        return (box, counted, [.. all[..leave]]);
    }

    private void Count(SurveyId survey, IReadOnlyCollection<WaitingCast> casts)
    {
        foreach (var cell in casts.SelectMany(cast => cast.Cells).CountBy(cell => cell)) commands.Raise(survey, cell.Key, cell.Value);
        var comments = casts.SelectMany(cast => cast.Comments).ToArray();
        Randomness.Shuffle<(string, string)>(comments);
        foreach (var (question, words) in comments) commands.AddComment(survey, question, keys.SealComment(survey, question, words));
    }

    private async Task LoadAsync(SurveyId survey)
    {
        if (open.ContainsKey(survey)) return;
        var row = await db.Boxes.AsNoTracking().SingleOrDefaultAsync(b => b.Survey == survey && b.IsOpen);
        if (row is null) return;
        var key = keys.Waiting(survey);
        open.Add(survey, new Box(survey, key, WaitingCasts.SizeOf(row.Waiting)) { Counted = row.Counted, Waiting = [.. WaitingCasts.Open(key, survey, row.Waiting)] });
    }

    private async Task RemoveAllAsync(SurveyId survey)
    {
        await db.Spent.Where(s => s.Survey == survey).ExecuteDeleteAsync();
        await db.Counts.Where(c => c.Survey == survey).ExecuteDeleteAsync();
        await db.Comments.Where(c => c.Survey == survey).ExecuteDeleteAsync();
        await db.Boxes.Where(b => b.Survey == survey).ExecuteDeleteAsync();
    }

    private sealed class Box(SurveyId survey, byte[] key, int size)
    {
        internal SurveyId Survey => survey;

        internal byte[] Key => key;

        internal int Size => size;

        internal int Counted { get; set; }

        internal List<WaitingCast> Waiting { get; set; } = [];
    }
}
