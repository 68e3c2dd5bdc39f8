using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using WorkforceTrack.App.Vault;

namespace WorkforceTrack.App.Backups;

/// <content>How a copy is written, and how rows are destroyed and added in it.</content>
internal sealed partial class VaultCopyFile
{
    /// <summary>Writes a new file of the rows that the vault has in this transaction, and forces it to the disk.</summary>
    internal static void Write(string file, VaultHeader header, BackupKeys keys, SqliteConnection vault, SqliteTransaction moment)
    {
        using (SealedFile.OwnerOnly(file))
        {
            // Only its right; SQLite writes it.
        }

        // Nothing reads it before it is whole, so it needs neither a journal nor the disk's word until then.
        using (var empty = Open(file, SqliteOpenMode.ReadWrite, "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"))
        {
            Run(empty, """
                CREATE TABLE "Header" ("Id" INTEGER PRIMARY KEY, "Proven" TEXT NOT NULL);
                CREATE TABLE "Rows" ("Id" INTEGER PRIMARY KEY, "Owner" BLOB NOT NULL, "Sealed" BLOB NOT NULL);
                """);
            using var transaction = empty.BeginTransaction();
            using var copy = new VaultCopyFile(file, empty, header with { Next = 1, Gone = [] }, keys);
            foreach (var table in VaultTables.Copied) copy.AddRows(table, vault, moment, owner: null);
            Run(empty, "CREATE INDEX \"IX_Rows_Owner\" ON \"Rows\" (\"Owner\")");
            copy.WriteHeader();
            transaction.Commit();
        }

        using var written = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
        written.Flush(flushToDisk: true);
    }

    /// <summary>
    /// Destroys the rows of these people and adds what the vault has of them now, all or nothing; then leaves no journal. False, and nothing
    /// is changed, when the file has no row of one of them: either it is not as it was, or they came later.
    /// </summary>
    internal bool Renew(IReadOnlyCollection<Guid> people, SqliteConnection vault, SqliteTransaction moment)
    {
        using (var transaction = connection.BeginTransaction(deferred: false))
        {
            var gone = Header.Gone.ToBuilder();
            foreach (var person in people.Distinct())
            {
                var rows = Destroy(TagOf(Encoding.ASCII.GetBytes(VaultTables.Name(person))));
                if (rows.Count == 0) return false;
                gone.AddRange(rows);
            }

            gone.Sort();
            Header = Header with { Gone = gone.ToImmutable() };
            foreach (var person in people.Distinct())
                foreach (var table in VaultTables.Copied.Where(t => t.Owner is not null)) AddRows(table, vault, moment, VaultTables.Name(person));
            WriteHeader();
            transaction.Commit();
        }

        // Back into one file, which a reader with no right to write can open.
        if (Ask("PRAGMA journal_mode=DELETE") != "delete") throw new IOException("The journal of the copy of the vault could not be emptied.");
        return true;
    }

    private void AddRows(VaultTable table, SqliteConnection vault, SqliteTransaction moment, string? owner)
    {
        using var select = vault.CreateCommand();
        (select.Transaction, select.CommandText) = (moment, $"SELECT * FROM \"{table.Name}\"{(owner is null ? "" : $" WHERE \"{table.Owner}\" = $owner")}");
        if (owner is not null) select.Parameters.AddWithValue("$owner", owner);
        using var rows = select.ExecuteReader();
        ImmutableArray<string> columns = [.. Enumerable.Range(0, rows.FieldCount).Select(rows.GetName)];
        if (!Header.Columns.TryGetValue(table.Name, out var known)) Header = Header with { Columns = Header.Columns.Add(table.Name, columns) };
        else if (!known.SequenceEqual(columns)) throw new DamagedBackupException("the copy of the vault is of another schema.");
        var ownerColumn = table.Owner is { } name ? columns.IndexOf(name) : -1;
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO \"Rows\" VALUES ($id, $owner, $sealed)";
        var (id, tag, bytes) = (insert.Parameters.Add("$id", SqliteType.Integer), insert.Parameters.Add("$owner", SqliteType.Blob), insert.Parameters.Add("$sealed", SqliteType.Blob));
        var (row, next) = (rows.Handle!, Header.Next);
        using var buffer = new VaultRow();
        while (rows.Read())
        {
            var whose = ownerColumn < 0 ? [] : TagOf(raw.sqlite3_column_blob(row, ownerColumn));
            (id.Value, tag.Value) = (next, whose);
            bytes.Value = Sealer.Seal(cipher, buffer.Write(table.Name, row, columns.Length), Bound(next, whose));
            insert.ExecuteNonQuery();
            next++;
        }

        Header = Header with { Next = next };
    }

    private List<long> Destroy(byte[] tag)
    {
        var rows = new List<long>();
        using var update = connection.CreateCommand();
        update.CommandText = "UPDATE \"Rows\" SET \"Owner\" = zeroblob(length(\"Owner\")), \"Sealed\" = zeroblob(length(\"Sealed\")) WHERE \"Owner\" = $owner RETURNING \"Id\"";
        update.Parameters.AddWithValue("$owner", tag);
        using var destroyed = update.ExecuteReader();
        while (destroyed.Read()) rows.Add(destroyed.GetInt64(0));
        return rows;
    }

    private void WriteHeader()
    {
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO \"Header\" VALUES (1, $proven) ON CONFLICT DO UPDATE SET \"Proven\" = excluded.\"Proven\"";
        command.Parameters.AddWithValue("$proven", keys.Prove(Use, JsonSerializer.Serialize(Header)));
        command.ExecuteNonQuery();
    }

    /// <summary>Destroys a whole copy, with what a run left beside it that was cut off.</summary>
    internal static void Remove(string file)
    {
        foreach (var beside in new[] { file + "-wal", file + "-shm", file + "-journal" }.Where(File.Exists)) Overwritten.Remove(beside);
        Overwritten.Remove(file);
    }
}
