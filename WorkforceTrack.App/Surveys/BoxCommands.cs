using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Surveys;

namespace WorkforceTrack.App.Surveys;

/// <summary>The few statements on the way of every cast, prepared once on the box's own connection.</summary>
internal sealed class BoxCommands(BoothDb db) : IAsyncDisposable
{
    private readonly Prepared spend = Of(db, "INSERT INTO \"Spent\" (\"Survey\", \"Pass\") VALUES (@survey, @pass) ON CONFLICT DO NOTHING", "@survey", "@pass");

    private readonly Prepared raise = Of(
        db,
        "UPDATE \"Counts\" SET \"Count\" = \"Count\" + @by WHERE \"Survey\" = @survey AND \"Table\" = @table AND \"Row\" = @row AND \"Column\" = @column",
        "@survey", "@table", "@row", "@column", "@by");

    private readonly Prepared addCounter = Of(
        db, "INSERT INTO \"Counts\" (\"Survey\", \"Table\", \"Row\", \"Column\", \"Count\") VALUES (@survey, @table, @row, @column, 0)", "@survey", "@table", "@row", "@column");

    private readonly Prepared addComment = Of(
        db, "INSERT INTO \"Comments\" (\"Id\", \"Survey\", \"Question\", \"Sealed\") VALUES (@id, @survey, @question, @sealed)", "@id", "@survey", "@question", "@sealed");

    private readonly Prepared addBox = Of(
        db, "INSERT INTO \"Boxes\" (\"Survey\", \"IsOpen\", \"Counted\", \"Waiting\") VALUES (@survey, @open, 0, @waiting)", "@survey", "@open", "@waiting");

    private readonly Prepared updateBox = Of(
        db, "UPDATE \"Boxes\" SET \"IsOpen\" = @open, \"Counted\" = @counted, \"Waiting\" = @waiting WHERE \"Survey\" = @survey", "@survey", "@open", "@counted", "@waiting");

    internal async Task<DbTransaction> BeginAsync()
    {
        var transaction = await db.Database.GetDbConnection().BeginTransactionAsync();
        foreach (var command in (Prepared[])[spend, raise, addCounter, addComment, addBox, updateBox]) command.Join(transaction);
        return transaction;
    }

    /// <summary>False when the pass was spent before.</summary>
    internal bool Spend(SurveyId survey, Digest pass) => spend.Set("@survey", survey.Value).Set("@pass", pass.ToArray()).Run() == 1;

    internal void Raise(SurveyId survey, Cell cell, int by)
    {
        var raised = raise.Set("@survey", survey.Value).Set("@table", cell.Table).Set("@row", cell.Row).Set("@column", cell.Column).Set("@by", by).Run();
        // INVARIANT: an answer that finds no counter would be lost in silence.
        if (raised != 1) throw new InvalidOperationException("A counter of an open survey is missing.");
    }

    internal void AddCounter(SurveyId survey, Cell cell) =>
        addCounter.Set("@survey", survey.Value).Set("@table", cell.Table).Set("@row", cell.Row).Set("@column", cell.Column).Run();

    internal void AddComment(SurveyId survey, string question, byte[] sealedWords) =>
        addComment.Set("@id", Randomness.Id()).Set("@survey", survey.Value).Set("@question", question).Set("@sealed", sealedWords).Run();

    internal void AddBox(SurveyId survey, byte[] waiting) => addBox.Set("@survey", survey.Value).Set("@open", true).Set("@waiting", waiting).Run();

    internal void UpdateBox(SurveyId survey, int counted, byte[] waiting) => Update(survey, isOpen: true, counted, waiting);

    internal void CloseBox(SurveyId survey, int counted) => Update(survey, isOpen: false, counted, []);

    public async ValueTask DisposeAsync()
    {
        foreach (var command in (Prepared[])[spend, raise, addCounter, addComment, addBox, updateBox]) await command.DisposeAsync();
    }

    private void Update(SurveyId survey, bool isOpen, int counted, byte[] waiting) =>
        updateBox.Set("@survey", survey.Value).Set("@open", isOpen).Set("@counted", counted).Set("@waiting", waiting).Run();

    private static Prepared Of(BoothDb store, string sql, params ReadOnlySpan<string> names) => new(store.Database.GetDbConnection(), sql, names);
}
