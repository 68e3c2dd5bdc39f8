using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Storage.Sqlite;
using WorkforceTrack.App.Vault;

namespace WorkforceTrack.App.Storage;

/// <summary>
/// Opens the stores at start: makes all of them on the very first start, brings an old store forward,
/// and refuses a missing, empty or foreign one in words, changing nothing.
/// </summary>
internal static class StoreDoor
{
    internal static async Task OpenAsync(StoreOptions options, StoreLock mine)
    {
        // Refused before anything is made, even the lock.
        if (Directory.Exists(options.StoresDirectory)) await RequireAsync(options, mayBegin: true);
        // A signed head without a store is a store that got lost, not a first start: an unmounted disk, a wrong path.
        else if (File.Exists(options.CheckpointFile))
            throw new StartRefusedException($"There are no stores at {options.StoresDirectory}, though the checkpoint at {options.CheckpointFile} vouches for a ledger. Put the stores back. To begin anew on purpose, move the checkpoint away. Nothing was changed.");
        mine.Take();
        if (!Directory.Exists(options.StoresDirectory)) await CreateAsync(options);
        await MigrateAsync(options);
        await BoothStoreDoor.OpenAsync(options);
    }

    /// <summary>Refuses unless main and vault are there, belong together and hold what the ledger rests on. Changes nothing.</summary>
    internal static async Task RequireAsync(StoreOptions options, bool mayBegin = false)
    {
        RequireFile(FileOf(options.Main), "main");
        RequireFile(FileOf(options.Vault), "vault");
        var main = await ReadInfoAsync(options.Main, "main", "Ledger");
        var vault = await ReadInfoAsync(options.Vault, "vault", "People");
        if (main != vault)
            throw new StartRefusedException($"The vault at {FileOf(options.Vault)} does not belong to the main store at {FileOf(options.Main)}. Put the vault of this store back. Nothing was changed.");
        await StorePast.RequireAsync(options, mayBegin);
    }

    /// <summary>A folder that its owner alone enters.</summary>
    internal static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    // INVARIANT: the folder appears under its name only when every store in it is whole, so a crash leaves no half first start.
    private static async Task CreateAsync(StoreOptions options)
    {
        foreach (var leftover in Directory.EnumerateDirectories(options.DataDirectory, ".creating-*")) Directory.Delete(leftover, recursive: true);
        var scratch = Path.Combine(options.DataDirectory, ".creating-" + Convert.ToHexStringLower(Randomness.Bytes(4)));
        MakeFolder(scratch);
        var inScratch = options with
        {
            Main = Moved(options, options.Main, scratch),
            Vault = Moved(options, options.Vault, scratch),
            Booth = Moved(options, options.Booth, scratch),
        };
        await MigrateAsync(inScratch);
        var id = Randomness.Id();
        await using (var main = MainContext(inScratch.Main))
        {
            main.StoreInfo.Add(new StoreInfo { Id = 1, StoreId = id, Generation = 1 });
            await main.SaveChangesAsync();
        }

        await using (var vault = VaultContext(inScratch.Vault))
        {
            vault.StoreInfo.Add(new StoreInfo { Id = 1, StoreId = id, Generation = 1 });
            await vault.SaveChangesAsync();
        }

        // A pooled connection would hold the files that move; other stores in this process keep theirs.
        foreach (var made in new[] { inScratch.Main, inScratch.Vault, inScratch.Booth }) Release(made);
        Directory.Move(scratch, options.StoresDirectory);
    }

    private static void Release(string connectionString)
    {
        using var connection = new SqliteConnection(connectionString);
        SqliteConnection.ClearPool(connection);
    }

    private static string Moved(StoreOptions options, string connection, string scratch)
    {
        var file = FileOf(connection);
        if (Path.GetDirectoryName(file) != options.StoresDirectory)
            throw new StartRefusedException($"There is no store at {file}, and a first start makes stores only under {options.StoresDirectory}. Leave ConnectionStrings empty for the first start, or put the stores there.");
        return $"Data Source={Path.Combine(scratch, Path.GetFileName(file))}";
    }

    private static async Task MigrateAsync(StoreOptions options)
    {
        await using var main = MainContext(options.Main);
        await SqliteMigration.RunAsync(main.Database);
        await UseWalAsync(main);
        await using var vault = VaultContext(options.Vault);
        await SqliteMigration.RunAsync(vault.Database);
        await UseWalAsync(vault);
    }

    // EF switches the journal only on files that it makes itself.
    internal static Task UseWalAsync(DbContext context) => context.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL;");

    private static void RequireFile(string file, string store)
    {
        if (!File.Exists(file))
            throw new StartRefusedException($"The {store} store is missing at {file}, though the folder beside it is there. Put the file back or restore a backup. Nothing was changed.");
        if (new FileInfo(file).Length == 0)
            throw new StartRefusedException($"The {store} store at {file} is empty. Put the right file back or restore a backup. Nothing was changed.");
    }

    internal static async Task<(Guid, int)> ReadInfoAsync(string connectionString, string store, string ownTable)
    {
        var file = FileOf(connectionString);
        try
        {
            await using var connection = new SqliteConnection(ReadOnly(file));
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            // The stores of one set carry the same id: a table of its own tells one from the other.
            command.CommandText = "SELECT \"StoreId\", \"Generation\" FROM \"StoreInfo\" WHERE \"Id\" = 1 AND EXISTS (SELECT 1 FROM sqlite_schema WHERE name = $table)";
            command.Parameters.AddWithValue("$table", ownTable);
            await using var reader = await command.ExecuteReaderAsync();
            if (await reader.ReadAsync()) return (reader.GetGuid(0), reader.GetInt32(1));
        }
        catch (SqliteException)
        {
            throw new StartRefusedException($"The file at {file} is not a {store} store of this program. Put the right file back or restore a backup. Nothing was changed.");
        }

        throw new StartRefusedException($"The file at {file} is not a {store} store of this program, or an empty one. Put the right file back or restore a backup. Nothing was changed.");
    }

    // INVARIANT: a refused start leaves every byte as it was. SQLite makes a journal beside a file that it only reads, unless
    // it is told that nobody writes; without a journal beside it, nobody does.
    internal static string ReadOnly(string file)
    {
        var source = File.Exists(file + "-wal") ? file : $"{new Uri(file).AbsoluteUri}?immutable=1";
        return new SqliteConnectionStringBuilder { DataSource = source, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ConnectionString;
    }

    internal static string FileOf(string connection) => Path.GetFullPath(new SqliteConnectionStringBuilder(connection).DataSource);

    internal static SqliteMainDb MainContext(string connection) =>
        new(new DbContextOptionsBuilder<SqliteMainDb>().UseSqlite(connection).AddInterceptors(new SafePragmas()).Options);

    internal static SqliteVaultDb VaultContext(string connection) =>
        new(new DbContextOptionsBuilder<SqliteVaultDb>().UseSqlite(connection).AddInterceptors(new SafePragmas()).Options);
}
