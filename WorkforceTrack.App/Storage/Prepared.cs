using System.Data.Common;

namespace WorkforceTrack.App.Storage;

/// <summary>A command prepared once on a connection, with named parameters to set: for the few statements on the way of every disclosure.</summary>
internal sealed class Prepared : IAsyncDisposable
{
    private readonly DbCommand command;

    internal Prepared(DbConnection connection, string sql, params ReadOnlySpan<string> names)
    {
        command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in names)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            command.Parameters.Add(parameter);
        }
    }

    internal void Join(DbTransaction transaction) => command.Transaction = transaction;

    internal Prepared Set(string name, object? value)
    {
        command.Parameters[name].Value = value ?? DBNull.Value;
        return this;
    }

    /// <summary>Runs it; the number of rows that it changed.</summary>
    internal int Run() => command.ExecuteNonQuery();

    public ValueTask DisposeAsync() => command.DisposeAsync();
}
