using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Storage.Sqlite;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Erasure;

namespace WorkforceTrack.App.Backups;

/// <summary>
/// The file of a copy of the vault: a SQLite database with each row of the vault sealed by itself (AES-256-GCM under a key of the file),
/// beside a keyed hash of whose it is; the sealing is bound to both and to the number of the row. So the rows of one person can be destroyed
/// in place, whatever the size of the rest. The header is proven and says of every number whether it is there or was destroyed, so no row
/// can be changed, moved, left out, given to another person or brought back unnoticed.
/// </summary>
/// <remarks>
/// INVARIANT: a row is destroyed by writing zeros over it, in its own place and length; none is ever taken out, and new ones come at the
/// end alone. SQLite moves rows about when one goes or grows, and what it leaves of a moved row in a page is not always overwritten, also
/// not with secure_delete. The journal holds pages as they become, never as they were.
/// </remarks>
internal sealed partial class VaultCopyFile : IDisposable
{
    internal const int OwnFormat = 2;
    private const string Use = "vault-copy";
    private const int TagSize = 16;
    private readonly BackupKeys keys;
    private readonly string file;
    private readonly SqliteConnection connection;
    private readonly AesGcm cipher;
    private readonly byte[] ownerKey;

    private VaultCopyFile(string file, SqliteConnection connection, VaultHeader header, BackupKeys keys)
    {
        (this.file, this.connection, Header, this.keys) = (file, connection, header, keys);
        cipher = Sealer.Key(Derive(keys, header, "row"));
        ownerKey = Derive(keys, header, "owner");
    }

    internal VaultHeader Header { get; private set; }

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
                var rows = Destroy(TagOf(VaultTables.Name(person)));
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

    /// <summary>Opens every row, in the order of their numbers.</summary>
    /// <exception cref="DamagedBackupException">One is not as it was written, or is not there.</exception>
    internal void ReadRows(Action<string, object[]> each) => Guarded(file, () =>
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT \"Id\", \"Owner\", \"Sealed\" FROM \"Rows\" ORDER BY \"Id\"";
        using var rows = command.ExecuteReader();
        var (next, gone) = (1L, Header.Gone.ToHashSet());
        for (; rows.Read(); next++)
        {
            var bytes = rows.GetFieldValue<byte[]>(2);
            if (rows.GetInt64(0) != next) throw Damaged(file);
            if (gone.Contains(next))
            {
                if (bytes.AsSpan().ContainsAnyExcept((byte)0)) throw Damaged(file);
                continue;
            }

            var (table, values) = VaultRow.Read(Sealer.Open(cipher, bytes, Bound(next, rows.GetFieldValue<byte[]>(1))), Header.Columns);
            each(table, values);
        }

        return next == Header.Next ? true : throw Damaged(file);
    });

    /// <summary>Does something with what was read; what the file must not cause is told as what it is.</summary>
    /// <exception cref="DamagedBackupException">Rows of it do not go together.</exception>
    internal void Guard(Action act) => Guarded(file, () =>
    {
        act();
        return true;
    });

    public void Dispose()
    {
        connection.Dispose();
        cipher.Dispose();
        CryptographicOperations.ZeroMemory(ownerKey);
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
        var (values, next) = (new object[columns.Length], Header.Next);
        using var buffer = new VaultRow();
        while (rows.Read())
        {
            rows.GetValues(values);
            var whose = ownerColumn < 0 ? [] : TagOf((string)values[ownerColumn]);
            (id.Value, tag.Value) = (next, whose);
            bytes.Value = Sealer.Seal(cipher, buffer.Write(table.Name, values), Bound(next, whose));
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

    private byte[] TagOf(string person) => HMACSHA256.HashData(ownerKey, Encoding.ASCII.GetBytes(person))[..TagSize];

    private string? Ask(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() as string;
    }

    private static byte[] Bound(long number, ReadOnlySpan<byte> tag)
    {
        var bytes = new byte[sizeof(long) + tag.Length];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        tag.CopyTo(bytes.AsSpan(sizeof(long)));
        return bytes;
    }

    private static byte[] Derive(BackupKeys keys, VaultHeader header, string use) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, keys.Vault, 32, header.Salt, Encoding.ASCII.GetBytes($"workforcetrack/vault-copy@v2/{use}"));
}
