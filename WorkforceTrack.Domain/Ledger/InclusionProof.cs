using System.Collections.Immutable;

namespace WorkforceTrack.Domain.Ledger;

/// <summary>Proves that an entry stands at its place in a tree (O4; RFC 9162 2.1.3).</summary>
/// <param name="index">The place of the entry, from 0.</param>
/// <param name="size">The size of the tree.</param>
/// <param name="path">The hashes beside the way from leaf to root, the leaf's sibling first.</param>
public sealed class InclusionProof(long index, long size, ImmutableArray<MerkleHash> path)
{
    public long Index => index;

    public long Size => size;

    public ImmutableArray<MerkleHash> Path => path;

    /// <summary>The tiles to read before <see cref="Make"/>; one that is not stored yet is in <see cref="LedgerTree.Edge"/>.</summary>
    public static ImmutableArray<TileId> TilesFor(long index, long size) => TreeRange.Tiles(TreeRange.Inclusion(index, size));

    public static InclusionProof Make(long index, long size, Func<TileId, LedgerTile> tile) =>
        new(index, size, [.. TreeRange.Inclusion(index, size).Select(range => range.Hash(tile))]);

    /// <summary>Whether the entry with this leaf hash is at this place in the tree with this root (RFC 9162 2.1.3.2). Never throws.</summary>
    public bool Verifies(MerkleHash leaf, MerkleHash root)
    {
        if (index < 0 || index >= size || path.IsDefault) return false;
        var (place, last, hash) = (index, size - 1, leaf);
        foreach (var beside in path)
        {
            if (last == 0) return false;
            if ((place & 1) == 1 || place == last)
            {
                hash = TreeHash.Node(beside, hash);
                for (; (place & 1) == 0 && place != 0; place >>= 1) last >>= 1;
            }
            else
            {
                hash = TreeHash.Node(hash, beside);
            }

            place >>= 1;
            last >>= 1;
        }

        return last == 0 && hash == root;
    }
}
