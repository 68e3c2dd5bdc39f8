using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.Ledger;

/// <summary>
/// Writes entries and filled tiles on the writer's own connection. Plain prepared commands: an entry is on the way of every
/// disclosure, and the change tracker has nothing to track in a row that never changes.
/// </summary>
internal sealed class LedgerAppender : IAsyncDisposable
{
    private readonly DbCommand insertEntry;
    private readonly DbCommand insertTile;

    internal LedgerAppender(MainDb db)
    {
        var connection = db.Database.GetDbConnection();
        insertEntry = Command(
            connection,
            "INSERT INTO \"Ledger\" (\"Index\", \"Id\", \"Kind\", \"At\", \"Subject\", \"Recipient\", \"Purpose\", \"Body\", \"LeafHash\") VALUES (@index, @id, @kind, @at, @subject, @recipient, @purpose, @body, @leaf)",
            "@index", "@id", "@kind", "@at", "@subject", "@recipient", "@purpose", "@body", "@leaf");
        insertTile = Command(
            connection,
            "INSERT INTO \"LedgerTiles\" (\"Level\", \"Index\", \"Hashes\") VALUES (@level, @index, @hashes)",
            "@level", "@index", "@hashes");
    }

    internal void Join(DbTransaction transaction)
    {
        insertEntry.Transaction = transaction;
        insertTile.Transaction = transaction;
    }

    /// <summary>Writes one entry after the end of <paramref name="tree"/>; returns the tree with it.</summary>
    internal LedgerTree Append(LedgerTree tree, LedgerEntry entry)
    {
        var body = CanonicalEntry.Encode(entry);
        var leaf = TreeHash.Leaf(body);
        Set(insertEntry, "@index", tree.Size);
        Set(insertEntry, "@id", entry.Id.Value);
        Set(insertEntry, "@kind", Names.Of(entry.Kind));
        Set(insertEntry, "@at", entry.At.Milliseconds);
        Set(insertEntry, "@subject", entry.Subject?.Value);
        Set(insertEntry, "@recipient", entry.Recipient);
        Set(insertEntry, "@purpose", entry.Purpose is { } purpose ? Names.Of(purpose) : null);
        Set(insertEntry, "@body", body);
        Set(insertEntry, "@leaf", leaf.ToArray());
        insertEntry.ExecuteNonQuery();
        var step = tree.Append(leaf);
        foreach (var tile in step.Filled)
        {
            Set(insertTile, "@level", tile.Id.Level);
            Set(insertTile, "@index", tile.Id.Index);
            Set(insertTile, "@hashes", tile.ToBytes());
            insertTile.ExecuteNonQuery();
        }

        return step.Tree;
    }

    public async ValueTask DisposeAsync()
    {
        await insertEntry.DisposeAsync();
        await insertTile.DisposeAsync();
    }

    private static DbCommand Command(DbConnection connection, string sql, params ReadOnlySpan<string> names)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in names)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private static void Set(DbCommand command, string name, object? value) => command.Parameters[name].Value = value ?? DBNull.Value;
}
