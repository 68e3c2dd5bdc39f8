using System.Collections.Immutable;

namespace WorkforceTrack.Domain.Ledger;

/// <summary>Proves that a tree only grew: the older one is its beginning (SE1; RFC 9162 2.1.4).</summary>
/// <param name="oldSize">The size of the older tree.</param>
/// <param name="newSize">The size of the newer tree.</param>
/// <param name="path">The hashes that make both roots.</param>
public sealed class ConsistencyProof(long oldSize, long newSize, ImmutableArray<MerkleHash> path)
{
    public long OldSize => oldSize;

    public long NewSize => newSize;

    public ImmutableArray<MerkleHash> Path => path;

    /// <summary>The tiles to read before <see cref="Make"/>; one that is not stored yet is in <see cref="LedgerTree.Edge"/>.</summary>
    public static ImmutableArray<TileId> TilesFor(long oldSize, long newSize) => TreeRange.Tiles(TreeRange.Consistency(oldSize, newSize));

    public static ConsistencyProof Make(long oldSize, long newSize, Func<TileId, LedgerTile> tile) =>
        new(oldSize, newSize, [.. TreeRange.Consistency(oldSize, newSize).Select(range => range.Hash(tile))]);

    /// <summary>Whether the tree with the new root began as the tree with the old root (RFC 9162 2.1.4.2). Never throws.</summary>
    public bool Verifies(MerkleHash oldRoot, MerkleHash newRoot)
    {
        if (oldSize < 0 || oldSize > newSize || path.IsDefault) return false;
        if (oldSize == newSize) return path.IsEmpty && oldRoot == newRoot;
        if (oldSize == 0) return path.IsEmpty && oldRoot == TreeHash.Empty;

        var rest = path.AsSpan();
        var (place, last) = (oldSize - 1, newSize - 1);
        for (; (place & 1) == 1; place >>= 1) last >>= 1;
        MerkleHash before = oldRoot;
        if (place != 0)
        {
            if (rest.IsEmpty) return false;
            before = rest[0];
            rest = rest[1..];
        }

        var after = before;
        foreach (var beside in rest)
        {
            if (last == 0) return false;
            if ((place & 1) == 1 || place == last)
            {
                before = TreeHash.Node(beside, before);
                after = TreeHash.Node(beside, after);
                for (; (place & 1) == 0 && place != 0; place >>= 1) last >>= 1;
            }
            else
            {
                after = TreeHash.Node(after, beside);
            }

            place >>= 1;
            last >>= 1;
        }

        return last == 0 && before == oldRoot && after == newRoot;
    }
}
