using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Tests.Cast;

namespace WorkforceTrack.Tests.Erasure;

/// <summary>Looks, as whoever has every file would, for a value that stands both in a member's entries of the ledger and anywhere else.</summary>
internal static class Joins
{
    /// <summary>Where an id of the subject's entries stands outside the ledger, but for ids of partners, staff, credentials and engagements, which many share.</summary>
    internal static async Task<IReadOnlyList<string>> OfAsync(TestStore store, LedgerSubject subject)
    {
        var ids = new HashSet<Guid> { subject.Value };
        await using (var main = store.Main())
        {
            var shared = await SharedAsync(main);
            foreach (var body in await main.Ledger.AsNoTracking().Where(e => e.Subject == subject).Select(e => e.Body).ToListAsync())
            {
                Assert.True(CanonicalEntry.TryDecode(body, out var entry));
                ids.UnionWith(new[] { entry.Id.Value, entry.Evidence, entry.Recipient, entry.Actor }.OfType<Guid>().Where(id => !shared.Contains(id)));
            }
        }

        Assert.True(ids.Count > 1, "The member has no entries: there is nothing to join.");
        var found = new List<string>();
        foreach (var file in new[] { store.Folder.MainFile, store.Folder.VaultFile, store.Folder.BoothFile }) found.AddRange(await FindAsync(file, ids));
        return found;
    }

    private static async Task<HashSet<Guid>> SharedAsync(MainDb main) =>
    [
        .. await main.Partners.Select(p => p.Id.Value).ToListAsync(),
        .. await main.Staff.Select(s => s.Id.Value).ToListAsync(),
        .. await main.Credentials.Select(c => c.Id).ToListAsync(),
        .. await main.Engagements.Select(e => e.Id.Value).ToListAsync(),
        .. await main.Signatures.Select(s => s.Id).ToListAsync(),
        Guid.Empty,
    ];

    private static async Task<List<string>> FindAsync(string file, HashSet<Guid> ids)
    {
        var found = new List<string>();
        await using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync();
        foreach (var table in await ListAsync(connection, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'Ledger'"))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                for (var column = 0; column < reader.FieldCount; column++)
                {
                    var text = reader.GetValue(column) switch { string s => s, byte[] b => System.Text.Encoding.UTF8.GetString(b), _ => "" };
                    if (ids.Any(id => text.Contains(id.ToString("D"), StringComparison.OrdinalIgnoreCase) || text.Contains(id.ToString("N"), StringComparison.OrdinalIgnoreCase)))
                        found.Add($"{table}.{reader.GetName(column)}");
                }
            }
        }

        return found;
    }

    private static async Task<List<string>> ListAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var list = new List<string>();
        while (await reader.ReadAsync()) list.Add(reader.GetString(0));
        return list;
    }
}
