using Microsoft.Data.Sqlite;

namespace WorkforceTrack.App.Storage;

/// <summary>
/// Whether the vault still holds what the past of this store rests on. A vault that lost its keys or its people fits the main store
/// by its id, and must not be taken for a fresh one.
/// </summary>
internal static class StorePast
{
    // What a first start may leave that was cut off: the first policy, and an administrator whose row in the vault never came.
    private const string HasMoreThanBeginnings = "SELECT EXISTS (SELECT 1 FROM \"Ledger\" WHERE \"Kind\" NOT IN ('policy', 'credential'))";

    /// <summary>Refuses in words, and changes nothing.</summary>
    /// <param name="options">Where the stores are.</param>
    /// <param name="mayBegin">Whether a store that was made but never used may have its first keys made.</param>
    internal static async Task RequireAsync(StoreOptions options, bool mayBegin)
    {
        var vault = StoreDoor.FileOf(options.Vault);
        var isNew = mayBegin && !File.Exists(options.CheckpointFile) && await AskMainAsync(options, "SELECT EXISTS (SELECT 1 FROM \"Ledger\")") == 0;
        if (!isNew && await AskAsync(vault, "SELECT COUNT(*) FROM \"ProgramKeys\" WHERE \"Name\" IN ('checkpoint', 'ledger-origin')") < 2)
            throw new StartRefusedException($"The vault at {vault} holds no key of this ledger. Put the vault of this store back; if the store was never in use, start the program first. Nothing was changed.");
        if (await AskAsync(vault, "SELECT EXISTS (SELECT 1 FROM \"People\")") == 0 && await AskMainAsync(options, HasMoreThanBeginnings) == 1)
            throw new StartRefusedException($"The vault at {vault} knows nobody, though people stand in the ledger of the main store. Put the vault of this store back. Nothing was changed.");
    }

    // What cannot be read is for the check of the ledger to name; it is no beginning.
    private static async Task<long?> AskMainAsync(StoreOptions options, string question)
    {
        try
        {
            return await AskAsync(StoreDoor.FileOf(options.Main), question);
        }
        catch (SqliteException)
        {
            return null;
        }
    }

    private static async Task<long> AskAsync(string file, string question)
    {
        await using var connection = new SqliteConnection(StoreDoor.ReadOnly(file));
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = question;
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
