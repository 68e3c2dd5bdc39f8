using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace WorkforceTrack.App.Storage.Sqlite;

/// <summary>
/// Sets on every connection what keeps data safe: durable commits (FULL), freed pages overwritten (secure_delete),
/// and no trust in the schema of a file that may have been tampered with.
/// </summary>
internal sealed class SafePragmas : DbConnectionInterceptor
{
    internal const string Sql =
        "PRAGMA busy_timeout=10000; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON; PRAGMA trusted_schema=OFF;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Apply(connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Apply(connection);
        return Task.CompletedTask;
    }

    private static void Apply(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Sql;
        command.ExecuteNonQuery();
    }
}
