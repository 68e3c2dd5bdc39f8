using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Ledger;

namespace WorkforceTrack.App.Backups;

/// <summary>What a sealed file is known by from outside.</summary>
internal sealed record SealedSizes(long Plain, long Sealed, Digest Sha256);

/// <summary>
/// A file sealed in chunks of a mebibyte with AES-256-GCM, in the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015) as age
/// uses it: the nonce counts the chunks and marks the last, so that cutting, reordering and joining are found out as flipped bytes are.
/// Each file has a key of its own, derived (HKDF-SHA-256) from the backup key, a random salt and the hash of its header, which stands in
/// the clear: nothing of the header can be changed, and no chunk moved to another file.
/// </summary>
internal static partial class SealedFile
{
    private const int Chunk = 1 << 20;
    private const int Tag = 16;
    private const int Salt = 32;
    private const int LongestHeader = 1 << 16;
    private static readonly byte[] Mark = Encoding.ASCII.GetBytes("workforcetrack/sealed@v1\n");

    internal delegate void ReadPlain(Span<byte> target, long offset);

    internal delegate void WritePlain(ReadOnlySpan<byte> bytes);

    /// <summary>Whether a file begins as such a one.</summary>
    internal static bool Is(string file)
    {
        using var stream = File.OpenRead(file);
        var start = new byte[Mark.Length];
        return stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.AsSpan().SequenceEqual(Mark);
    }

    /// <summary>A new file that its owner alone may read.</summary>
    internal static FileStream OwnerOnly(string file)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(file, options);
    }

    private static byte[]? ReadHeader(FileStream stream, IncrementalHash? hash)
    {
        var start = new byte[Mark.Length + sizeof(int)];
        if (stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length || !start.AsSpan(0, Mark.Length).SequenceEqual(Mark)) return null;
        var length = BinaryPrimitives.ReadInt32BigEndian(start.AsSpan(Mark.Length));
        if (length is < 0 or > LongestHeader) return null;
        var header = new byte[length];
        if (stream.ReadAtLeast(header, length, throwOnEndOfStream: false) < length) return null;
        hash?.AppendData(start);
        hash?.AppendData(header);
        return header;
    }

    private static byte[] FileKey(byte[] key, byte[] header, byte[] salt) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, salt, [.. Mark, .. SHA256.HashData(header)]);

    private static byte[] Nonce(uint number, bool isLast)
    {
        var nonce = new byte[12];
        BinaryPrimitives.WriteUInt32BigEndian(nonce.AsSpan(7), number);
        nonce[11] = isLast ? (byte)1 : (byte)0;
        return nonce;
    }

    private static byte[] Number(int value)
    {
        var bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    private static DamagedBackupException Damaged(string file) => new($"{Path.GetFileName(file)} is not as it was written: bytes of it were changed or cut off.");
}

/// <summary>A backup is not as it was made. The words say which part.</summary>
internal sealed class DamagedBackupException(string words) : Exception(words);
