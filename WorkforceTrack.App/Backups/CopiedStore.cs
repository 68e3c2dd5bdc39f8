using Microsoft.Data.Sqlite;
using WorkforceTrack.App.Storage.Sqlite;

namespace WorkforceTrack.App.Backups;

/// <summary>Which store a copy is of.</summary>
/// <param name="Store">The id of its set.</param>
/// <param name="Generation">How often the set was restored, and one.</param>
/// <param name="Schema">The newest migration in it.</param>
internal sealed record CopiedStore(Guid Store, int Generation, string Schema)
{
    internal static Task<CopiedStore> OfAsync(StoreSnapshot snapshot) => OfAsync(snapshot.Connection, snapshot.Transaction);

    internal static async Task<CopiedStore> OfAsync(SqliteConnection connection, SqliteTransaction? transaction = null)
    {
        await using var command = connection.CreateCommand();
        (command.Transaction, command.CommandText) = (
            transaction,
            "SELECT \"StoreId\", \"Generation\", (SELECT MAX(\"MigrationId\") FROM \"__EFMigrationsHistory\") FROM \"StoreInfo\" WHERE \"Id\" = 1");
        await using var reader = await command.ExecuteReaderAsync();
        return await reader.ReadAsync()
            ? new CopiedStore(reader.GetGuid(0), reader.GetInt32(1), reader.GetString(2))
            : throw new InvalidDataException("A store does not say which one it is.");
    }
}
