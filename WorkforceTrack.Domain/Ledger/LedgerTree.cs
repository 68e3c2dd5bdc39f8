using System.Collections.Immutable;

namespace WorkforceTrack.Domain.Ledger;

/// <summary>What a tree became, and the tiles that were filled on the way and are now to be stored.</summary>
public sealed record TreeStep(LedgerTree Tree, ImmutableArray<LedgerTile> Filled);

/// <summary>
/// The head of the ledger's RFC 6962 tree (SE1): its size, and of every level the hashes after the last full tile.
/// A value: appending gives another one, so a transaction that rolls back only forgets the new one.
/// </summary>
public sealed class LedgerTree
{
    // Seven levels of tiles; what lies beyond no store holds.
    internal const long LargestSize = (1L << 56) - 1;

    private readonly ImmutableArray<ImmutableArray<MerkleHash>> runs;

    internal LedgerTree(long size, ImmutableArray<MerkleHash> heights, ImmutableArray<ImmutableArray<MerkleHash>> runs)
    {
        Size = size;
        Heights = heights;
        this.runs = runs;
    }

    public static LedgerTree Empty { get; } = new(0, [], []);

    /// <summary>The number of entries.</summary>
    public long Size { get; }

    /// <summary>The root hash, computed from at most 63 hashes.</summary>
    public MerkleHash Root => TreeGrowth.RootOf(Size, Heights.AsSpan());

    /// <summary>The unfilled tiles of the right edge, one a level where there is one.</summary>
    public IEnumerable<LedgerTile> Edge => runs
        .Select((run, level) => (Run: run, Id: new TileId(level, Size >> (8 * (level + 1)))))
        .Where(tile => !tile.Run.IsEmpty)
        .Select(tile => new LedgerTile(tile.Id, tile.Run));

    internal ImmutableArray<MerkleHash> Heights { get; }

    /// <summary>
    /// The full tiles whose roots make the right edge of a tree of that size. With them and the leaf hashes after the
    /// last full tile, <see cref="Restore"/> gives the tree back.
    /// </summary>
    public static IEnumerable<TileId> TilesToRestore(long size)
    {
        for (var level = 0; size >> (8 * (level + 1)) != 0; level++)
        {
            var end = size >> (8 * (level + 1));
            for (var index = end - TreeGrowth.RunLength(size, level + 1); index < end; index++) yield return new TileId(level, index);
        }
    }

    /// <summary>The tree of that size from what is stored. What is restored is believed: <see cref="LedgerAudit"/> is what checks.</summary>
    /// <param name="size">The number of entries.</param>
    /// <param name="tail">The leaf hashes after the last full tile.</param>
    /// <param name="tile">Gives each of <see cref="TilesToRestore"/>.</param>
    public static LedgerTree Restore(long size, ReadOnlySpan<MerkleHash> tail, Func<TileId, LedgerTile> tile)
    {
        if (size is < 0 or > LargestSize || tail.Length != TreeGrowth.RunLength(size, 0))
            throw new ArgumentException("The leaf hashes after the last full tile must be complete.", nameof(tail));
        var stored = TilesToRestore(size).ToLookup(id => id.Level + 1, id => tile(id).Subtree(0, LedgerTile.Width));
        var levels = new List<ImmutableArray<MerkleHash>>();
        for (var level = 0; size >> (8 * level) != 0; level++) levels.Add(level == 0 ? [.. tail] : [.. stored[level]]);
        return new LedgerTree(size, HeightsOf(size, levels), [.. levels]);
    }

    /// <summary>The tree with these leaves added, in this order.</summary>
    public TreeStep Append(params ReadOnlySpan<MerkleHash> leaves)
    {
        var growth = new TreeGrowth(this, leaves.Length);
        foreach (var leaf in leaves) growth.Append(leaf);
        return new TreeStep(growth.ToTree(), [.. growth.Filled]);
    }

    internal ImmutableArray<MerkleHash> Run(int level) => level < runs.Length ? runs[level] : [];

    // A run of w hashes splits into complete subtrees at the bits of w, the largest first.
    private static ImmutableArray<MerkleHash> HeightsOf(long size, List<ImmutableArray<MerkleHash>> levels)
    {
        var heights = new MerkleHash[TreeGrowth.HeightsOf(size)];
        for (var level = 0; level < levels.Count; level++)
        {
            var place = 0;
            for (var bit = 7; bit >= 0; bit--)
            {
                if ((levels[level].Length >> bit & 1) == 0) continue;
                heights[(8 * level) + bit] = new LedgerTile(default, levels[level]).Subtree(place, 1 << bit);
                place += 1 << bit;
            }
        }

        return [.. heights];
    }
}
