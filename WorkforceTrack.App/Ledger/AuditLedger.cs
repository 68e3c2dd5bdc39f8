using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Ledger;

/// <summary>
/// Reads the whole ledger as it lies in the store and audits it against signed heads from outside.
/// Plain reading, column by column: what is damaged must come through as it is, not stop the reader.
/// </summary>
internal sealed class AuditLedger(IDbContextFactory<MainDb> stores, CheckpointSigner signer)
{
    /// <summary>Audits against the named checkpoints (signed notes).</summary>
    /// <param name="checkpoints">Where each was kept, in words, and its text.</param>
    /// <param name="progress">Told the number of entries read, now and then.</param>
    internal async Task<AuditReport> AuditAsync(IReadOnlyList<(string Source, string Note)> checkpoints, Action<long>? progress = null)
    {
        var audit = new LedgerAudit(bodiesKeptFrom: null);
        foreach (var (source, note) in checkpoints) audit.Expect(source, note, signer.Verifier, CheckpointSigner.Check);
        await using var store = await stores.CreateDbContextAsync();
        await store.Database.OpenConnectionAsync();
        var connection = store.Database.GetDbConnection();
        // One snapshot for entries and tiles, so that a running program may go on appending.
        await using var snapshot = await store.BeginSnapshotAsync();
        ReadEntries(connection, audit, progress);
        ReadTiles(connection, audit);
        return audit.Finish();
    }

    private static void ReadEntries(DbConnection connection, LedgerAudit audit, Action<long>? progress)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT \"Index\", \"Id\", \"Kind\", \"At\", \"Subject\", \"Recipient\", \"Purpose\", \"Body\", \"LeafHash\" FROM \"Ledger\" ORDER BY \"Index\"";
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var index = reader.GetInt64(0);
            var kind = Name<EntryKind>(reader, 2) ?? Unreadable<EntryKind>();
            var columns = new LedgerColumns(
                new EntryId(Id(reader, 1) ?? default),
                kind,
                reader.GetValue(3) is long at ? at : long.MinValue,
                Id(reader, 4) is { } subject ? new LedgerSubject(subject) : null,
                Id(reader, 5),
                reader.IsDBNull(6) ? null : Name<Purpose>(reader, 6) ?? Unreadable<Purpose>(),
                kind == EntryKind.Refusal);
            audit.Add(new LedgerRow(index, Bytes(reader, 8), Bytes(reader, 7), columns));
            if (progress is not null && index % 10_000 == 0) progress(index);
        }
    }

    private static void ReadTiles(DbConnection connection, LedgerAudit audit)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT \"Level\", \"Index\", \"Hashes\" FROM \"LedgerTiles\"";
        using var reader = command.ExecuteReader();
        while (reader.Read()) audit.AddTile(new TileId(reader.GetInt32(0), reader.GetInt64(1)), Bytes(reader, 2));
    }

    // A column that is there but is no id must not read as an absent one.
    private static Guid? Id(DbDataReader reader, int column) => reader.IsDBNull(column) ? null
        : reader.GetValue(column) is string text && Guid.TryParseExact(text, "D", out var id) && string.Equals(text, id.ToString("D").ToUpperInvariant(), StringComparison.Ordinal) ? id
        : Guid.AllBitsSet;

    private static T? Name<T>(DbDataReader reader, int column) where T : struct, Enum =>
        reader.GetValue(column) is string name && Names.TryParse<T>(name, out var value) ? value : null;

    private static T Unreadable<T>() where T : struct, Enum => (T)Enum.ToObject(typeof(T), -1);

    private static byte[] Bytes(DbDataReader reader, int column) => reader.GetValue(column) as byte[] ?? [];
}
