using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace WorkforceTrack.App.Storage.Sqlite;

/// <summary>
/// Sets on every connection what keeps data safe: durable commits (FULL), freed pages overwritten (secure_delete),
/// and no trust in the schema of a file that may have been tampered with. The journal is folded in every 4,000 pages (16 MB): an
/// entry touches a page of each index, and the same pages come again and again.
/// </summary>
internal sealed class SafePragmas : DbConnectionInterceptor
{
    internal const string Sql =
        "PRAGMA busy_timeout=10000; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON; PRAGMA trusted_schema=OFF; PRAGMA wal_autocheckpoint=4000;";

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
