using Microsoft.Data.Sqlite;
using WorkforceTrack.App.Storage.Sqlite;

namespace WorkforceTrack.Benchmarks;

/// <summary>One row of an entry's size, one commit, WAL with synchronous=FULL: the least that a durable record can cost here.</summary>
internal sealed class BareCommits : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("wt-bare-").FullName;
    private readonly SqliteConnection connection;
    private readonly SqliteCommand insert;

    internal BareCommits()
    {
        connection = new SqliteConnection($"Data Source={folder}/bare.db");
        connection.Open();
        Run("PRAGMA journal_mode=WAL;" + SafePragmas.Sql + "CREATE TABLE Row (Id INTEGER PRIMARY KEY, Body BLOB NOT NULL);");
        insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO Row (Body) VALUES (@body)";
        insert.Parameters.AddWithValue("@body", new byte[420]);
        insert.Prepare();
    }

    internal long Commit(int count)
    {
        for (var i = 0; i < count; i++) insert.ExecuteNonQuery();
        return count;
    }

    public void Dispose()
    {
        insert.Dispose();
        connection.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private void Run(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
