using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace WorkforceTrack.App.Storage.Sqlite;

/// <summary>
/// Brings a store forward. EF puts a lock row into it meanwhile, and waits without end for one that is there; a program that was killed
/// leaves it. <see cref="StoreLock"/> keeps every other program out, so a lock that stands here is always a dead one's.
/// </summary>
internal static class SqliteMigration
{
    internal static async Task RunAsync(DatabaseFacade database)
    {
        // Looked for first: a store that is refused later is not to be changed.
        if (await CountAsync(database, "SELECT COUNT(*) AS \"Value\" FROM sqlite_schema WHERE name = '__EFMigrationsLock'") > 0
            && await CountAsync(database, "SELECT COUNT(*) AS \"Value\" FROM \"__EFMigrationsLock\"") > 0)
            await database.ExecuteSqlRawAsync("DELETE FROM \"__EFMigrationsLock\"");
        await database.MigrateAsync();
    }

    private static Task<int> CountAsync(DatabaseFacade database, string sql) => database.SqlQueryRaw<int>(sql).SingleAsync();
}
