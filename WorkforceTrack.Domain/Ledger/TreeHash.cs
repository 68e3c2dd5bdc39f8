using System.Buffers;

namespace WorkforceTrack.Domain.Ledger;

/// <summary>A hash of the ledger's Merkle tree: of a leaf, of an inner node or the root (RFC 6962, RFC 9162).</summary>
public readonly record struct MerkleHash(Digest Value)
{
    public const int Length = Digest.Length;

    public static MerkleHash From(ReadOnlySpan<byte> bytes) => new(Digest.From(bytes));

    public void CopyTo(Span<byte> destination) => Value.CopyTo(destination);

    public byte[] ToArray() => Value.ToArray();

    public override string ToString() => Value.ToString();
}

/// <summary>The three hashes of RFC 6962 2.1 (SE1). Leaf and node begin with different bytes, so that neither passes for the other.</summary>
public static class TreeHash
{
    private const int OnStack = 1024;

    /// <summary>The root of a tree without entries.</summary>
    public static MerkleHash Empty { get; } = new(Digest.Of([]));

    public static MerkleHash Leaf(ReadOnlySpan<byte> entry)
    {
        if (entry.Length < OnStack) return Leaf(entry, stackalloc byte[OnStack]);
        var rented = ArrayPool<byte>.Shared.Rent(entry.Length + 1);
        try
        {
            return Leaf(entry, rented);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    public static MerkleHash Node(in MerkleHash left, in MerkleHash right)
    {
        Span<byte> input = stackalloc byte[1 + (2 * MerkleHash.Length)];
        input[0] = 1;
        left.CopyTo(input[1..]);
        right.CopyTo(input[(1 + MerkleHash.Length)..]);
        return new MerkleHash(Digest.Of(input));
    }

    private static MerkleHash Leaf(ReadOnlySpan<byte> entry, Span<byte> input)
    {
        input[0] = 0;
        entry.CopyTo(input[1..]);
        return new MerkleHash(Digest.Of(input[..(entry.Length + 1)]));
    }
}
