using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Storage;
using WorkforceTrack.Domain.Ledger;

namespace WorkforceTrack.App.Storage.Sqlite;

/// <summary>The main store on SQLite.</summary>
internal sealed class SqliteMainDb(DbContextOptions<SqliteMainDb> options) : MainDb(options)
{
    // Deferred: a reader that does not mean to write must not hold the one lock that writers need.
    internal override async Task<IDbContextTransaction> BeginSnapshotAsync() =>
        await Database.UseTransactionAsync(((SqliteConnection)Database.GetDbConnection()).BeginTransaction(deferred: true))
        ?? throw new InvalidOperationException("The snapshot could not be begun.");

    internal override Task<bool> EmptyJournalAsync() => SqliteJournal.EmptyAsync(Database);

    internal override void KeepStatements() => KeptStatements.On(Database.GetDbConnection());

    internal override void ReadLedger(LedgerAudit audit, Action<long>? progress) =>
        SqliteLedgerReader.Read((SqliteConnection)Database.GetDbConnection(), audit, progress);

    /// <summary>For the migration tool only; it opens no data.</summary>
    internal sealed class ForDesign : IDesignTimeDbContextFactory<SqliteMainDb>
    {
        public SqliteMainDb CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<SqliteMainDb>().UseSqlite("Data Source=:memory:").Options);
    }
}

/// <summary>The vault store on SQLite.</summary>
internal sealed class SqliteVaultDb(DbContextOptions<SqliteVaultDb> options) : VaultDb(options)
{
    internal override Task<bool> EmptyJournalAsync() => SqliteJournal.EmptyAsync(Database);

    internal override async Task ForgetAsync(IReadOnlyCollection<byte[]>? deleted)
    {
        if (deleted is not null && !await AnyTraceAsync(deleted)) return;
        // In memory: a scratch file of its own would lie on the disk when it is removed.
        await Database.ExecuteSqlRawAsync("PRAGMA temp_store=MEMORY; VACUUM;");
        await Journals.EmptyAsync(EmptyJournalAsync, "vault");
    }

    private async Task<bool> AnyTraceAsync(IReadOnlyCollection<byte[]> deleted)
    {
        await Database.OpenConnectionAsync();
        try
        {
            return StoreTraces.Any((SqliteConnection)Database.GetDbConnection(), deleted);
        }
        finally
        {
            await Database.CloseConnectionAsync();
        }
    }

    /// <summary>For the migration tool only; it opens no data.</summary>
    internal sealed class ForDesign : IDesignTimeDbContextFactory<SqliteVaultDb>
    {
        public SqliteVaultDb CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<SqliteVaultDb>().UseSqlite("Data Source=:memory:").Options);
    }
}

/// <summary>The booth store on SQLite.</summary>
internal sealed class SqliteBoothDb(DbContextOptions<SqliteBoothDb> options) : BoothDb(options)
{
    // VACUUM writes the file anew, each table in the order of its keys; the journal then still holds the old pages.
    internal override async Task ForgetPastAsync()
    {
        await Database.ExecuteSqlRawAsync("VACUUM;");
        await Journals.EmptyAsync(EmptyJournalAsync, "booth store");
    }

    internal override Task<bool> EmptyJournalAsync() => SqliteJournal.EmptyAsync(Database);

    /// <summary>For the migration tool only; it opens no data.</summary>
    internal sealed class ForDesign : IDesignTimeDbContextFactory<SqliteBoothDb>
    {
        public SqliteBoothDb CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<SqliteBoothDb>().UseSqlite("Data Source=:memory:").Options);
    }
}
