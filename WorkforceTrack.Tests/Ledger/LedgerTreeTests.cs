using System.Collections.Immutable;
using CsCheck;
using WorkforceTrack.Domain.Ledger;

namespace WorkforceTrack.Tests.Ledger;

public sealed class LedgerTreeTests
{
    // The leaves and roots of the reference implementation of certificate transparency.
    private static readonly string[] KnownLeaves = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

    [Theory]
    [InlineData(0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData(1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")]
    [InlineData(2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")]
    [InlineData(3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77")]
    [InlineData(4, "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")]
    [InlineData(5, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4")]
    [InlineData(6, "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef")]
    [InlineData(7, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c")]
    [InlineData(8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")]
    public void The_known_leaves_have_the_known_roots(int count, string root) =>
        Assert.Equal(root, LedgerTree.Empty.Append([.. KnownLeaves.Take(count).Select(l => TreeHash.Leaf(Convert.FromHexString(l)))]).Tree.Root.ToString());

    [Fact]
    public void A_long_entry_is_hashed_like_a_short_one() => Gen.Byte.Array[0, 3000].Sample(entry =>
        TreeHash.Leaf(entry).Value == Digest.Of([0, .. entry]));

    [Fact]
    public void Every_size_has_the_root_of_the_definition()
    {
        var leaves = SomeLedger.Leaves(1100);
        var tree = LedgerTree.Empty;
        for (var size = 0; size <= leaves.Length; size++)
        {
            Assert.Equal(size, tree.Size);
            Assert.Equal(Defined(leaves.AsSpan(0, size)), tree.Root);
            if (size < leaves.Length) tree = tree.Append(leaves.AsSpan(size, 1)).Tree;
        }
    }

    [Fact]
    public void How_leaves_are_batched_makes_no_difference()
    {
        var leaves = SomeLedger.Leaves(66_500);
        var whole = LedgerTree.Empty.Append(leaves.AsSpan());
        Assert.Equal(Defined(leaves.AsSpan()), whole.Tree.Root);
        Gen.Int[1, 40_000].Array[1, 5].Sample(batches =>
        {
            var tree = LedgerTree.Empty;
            var filled = new List<LedgerTile>();
            for (var batch = 0; tree.Size < leaves.Length; batch++)
            {
                var start = (int)tree.Size;
                var step = tree.Append(leaves.AsSpan(start, Math.Min(batches[batch % batches.Length], leaves.Length - start)));
                tree = step.Tree;
                filled.AddRange(step.Filled);
            }

            return tree.Root == whole.Tree.Root && Same(filled, whole.Filled) && Same(tree.Edge, whole.Tree.Edge);
        }, iter: 8);
    }

    [Fact]
    public void Tiles_hold_what_the_standard_says()
    {
        // The example of C2SP tlog-tiles: 70,000 entries.
        var leaves = SomeLedger.Leaves(70_000);
        var (tree, tiles) = SomeLedger.Grow(leaves.AsSpan());
        Assert.Equal(273, tiles.Values.Count(t => t is { Id.Level: 0, IsFull: true }));
        Assert.Equal(1, tiles.Values.Count(t => t is { Id.Level: 1, IsFull: true }));
        Assert.Equal([(0, 112), (1, 17), (2, 1)], tree.Edge.Select(t => (t.Id.Level, t.Hashes.Length)));
        foreach (var tile in tiles.Values)
        {
            var span = 1 << (8 * tile.Id.Level);
            for (var i = 0; i < tile.Hashes.Length; i += 51)
                Assert.Equal(Defined(leaves.AsSpan((((int)tile.Id.Index * 256) + i) * span, span)), tile.Hashes[i]);
        }
    }

    [Theory]
    [InlineData(0, 1234067, 256, "tile/0/x001/x234/067")]
    [InlineData(1, 0, 17, "tile/1/000.p/17")]
    [InlineData(0, 273, 112, "tile/0/273.p/112")]
    [InlineData(2, 1000, 256, "tile/2/x001/000")]
    public void Tiles_have_the_addresses_of_the_standard(int level, long index, int width, string path) =>
        Assert.Equal(path, new TileId(level, index).Path(width));

    [Fact]
    public void A_tile_read_back_is_the_same_and_odd_bytes_are_none() => Gen.Byte.Array[0, 9000].Sample(bytes =>
        LedgerTile.TryRead(default, bytes, out var tile)
            ? tile.ToBytes().AsSpan().SequenceEqual(bytes)
            : bytes.Length is 0 or > LedgerTile.FullLength || bytes.Length % 32 != 0);

    [Fact]
    public void An_append_that_is_rolled_back_leaves_the_tree_as_it_was() =>
        Gen.Select(Gen.Int[0, 1500], Gen.Int[0, 600], Gen.Int[0, 600]).Sample((size, lost, kept) =>
        {
            var leaves = SomeLedger.Leaves(size + kept);
            var tree = LedgerTree.Empty.Append(leaves.AsSpan(0, size)).Tree;
            var (root, edge) = (tree.Root, tree.Edge.SelectMany(t => t.Hashes).ToList());
            _ = tree.Append(SomeLedger.Leaves(lost).AsSpan()).Tree.Root;
            return tree.Size == size
                && tree.Root == root
                && tree.Edge.SelectMany(t => t.Hashes).SequenceEqual(edge)
                && tree.Append(leaves.AsSpan()[size..]).Tree.Root == Defined(leaves.AsSpan());
        });

    [Fact]
    public void A_tree_restored_from_tiles_and_tail_goes_on_as_before()
    {
        var leaves = SomeLedger.Leaves(66_600);
        var (_, all) = SomeLedger.Grow(leaves.AsSpan());
        int[] borders = [0, 1, 255, 256, 257, 511, 512, 65_535, 65_536, 65_537, 65_792, 66_303, 66_304];
        Gen.OneOf(Gen.OneOf(borders), Gen.Int[0, 66_500]).Sample(size =>
        {
            var before = LedgerTree.Empty.Append(leaves.AsSpan(0, size)).Tree;
            var restored = LedgerTree.Restore(size, leaves.AsSpan(size - (size % 256), size % 256), id => all[id]);
            return restored.Root == before.Root
                && Same(restored.Edge, before.Edge)
                && restored.Append(leaves.AsSpan()[size..]).Tree.Root == before.Append(leaves.AsSpan()[size..]).Tree.Root;
        }, iter: 20);
    }

    [Fact]
    public void A_tree_is_not_restored_from_an_incomplete_tail() =>
        Assert.Throws<ArgumentException>(() => LedgerTree.Restore(5, SomeLedger.Leaves(4).AsSpan(), _ => throw new InvalidOperationException("No tile is needed.")));

    // MTH of RFC 6962 2.1, word by word.
    private static MerkleHash Defined(ReadOnlySpan<MerkleHash> leaves)
    {
        if (leaves.Length == 0) return TreeHash.Empty;
        if (leaves.Length == 1) return leaves[0];
        var k = 1;
        while (k * 2 < leaves.Length) k *= 2;
        return TreeHash.Node(Defined(leaves[..k]), Defined(leaves[k..]));
    }

    private static bool Same(IEnumerable<LedgerTile> some, IEnumerable<LedgerTile> others) =>
        Content(some).SequenceEqual(Content(others), StringComparer.Ordinal);

    private static ImmutableArray<string> Content(IEnumerable<LedgerTile> tiles) =>
        [.. tiles.Select(t => $"{t.Id} {Digest.Of(t.ToBytes())}").Order(StringComparer.Ordinal)];
}
