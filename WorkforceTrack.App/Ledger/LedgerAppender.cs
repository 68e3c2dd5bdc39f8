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
    private readonly Prepared insertEntry;
    private readonly Prepared insertTile;

    internal LedgerAppender(MainDb db)
    {
        var connection = db.Database.GetDbConnection();
        insertEntry = new Prepared(
            connection,
            "INSERT INTO \"Ledger\" (\"Index\", \"Id\", \"Kind\", \"At\", \"Subject\", \"Recipient\", \"Purpose\", \"Body\", \"LeafHash\") VALUES (@index, @id, @kind, @at, @subject, @recipient, @purpose, @body, @leaf)",
            "@index", "@id", "@kind", "@at", "@subject", "@recipient", "@purpose", "@body", "@leaf");
        insertTile = new Prepared(
            connection,
            "INSERT INTO \"LedgerTiles\" (\"Level\", \"Index\", \"Hashes\") VALUES (@level, @index, @hashes)",
            "@level", "@index", "@hashes");
    }

    internal void Join(DbTransaction transaction)
    {
        insertEntry.Join(transaction);
        insertTile.Join(transaction);
    }

    /// <summary>Writes one entry after the end of <paramref name="tree"/>; returns the tree with it.</summary>
    internal LedgerTree Append(LedgerTree tree, LedgerEntry entry)
    {
        var body = CanonicalEntry.Encode(entry);
        var leaf = TreeHash.Leaf(body);
        insertEntry
            .Set("@index", tree.Size)
            .Set("@id", entry.Id.Value)
            .Set("@kind", Names.Of(entry.Kind))
            .Set("@at", entry.At.Milliseconds)
            .Set("@subject", entry.Subject?.Value)
            .Set("@recipient", entry.Recipient)
            .Set("@purpose", entry.Purpose is { } purpose ? Names.Of(purpose) : null)
            .Set("@body", body)
            .Set("@leaf", leaf.ToArray())
            .Run();
        var step = tree.Append(leaf);
        foreach (var tile in step.Filled)
            insertTile.Set("@level", tile.Id.Level).Set("@index", tile.Id.Index).Set("@hashes", tile.ToBytes()).Run();

        return step.Tree;
    }

    public async ValueTask DisposeAsync()
    {
        await insertEntry.DisposeAsync();
        await insertTile.DisposeAsync();
    }
}
