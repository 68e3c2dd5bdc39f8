using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Storage.Sqlite;

/// <summary>
/// Feeds an audit with every ledger row as it lies in the file. Reads the columns in place, without a string or an array for
/// each: a ledger of a million entries is checked in the time of its hashing, not of its garbage.
/// </summary>
internal static class SqliteLedgerReader
{
    private const string Entries =
        "SELECT \"Index\", \"Id\", \"Kind\", \"At\", \"Subject\", \"Recipient\", \"Purpose\", \"Body\", \"LeafHash\" FROM \"Ledger\" ORDER BY \"Index\"";

    private static readonly (byte[] Name, EntryKind Value)[] Kinds = Table<EntryKind>();
    private static readonly (byte[] Name, Purpose Value)[] Purposes = Table<Purpose>();

    /// <summary>One thread reads ahead while this one hashes: neither waits for the other.</summary>
    internal static void Read(SqliteConnection connection, LedgerAudit audit, Action<long>? progress)
    {
        using var empty = new BlockingCollection<LedgerBatch> { new(), new(), new() };
        using var full = new BlockingCollection<LedgerBatch>();
        using var stop = new CancellationTokenSource();
        var reading = Task.Run(() => Fill(connection, empty, full, stop.Token));
        try
        {
            foreach (var batch in full.GetConsumingEnumerable())
            {
                batch.Feed(audit);
                progress?.Invoke(batch.LastIndex + 1);
                batch.Clear();
                empty.Add(batch);
            }
        }
        finally
        {
            stop.Cancel();
            // What stopped the reading, a damaged page for instance, is thrown here.
            reading.GetAwaiter().GetResult();
        }
    }

    private static void Fill(SqliteConnection connection, BlockingCollection<LedgerBatch> empty, BlockingCollection<LedgerBatch> full, CancellationToken stop)
    {
        try
        {
            using var command = connection.CreateCommand();
            command.CommandText = Entries;
            using var reader = command.ExecuteReader();
            var row = reader.Handle ?? throw new InvalidOperationException("The ledger's rows cannot be read.");
            var batch = empty.Take(stop);
            while (reader.Read())
            {
                Copy(row, batch);
                if (!batch.IsFull) continue;
                full.Add(batch, stop);
                batch = empty.Take(stop);
            }

            if (!batch.IsEmpty) full.Add(batch, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The audit stopped first; what stopped it is thrown there.
        }
        finally
        {
            full.CompleteAdding();
        }
    }

    private static void Copy(sqlite3_stmt row, LedgerBatch batch)
    {
        var kind = Name(row, 2, Kinds) ?? (EntryKind)(-1);
        var columns = new LedgerColumns(
            new EntryId(Id(row, 1) ?? default),
            kind,
            raw.sqlite3_column_type(row, 3) == raw.SQLITE_INTEGER ? raw.sqlite3_column_int64(row, 3) : long.MinValue,
            Id(row, 4) is { } subject ? new LedgerSubject(subject) : null,
            Id(row, 5),
            raw.sqlite3_column_type(row, 6) == raw.SQLITE_NULL ? null : Name(row, 6, Purposes) ?? (Purpose)(-1),
            kind == EntryKind.Refusal);
        batch.Add(raw.sqlite3_column_int64(row, 0), columns, Bytes(row, 8), Bytes(row, 7));
    }

    // INVARIANT: a column that is there but is no id in the stored form must not read as the id, nor as an absent one.
    private static Guid? Id(sqlite3_stmt row, int column)
    {
        var type = raw.sqlite3_column_type(row, column);
        if (type == raw.SQLITE_NULL) return null;
        var text = raw.sqlite3_column_blob(row, column);
        return type == raw.SQLITE_TEXT && text.Length == 36
            && text.IndexOfAnyInRange((byte)'a', (byte)'f') < 0
            && Utf8Parser.TryParse(text, out Guid id, out var read, 'D') && read == 36
            ? id
            : Guid.AllBitsSet;
    }

    private static T? Name<T>(sqlite3_stmt row, int column, (byte[] Name, T Value)[] names) where T : struct
    {
        if (raw.sqlite3_column_type(row, column) != raw.SQLITE_TEXT) return null;
        var text = raw.sqlite3_column_blob(row, column);
        foreach (var (name, value) in names)
        {
            if (text.SequenceEqual(name)) return value;
        }

        return null;
    }

    private static ReadOnlySpan<byte> Bytes(sqlite3_stmt row, int column) =>
        raw.sqlite3_column_type(row, column) == raw.SQLITE_BLOB ? raw.sqlite3_column_blob(row, column) : [];

    private static (byte[] Name, T Value)[] Table<T>() where T : struct, Enum =>
        [.. Names.All<T>().Select(value => (Encoding.UTF8.GetBytes(Names.Of(value)), value))];
}
