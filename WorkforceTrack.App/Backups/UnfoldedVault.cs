using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using WorkforceTrack.App.Storage;

namespace WorkforceTrack.App.Backups;

/// <summary>Makes a vault store again out of the rows of a copy, as it was at the schema of that day.</summary>
internal static class UnfoldedVault
{
    private const string Indexes = "FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL";

    /// <exception cref="DamagedBackupException">A row is not as it was written, or is not there.</exception>
    internal static async Task MakeAsync(VaultCopyFile copy, string target)
    {
        await using (SealedFile.OwnerOnly(target))
        {
            // Only its right; SQLite writes it.
        }

        var connectionString = $"Data Source={target};Pooling=False";
        await using (var vault = StoreDoor.VaultContext(connectionString)) await vault.GetService<IMigrator>().MigrateAsync(copy.Header.Schema);
        await using var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync();
        Run(connection, "PRAGMA foreign_keys=OFF; PRAGMA journal_mode=MEMORY; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;");
        await using var transaction = connection.BeginTransaction();
        // Sorted once at the end, an index costs less than kept in order all the while.
        var indexes = Texts(connection, $"SELECT sql {Indexes}");
        foreach (var name in Texts(connection, $"SELECT name {Indexes}")) Run(connection, $"DROP INDEX \"{name}\"");
        foreach (var table in copy.Header.Columns.Keys) Run(connection, $"DELETE FROM \"{table}\"");
        copy.Guard(() =>
        {
            Fill(copy, connection);
            foreach (var sql in indexes) Run(connection, sql);
        });
        await transaction.CommitAsync();
    }

    private static void Fill(VaultCopyFile copy, SqliteConnection connection)
    {
        var inserts = copy.Header.Columns.ToDictionary(table => table.Key, table => Insert(connection, table.Key, table.Value));
        try
        {
            copy.ReadRows((table, values) =>
            {
                var insert = inserts[table];
                for (var i = 0; i < values.Length; i++) insert.Parameters[i].Value = values[i];
                insert.ExecuteNonQuery();
            });
        }
        finally
        {
            foreach (var insert in inserts.Values) insert.Dispose();
        }
    }

    private static SqliteCommand Insert(SqliteConnection connection, string table, IReadOnlyList<string> columns)
    {
        var insert = connection.CreateCommand();
        insert.CommandText = $"INSERT INTO \"{table}\" ({string.Join(", ", columns.Select(c => $"\"{c}\""))}) VALUES ({string.Join(", ", columns.Select((_, i) => $"${i}"))})";
        for (var i = 0; i < columns.Count; i++) insert.Parameters.Add(new SqliteParameter { ParameterName = $"${i}" });
        return insert;
    }

    private static List<string> Texts(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var texts = new List<string>();
        while (reader.Read()) texts.Add(reader.GetString(0));
        return texts;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
