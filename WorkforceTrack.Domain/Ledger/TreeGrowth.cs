using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.InteropServices;

namespace WorkforceTrack.Domain.Ledger;

/// <summary>A tree while leaves are added to it, up to a stated number; begins as a copy, so the tree it began from stays as it was. Used up by <see cref="ToTree"/>.</summary>
internal sealed class TreeGrowth
{
    // INVARIANT: heights[h] is the hash of the last complete subtree of 2^h leaves exactly where bit h of Size is set.
    private readonly MerkleHash[] heights;
    private readonly MerkleHash[]?[] runs = new MerkleHash[]?[8];
    private readonly LedgerTree start;
    private readonly long capacity;

    public TreeGrowth(LedgerTree start, long added)
    {
        this.start = start;
        Size = start.Size;
        capacity = start.Size + added;
        heights = new MerkleHash[HeightsOf(capacity)];
        start.Heights.CopyTo(heights);
    }

    public long Size { get; private set; }

    public List<LedgerTile> Filled { get; } = [];

    public MerkleHash Root => RootOf(Size, heights);

    public static int RunLength(long size, int level) => (int)(size >> (8 * level)) & (LedgerTile.Width - 1);

    public static int HeightsOf(long size) => 64 - BitOperations.LeadingZeroCount((ulong)size);

    public static MerkleHash RootOf(long size, ReadOnlySpan<MerkleHash> heights)
    {
        if (size == 0) return TreeHash.Empty;
        var height = BitOperations.TrailingZeroCount(size);
        var root = heights[height];
        for (var rest = size & (size - 1); rest != 0; rest &= rest - 1)
            root = TreeHash.Node(heights[BitOperations.TrailingZeroCount(rest)], root);
        return root;
    }

    public void Append(in MerkleHash leaf)
    {
        var node = leaf;
        Put(0, node);
        var height = 0;
        for (; (Size >> height & 1) != 0; height++)
        {
            node = TreeHash.Node(heights[height], node);
            if ((height + 1) % 8 == 0) Put((height + 1) / 8, node);
        }

        heights[height] = node;
        Size++;
    }

    public LedgerTree ToTree()
    {
        var levels = 0;
        while (levels < runs.Length && Size >> (8 * levels) != 0) levels++;
        var edge = ImmutableArray.CreateBuilder<ImmutableArray<MerkleHash>>(levels);
        for (var level = 0; level < levels; level++)
        {
            var length = RunLength(Size, level);
            edge.Add(runs[level] is not { } run ? start.Run(level)
                : run.Length == length ? ImmutableCollectionsMarshal.AsImmutableArray(run)
                : ImmutableArray.Create(run, 0, length));
        }

        return new LedgerTree(Size, [.. heights.AsSpan(0, HeightsOf(Size))], edge.MoveToImmutable());
    }

    private void Put(int level, in MerkleHash hash)
    {
        var run = runs[level] ??= Copy(start.Run(level), (capacity >> (8 * level)) - (Size >> (8 * level)));
        var place = RunLength(Size, level);
        run[place] = hash;
        if (place == LedgerTile.Width - 1)
            Filled.Add(new LedgerTile(new TileId(level, Size >> (8 * (level + 1))), [.. run]));
    }

    private static MerkleHash[] Copy(ImmutableArray<MerkleHash> run, long added)
    {
        var copy = new MerkleHash[Math.Min(LedgerTile.Width, run.Length + added)];
        run.CopyTo(copy);
        return copy;
    }
}
