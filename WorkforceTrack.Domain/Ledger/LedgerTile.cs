using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;

namespace WorkforceTrack.Domain.Ledger;

/// <summary>The place of a tile (C2SP tlog-tiles): the n-th run of 256 hashes at a level; level 0 holds the leaf hashes.</summary>
public readonly record struct TileId(int Level, long Index)
{
    /// <summary>The address of the tile under the log's prefix; below 256 hashes it names its width.</summary>
    public string Path(int width)
    {
        var path = (Index % 1000).ToString("D3", CultureInfo.InvariantCulture);
        for (var rest = Index / 1000; rest > 0; rest /= 1000)
            path = string.Create(CultureInfo.InvariantCulture, $"x{rest % 1000:D3}/{path}");
        var partial = width == LedgerTile.Width ? "" : string.Create(CultureInfo.InvariantCulture, $".p/{width}");
        return string.Create(CultureInfo.InvariantCulture, $"tile/{Level}/{path}{partial}");
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"({Level}, {Index})");
}

/// <summary>Up to 256 neighbouring hashes of one level of the tree (C2SP tlog-tiles). Only full tiles are stored; they never change.</summary>
public sealed class LedgerTile
{
    public const int Width = 256;
    public const int FullLength = Width * MerkleHash.Length;

    public LedgerTile(TileId id, ImmutableArray<MerkleHash> hashes)
    {
        if (hashes.Length is 0 or > Width) throw new ArgumentException("A tile has 1 to 256 hashes.", nameof(hashes));
        Id = id;
        Hashes = hashes;
    }

    public TileId Id { get; }

    public ImmutableArray<MerkleHash> Hashes { get; }

    public bool IsFull => Hashes.Length == Width;

    /// <summary>Reads a tile as it is stored or served; false when the bytes are not 1 to 256 whole hashes.</summary>
    public static bool TryRead(TileId id, ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out LedgerTile? tile)
    {
        tile = null;
        if (bytes.Length is 0 or > FullLength || bytes.Length % MerkleHash.Length != 0) return false;
        var hashes = ImmutableArray.CreateBuilder<MerkleHash>(bytes.Length / MerkleHash.Length);
        for (; !bytes.IsEmpty; bytes = bytes[MerkleHash.Length..]) hashes.Add(MerkleHash.From(bytes[..MerkleHash.Length]));
        tile = new LedgerTile(id, hashes.MoveToImmutable());
        return true;
    }

    public byte[] ToBytes()
    {
        var bytes = new byte[Hashes.Length * MerkleHash.Length];
        for (var i = 0; i < Hashes.Length; i++) Hashes[i].CopyTo(bytes.AsSpan(i * MerkleHash.Length));
        return bytes;
    }

    /// <summary>The hash of the complete subtree over <paramref name="count"/> hashes of this tile, a power of two.</summary>
    public MerkleHash Subtree(int start, int count)
    {
        if (!BitOperations.IsPow2(count) || start % count != 0) throw new ArgumentException("A complete subtree is aligned and a power of two.", nameof(count));
        return Fold(Hashes.AsSpan(start, count));
    }

    private static MerkleHash Fold(ReadOnlySpan<MerkleHash> hashes) => hashes.Length == 1
        ? hashes[0]
        : TreeHash.Node(Fold(hashes[..(hashes.Length / 2)]), Fold(hashes[(hashes.Length / 2)..]));
}
