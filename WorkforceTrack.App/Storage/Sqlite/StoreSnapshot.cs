using Microsoft.Data.Sqlite;

namespace WorkforceTrack.App.Storage.Sqlite;

/// <summary>
/// The file of a store as it is at one moment, to be copied byte by byte while others go on writing. No scratch copy is made of it.
/// </summary>
/// <remarks>
/// INVARIANT: nobody writes into the file while this is open. In write-ahead mode writers append to the journal, and only a checkpoint
/// writes into the file. A reader that begins when all of the journal is in the file reads the file alone (read mark 0), and holds a
/// lock (WAL_READ_LOCK(0)) without which no checkpoint may write. That is brought about here: the write lock is taken, so that nothing
/// is appended; what the journal holds is put into the file; the reader begins; the write lock is let go. See "walTryBeginRead" and
/// "walCheckpoint" in SQLite's wal.c. In the other journal modes a reader's lock alone keeps writers out of the file.
/// </remarks>
internal sealed class StoreSnapshot : IAsyncDisposable
{
    private const int Busy = 5;
    private const int MostTries = 80;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Hold = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Wink = TimeSpan.FromMilliseconds(5);

    private readonly OpenFile file;
    private readonly SqliteTransaction transaction;

    private StoreSnapshot(SqliteConnection connection, SqliteTransaction transaction, long length)
    {
        (Connection, this.transaction, Length) = (connection, transaction, length);
        file = new OpenFile(connection);
    }

    /// <summary>Reads the same moment by SQL.</summary>
    internal SqliteConnection Connection { get; }

    /// <summary>The transaction that holds the moment.</summary>
    internal SqliteTransaction Transaction => transaction;

    /// <summary>How many bytes the file has.</summary>
    internal long Length { get; }

    /// <summary>Takes the moment; waits for readers that began earlier.</summary>
    /// <exception cref="StoreHeldException">Somebody kept reading the store for a minute.</exception>
    internal static async Task<StoreSnapshot> TakeAsync(string store)
    {
        for (var tries = 1; ; tries++)
        {
            if (await TryTakeAsync(store) is { } taken) return taken;
            if (tries == MostTries) throw new StoreHeldException();
            await Task.Delay(Pause);
        }
    }

    /// <summary>Reads bytes of the file.</summary>
    internal void Read(Span<byte> target, long offset) => file.Read(target, offset);

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await Connection.DisposeAsync();
    }

    private static async Task<StoreSnapshot?> TryTakeAsync(string store)
    {
        await using var writer = await OpenAsync(store);
        var reader = await OpenAsync(store);
        try
        {
            await using var writing = writer.BeginTransaction(deferred: false);
            // While nothing is appended, whoever begins to read needs nothing of the journal, and whoever began before comes to an end.
            for (var waited = TimeSpan.Zero; !await FoldInAsync(reader); waited += Wink)
            {
                if (waited >= Hold) return null;
                await Task.Delay(Wink);
            }

            var reading = reader.BeginTransaction(deferred: true);
            var length = await NumberAsync(reader, "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size", reading);
            var taken = new StoreSnapshot(reader, reading, length);
            reader = null;
            return taken;
        }
        catch (SqliteException busy) when (busy.SqliteErrorCode == Busy)
        {
            // Waited for as long as busy_timeout and the driver allow.
            throw new StoreHeldException();
        }
        finally
        {
            if (reader is not null) await reader.DisposeAsync();
        }
    }

    // False when an earlier reader still needs the journal.
    private static async Task<bool> FoldInAsync(SqliteConnection connection)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(PASSIVE);";
        await using var answer = await command.ExecuteReaderAsync();
        return await answer.ReadAsync() && answer.GetInt64(0) == 0 && answer.GetInt64(1) == answer.GetInt64(2);
    }

    private static async Task<long> NumberAsync(SqliteConnection connection, string sql, SqliteTransaction transaction)
    {
        await using var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, transaction);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task<SqliteConnection> OpenAsync(string store)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = store, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = SafePragmas.Sql;
        await command.ExecuteNonQueryAsync();
        return connection;
    }
}

/// <summary>A reader held a store for so long that no moment of it could be taken.</summary>
internal sealed class StoreHeldException() : IOException("Somebody keeps reading or writing the store, so that no copy of one moment can be made. Try again when the other is done.");
