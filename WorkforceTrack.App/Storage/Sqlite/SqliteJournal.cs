using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace WorkforceTrack.App.Storage.Sqlite;

/// <summary>Empties the journal of a store: what was there before stands in it until then, page by page, in the order of writing.</summary>
internal static class SqliteJournal
{
    /// <summary>False when a reader held it for as long as busy_timeout allows; then the journal is as it was.</summary>
    internal static async Task<bool> EmptyAsync(DatabaseFacade database)
    {
        await database.OpenConnectionAsync();
        try
        {
            await using var command = database.GetDbConnection().CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE);";
            await using var reader = await command.ExecuteReaderAsync();
            return await reader.ReadAsync() && reader.GetInt64(0) == 0;
        }
        finally
        {
            await database.CloseConnectionAsync();
        }
    }
}
