using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using WorkforceTrack.App.Vault;

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
    private readonly IncrementalHash owners;

    private VaultCopyFile(string file, SqliteConnection connection, VaultHeader header, BackupKeys keys)
    {
        (this.file, this.connection, Header, this.keys) = (file, connection, header, keys);
        cipher = Sealer.Key(Derive(keys, header, "row"));
        owners = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Derive(keys, header, "owner"));
    }

    internal VaultHeader Header { get; private set; }

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
        owners.Dispose();
    }

    private byte[] TagOf(ReadOnlySpan<byte> person)
    {
        owners.AppendData(person);
        return owners.GetHashAndReset()[..TagSize];
    }

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
