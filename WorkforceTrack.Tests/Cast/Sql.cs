using Microsoft.Data.Sqlite;

namespace WorkforceTrack.Tests.Cast;

/// <summary>Plain SQL on a store's file, past the program: what somebody with the disk could do.</summary>
internal static class Sql
{
    internal static async Task<int> RunAsync(string file, string sql, params (string Name, object? Value)[] values)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        // What a test spoils need not survive a power cut.
        command.CommandText = "PRAGMA synchronous=OFF;" + sql;
        foreach (var (name, value) in values) command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return await command.ExecuteNonQueryAsync();
    }

    internal static async Task<IReadOnlyList<object?[]>> ReadAsync(string file, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<object?[]>();
        while (await reader.ReadAsync())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(n => reader.IsDBNull(n) ? null : reader.GetValue(n))]);
        return rows;
    }
}
