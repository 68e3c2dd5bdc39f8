using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Erasure;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Erasure;
using WorkforceTrack.Domain.Ledger;

namespace WorkforceTrack.App.Ledger;

/// <summary>
/// Reads the whole ledger as it lies in the store and audits it against signed heads from outside.
/// What is damaged must come through as it is, not stop the reader.
/// </summary>
internal sealed class AuditLedger(IDbContextFactory<MainDb> stores, CheckpointSigner signer, RetentionTimes times, TimeProvider clock)
{
    /// <summary>Audits against the named checkpoints (signed notes).</summary>
    /// <param name="checkpoints">Where each was kept, in words, and its text.</param>
    /// <param name="progress">Told the number of entries read, now and then.</param>
    internal async Task<AuditReport> AuditAsync(IReadOnlyList<(string Source, string Note)> checkpoints, Action<long>? progress = null)
    {
        var audit = new LedgerAudit(bodiesKeptFrom: clock.GetUtcNow() - times.Of(RecordKind.Ledger));
        foreach (var (source, note) in checkpoints) audit.Expect(source, note, signer.Verifier, CheckpointSigner.Check);
        await using var store = await stores.CreateDbContextAsync();
        return await AuditAsync(store, audit, progress);
    }

    /// <summary>Audits a store that need not be the one in use.</summary>
    internal static async Task<AuditReport> AuditAsync(MainDb store, LedgerAudit audit, Action<long>? progress = null)
    {
        await store.Database.OpenConnectionAsync();
        // One snapshot for entries and tiles, so that a running program may go on appending.
        await using var snapshot = await store.BeginSnapshotAsync();
        store.ReadLedger(audit, progress);
        ReadTiles(store.Database.GetDbConnection(), audit);
        return audit.Finish();
    }

    private static void ReadTiles(DbConnection connection, LedgerAudit audit)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT \"Level\", \"Index\", \"Hashes\" FROM \"LedgerTiles\"";
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            // A level that is none must come through as one that is not known.
            var level = reader.GetInt64(0) is >= 0 and <= int.MaxValue and var read ? (int)read : -1;
            audit.AddTile(new TileId(level, reader.GetInt64(1)), Bytes(reader, 2));
        }
    }

    private static byte[] Bytes(DbDataReader reader, int column) => reader.GetValue(column) as byte[] ?? [];
}
