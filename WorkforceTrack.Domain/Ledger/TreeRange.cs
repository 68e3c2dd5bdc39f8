using System.Collections.Immutable;
using System.Numerics;

namespace WorkforceTrack.Domain.Ledger;

/// <summary>The entries from a start to before an end, as RFC 6962 cuts a tree; its hash is computed from tiles.</summary>
internal readonly record struct TreeRange(long Start, long End)
{
    private long Count => End - Start;

    private bool IsComplete => BitOperations.IsPow2(Count) && Start % Count == 0;

    // RFC 6962: the left part is the largest power of two smaller than the whole.
    private long Middle => Start + (1L << (63 - BitOperations.LeadingZeroCount((ulong)(Count - 1))));

    /// <summary>PATH(m, D[n]), from the leaf's sibling up (RFC 6962 2.1.1).</summary>
    public static ImmutableArray<TreeRange> Inclusion(long index, long size)
    {
        if (index < 0 || index >= size) throw new ArgumentOutOfRangeException(nameof(index), index, "Only an entry of the tree has a proof.");
        var path = ImmutableArray.CreateBuilder<TreeRange>();
        for (var whole = new TreeRange(0, size); whole.Count > 1;)
        {
            var (left, right) = (whole with { End = whole.Middle }, whole with { Start = whole.Middle });
            var isLeft = index < whole.Middle;
            path.Add(isLeft ? right : left);
            whole = isLeft ? left : right;
        }

        path.Reverse();
        return path.DrainToImmutable();
    }

    /// <summary>PROOF(m, D[n]) (RFC 6962 2.1.2); nothing for an empty or the same tree.</summary>
    public static ImmutableArray<TreeRange> Consistency(long oldSize, long size)
    {
        if (oldSize < 0 || oldSize > size) throw new ArgumentOutOfRangeException(nameof(oldSize), oldSize, "A tree is consistent only with a larger one.");
        if (oldSize == 0 || oldSize == size) return [];
        var path = ImmutableArray.CreateBuilder<TreeRange>();
        var whole = new TreeRange(0, size);
        while (whole.End != oldSize)
        {
            var (left, right) = (whole with { End = whole.Middle }, whole with { Start = whole.Middle });
            var isLeft = oldSize <= whole.Middle;
            path.Add(isLeft ? right : left);
            whole = isLeft ? left : right;
        }

        // The old tree's own root is known to who asks; it is left out when the old tree is one complete subtree.
        if (whole.Start != 0) path.Add(whole);
        path.Reverse();
        return path.DrainToImmutable();
    }

    public static ImmutableArray<TileId> Tiles(ImmutableArray<TreeRange> ranges) => [.. ranges.SelectMany(r => r.Complete()).Select(r => r.Place.Tile).Distinct()];

    public MerkleHash Hash(Func<TileId, LedgerTile> tile)
    {
        if (!IsComplete) return TreeHash.Node((this with { End = Middle }).Hash(tile), (this with { Start = Middle }).Hash(tile));
        var (id, offset, count) = Place;
        return tile(id).Subtree(offset, count);
    }

    private (TileId Tile, int Offset, int Count) Place
    {
        get
        {
            var height = BitOperations.TrailingZeroCount(Count);
            var level = height / 8;
            return (new TileId(level, Start >> (8 * (level + 1))), (int)(Start >> (8 * level)) & (LedgerTile.Width - 1), 1 << (height % 8));
        }
    }

    private IEnumerable<TreeRange> Complete() =>
        IsComplete ? [this] : [.. (this with { End = Middle }).Complete(), .. (this with { Start = Middle }).Complete()];
}
