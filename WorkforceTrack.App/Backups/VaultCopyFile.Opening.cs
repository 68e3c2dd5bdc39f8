using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Storage.Sqlite;

namespace WorkforceTrack.App.Backups;

/// <content>How a copy is opened, and what it is refused for.</content>
internal sealed partial class VaultCopyFile
{
    /// <exception cref="DamagedBackupException">It is no copy of a vault, or one that does not read as it was written.</exception>
    /// <exception cref="StartRefusedException">Another key made it, or a newer version.</exception>
    internal static VaultCopyFile Read(string file, BackupKeys keys)
    {
        if (SealedFile.Is(file))
            throw new StartRefusedException($"The copy of the vault at {file} was made by an earlier version of the program, in another form. Restore with that version, start this one on what it restored, and make a backup. Nothing was changed.");
        // A journal beside it was left by a run that was cut off, and belongs to it. Without one nobody is in the midst of a change, and
        // so it opens on a disk that cannot be written to, too.
        var (name, mode) = File.Exists(file + "-wal") ? (file, SqliteOpenMode.ReadWrite) : ($"{new Uri(Path.GetFullPath(file)).AbsoluteUri}?immutable=1", SqliteOpenMode.ReadOnly);
        return Guarded(file, () => WithHeader(file, Open(name, mode, "PRAGMA query_only=ON;"), keys));
    }

    /// <summary>To destroy rows and add some. One at a time, which the caller sees to.</summary>
    /// <exception cref="DamagedBackupException">It is no copy of a vault, or one that does not read as it was written.</exception>
    /// <exception cref="StartRefusedException">Another key made it, or a newer version.</exception>
    internal static VaultCopyFile Change(string file, BackupKeys keys) => Guarded(file, () =>
    {
        var copy = WithHeader(file, Open(file, SqliteOpenMode.ReadWrite, "PRAGMA locking_mode=EXCLUSIVE; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"), keys);
        if (copy.Ask("PRAGMA journal_mode=WAL") == "wal") return copy;
        copy.Dispose();
        throw Damaged(file);
    });

    private static VaultCopyFile WithHeader(string file, SqliteConnection opened, BackupKeys keys)
    {
        try
        {
            using var command = opened.CreateCommand();
            // Cut off at the end, it may lack nothing but pages of its index, of which no row would tell.
            command.CommandText = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size";
            if (!File.Exists(file + "-wal") && (long)command.ExecuteScalar()! != new FileInfo(file).Length) throw Damaged(file);
            command.CommandText = "SELECT \"Proven\" FROM \"Header\" WHERE \"Id\" = 1";
            if (command.ExecuteScalar() is not string proven) throw Damaged(file);
            var header = JsonSerializer.Deserialize<VaultHeader>(proven.Split('\n')[0]);
            if (header is not null && header.Master != keys.Fingerprint)
                throw new StartRefusedException($"The copy of the vault at {file} was made under another master key. Put that key in its place; without it nothing opens. Nothing was changed.");
            if (header is null || keys.Proven(Use, proven) is null) throw Damaged(file);
            if (header.Format != OwnFormat) throw new StartRefusedException($"The copy of the vault at {file} was made by a newer version of the program. Install that version or a later one. Nothing was changed.");
            return new VaultCopyFile(file, opened, header, keys);
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    // INVARIANT: no words of SQLite or of the cipher come through: they say nothing to who restores.
    private static T Guarded<T>(string file, Func<T> act)
    {
        try
        {
            return act();
        }
        catch (Exception failure) when (failure is CryptographicException or JsonException or EndOfStreamException or InvalidDataException || (failure is SqliteException broken && !DiskFaults.Is(broken)))
        {
            throw Damaged(file);
        }
    }

    private static SqliteConnection Open(string file, SqliteOpenMode mode, string pragmas)
    {
        var opened = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false }.ConnectionString);
        try
        {
            opened.Open();
            Run(opened, "PRAGMA trusted_schema=OFF; " + pragmas);
            return opened;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    private static void Run(SqliteConnection of, string sql)
    {
        using var command = of.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static DamagedBackupException Damaged(string file) => new($"the copy of the vault {Path.GetFileName(file)} is not as it was written.");
}
