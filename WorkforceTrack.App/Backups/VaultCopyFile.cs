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
/// The file of a copy of the vault: a SQLite database with each row of the vault sealed by itself (AES-256-GCM under a key of the file,
/// bound to the number of the row), beside a keyed hash of whose it is. So the rows of one owner can be destroyed in place, whatever the
/// size of the rest: a page that is freed or changed is overwritten (secure_delete), and a journal holds pages as they become, never as
/// they were. What the header says is proven and names every row, so none can be changed, moved, left out or brought back unnoticed.
/// </summary>
internal sealed partial class VaultCopyFile : IDisposable
{
    internal const int OwnFormat = 2;
    private const string Use = "vault-copy";
    private const int TagSize = 16;
    private readonly BackupKeys keys;
    private readonly SqliteConnection connection;
    private readonly AesGcm cipher;
    private readonly byte[] ownerKey;

    private VaultCopyFile(SqliteConnection connection, VaultHeader header, BackupKeys keys)
    {
        (this.connection, Header, this.keys) = (connection, header, keys);
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
                CREATE TABLE "Rows" ("Id" INTEGER PRIMARY KEY, "Owner" BLOB NULL, "Sealed" BLOB NOT NULL);
                """);
            using var transaction = empty.BeginTransaction();
            using var copy = new VaultCopyFile(empty, header with { Next = 1, Gone = [] }, keys);
            foreach (var table in VaultTables.Copied) copy.AddRows(table, vault, moment, owner: null);
            Run(empty, "CREATE INDEX \"IX_Rows_Owner\" ON \"Rows\" (\"Owner\")");
            copy.WriteHeader();
            transaction.Commit();
        }

        using var written = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
        written.Flush(flushToDisk: true);
    }

    /// <summary>Takes out the rows of these owners and puts in what the vault has of them now, all or nothing; then leaves no journal.</summary>
    internal void Renew(IReadOnlyCollection<VaultOwner> owners, SqliteConnection vault, SqliteTransaction moment)
    {
        using (var transaction = connection.BeginTransaction(deferred: false))
        {
            var gone = Header.Gone.ToBuilder();
            foreach (var owner in owners) gone.AddRange(Remove(TagOf(owner)));
            gone.Sort();
            Header = Header with { Gone = gone.ToImmutable() };
            foreach (var owner in owners)
                foreach (var table in VaultTables.Of(owner)) AddRows(table, vault, moment, owner);
            WriteHeader();
            transaction.Commit();
        }

        // Back into one file, which a reader with no right to write can open.
        if ((string)Number("PRAGMA journal_mode=DELETE")! != "delete") throw new IOException("The journal of the copy of the vault could not be emptied.");
    }

    /// <summary>Opens every row, in the order of their numbers.</summary>
    /// <exception cref="DamagedBackupException">One is not as it was written, or is not there.</exception>
    internal void ReadRows(Action<string, object[]> each) => Guarded(connection.DataSource, () =>
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT \"Id\", \"Sealed\" FROM \"Rows\" ORDER BY \"Id\"";
        using var rows = command.ExecuteReader();
        var (next, gone) = (1L, Header.Gone.GetEnumerator());
        var more = gone.MoveNext();
        while (rows.Read())
        {
            for (; more && gone.Current == next; more = gone.MoveNext()) next++;
            if (rows.GetInt64(0) != next++) throw Damaged(connection.DataSource);
            var (table, values) = VaultRow.Read(Sealer.Open(cipher, rows.GetFieldValue<byte[]>(1), Bound(rows.GetInt64(0))), Header.Columns);
            each(table, values);
        }

        for (; more && gone.Current == next; more = gone.MoveNext()) next++;
        return next == Header.Next ? true : throw Damaged(connection.DataSource);
    });

    public void Dispose()
    {
        connection.Dispose();
        cipher.Dispose();
        CryptographicOperations.ZeroMemory(ownerKey);
    }

    private void AddRows(VaultTable table, SqliteConnection vault, SqliteTransaction moment, VaultOwner? owner)
    {
        using var select = vault.CreateCommand();
        (select.Transaction, select.CommandText) = (moment, $"SELECT * FROM \"{table.Name}\"{(owner is null ? "" : $" WHERE \"{table.Owner}\" = $owner")}");
        if (owner is { } one) select.Parameters.AddWithValue("$owner", one.Value);
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
            id.Value = next;
            tag.Value = ownerColumn >= 0 && VaultTables.OwnerOf(table, values[ownerColumn]) is { } whose ? TagOf(whose) : DBNull.Value;
            bytes.Value = Sealer.Seal(cipher, buffer.Write(table.Name, values), Bound(next));
            insert.ExecuteNonQuery();
            next++;
        }

        Header = Header with { Next = next };
    }

    private List<long> Remove(byte[] tag)
    {
        var gone = new List<long>();
        using var delete = connection.CreateCommand();
        delete.CommandText = "DELETE FROM \"Rows\" WHERE \"Owner\" = $owner RETURNING \"Id\"";
        delete.Parameters.AddWithValue("$owner", tag);
        using var rows = delete.ExecuteReader();
        while (rows.Read()) gone.Add(rows.GetInt64(0));
        return gone;
    }

    private void WriteHeader()
    {
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO \"Header\" VALUES (1, $proven) ON CONFLICT DO UPDATE SET \"Proven\" = excluded.\"Proven\"";
        command.Parameters.AddWithValue("$proven", keys.Prove(Use, JsonSerializer.Serialize(Header)));
        command.ExecuteNonQuery();
    }

    private byte[] TagOf(VaultOwner owner) => HMACSHA256.HashData(ownerKey, Encoding.UTF8.GetBytes($"{owner.Table}/{owner.Value}"))[..TagSize];

    private object? Number(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private static byte[] Bound(long number)
    {
        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        return bytes;
    }

    private static byte[] Derive(BackupKeys keys, VaultHeader header, string use) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, keys.Vault, 32, header.Salt, Encoding.ASCII.GetBytes($"workforcetrack/vault-copy@v2/{use}"));
}
