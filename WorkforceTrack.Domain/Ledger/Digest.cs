using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace WorkforceTrack.Domain.Ledger;

/// <summary>A SHA-256 value, held in place: millions of them cost no allocation (SE1).</summary>
public readonly record struct Digest
{
    public const int Length = 32;

    // Starting a hash costs as much as hashing an entry, so each thread keeps one; it holds nothing between two calls.
    [ThreadStatic]
    private static IncrementalHash? hasher;

    private readonly ulong a, b, c, d;

    private Digest(ReadOnlySpan<byte> bytes)
    {
        d = BinaryPrimitives.ReadUInt64LittleEndian(bytes[24..]);
        a = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        b = BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]);
        c = BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]);
    }

    public static Digest Of(ReadOnlySpan<byte> data)
    {
        Span<byte> hash = stackalloc byte[Length];
        hasher ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hasher.AppendData(data);
        hasher.GetHashAndReset(hash);
        return new Digest(hash);
    }

    /// <summary>The value whose 32 bytes these are.</summary>
    public static Digest From(ReadOnlySpan<byte> bytes) =>
        bytes.Length == Length ? new Digest(bytes) : throw new ArgumentException("A digest has 32 bytes.", nameof(bytes));

    public void CopyTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(destination[24..], d);
        BinaryPrimitives.WriteUInt64LittleEndian(destination, a);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[8..], b);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[16..], c);
    }

    public byte[] ToArray()
    {
        var bytes = new byte[Length];
        CopyTo(bytes);
        return bytes;
    }

    public override string ToString() => Convert.ToHexStringLower(ToArray());
}

/// <summary>128 bits of chance, drawn outside. Without it no one can guess what a hash stands for.</summary>
public readonly record struct Salt(UInt128 Value)
{
    public const int Length = 16;

    public static Salt From(ReadOnlySpan<byte> bytes) =>
        bytes.Length == Length ? new Salt(BinaryPrimitives.ReadUInt128BigEndian(bytes)) : throw new ArgumentException("A salt has 16 bytes.", nameof(bytes));

    public void CopyTo(Span<byte> destination) => BinaryPrimitives.WriteUInt128BigEndian(destination, Value);
}

/// <summary>Binds the ledger to a text without telling it: SHA-256(salt ‖ UTF-8 text). Text and salt lie sealed elsewhere.</summary>
public readonly record struct Commitment(Digest Value)
{
    /// <summary>
    /// The salt must not be the entry's own: that one stands in the entry for every reader, and a short text could be
    /// guessed from it. It is sealed beside the text and goes with it.
    /// </summary>
    public static Commitment To(Salt salt, string text)
    {
        var input = new byte[Salt.Length + Encoding.UTF8.GetByteCount(text)];
        salt.CopyTo(input);
        Encoding.UTF8.GetBytes(text, input.AsSpan(Salt.Length));
        return new Commitment(Digest.Of(input));
    }

    public override string ToString() => Value.ToString();
}
