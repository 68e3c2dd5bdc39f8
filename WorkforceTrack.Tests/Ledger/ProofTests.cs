using System.Collections.Immutable;
using CsCheck;
using WorkforceTrack.Domain.Ledger;

namespace WorkforceTrack.Tests.Ledger;

public sealed class ProofTests
{
    private const int Large = 66_000;
    private static readonly ImmutableArray<MerkleHash> Leaves = SomeLedger.Leaves(Large);
    private static readonly Dictionary<TileId, LedgerTile> Tiles = SomeLedger.Grow(Leaves.AsSpan()).Tiles;
    private static readonly ImmutableArray<LedgerTree> EveryThousand = [.. Enumerable.Range(0, (Large / 1000) + 1).Select(k => LedgerTree.Empty.Append(Leaves.AsSpan(0, k * 1000)).Tree)];
    private static readonly int[] Borders = [1, 2, 3, 127, 128, 255, 256, 257, 511, 512, 513, 65_535, 65_536, 65_537, 65_791, 65_792, 65_793, Large];
    private static readonly Gen<int> Sizes = Gen.OneOf(Gen.OneOf(Borders), Gen.Int[1, Large]);

    [Fact]
    public void Every_entry_is_proven_and_no_other_in_its_place()
    {
        foreach (var size in Enumerable.Range(1, 70).Concat([127, 128, 255, 256, 257, 300]))
        {
            var (tree, tiles) = SomeLedger.Grow(Leaves.AsSpan(0, size));
            for (var index = 0; index < size; index++)
            {
                var proof = InclusionProof.Make(index, size, id => tiles[id]);
                Assert.True(proof.Verifies(Leaves[index], tree.Root));
                Assert.False(proof.Verifies(Leaves[(index + 1) % Large], tree.Root));
            }
        }
    }

    [Fact]
    public void A_proof_fits_one_entry_one_place_one_size_and_one_root_alone() => Gen.Select(Sizes, Gen.Int[0, Large], Gen.Int[0, Large]).Sample((size, a, b) =>
    {
        var (index, other) = (a % size, b % size);
        var root = RootAt(size);
        var proof = InclusionProof.Make(index, size, id => Tiles[id]);
        var moved = new InclusionProof(other, size, proof.Path);
        return proof.Verifies(Leaves[index], root)
            && proof.Verifies(Leaves[other], root) == (other == index)
            && moved.Verifies(Leaves[index], root) == (other == index)
            && !proof.Verifies(Leaves[index], RootAt(size + 1 > Large ? size - 1 : size + 1))
            && !proof.Verifies(root, root) == (size > 1);
    }, iter: 400);

    [Fact]
    public void A_changed_shortened_or_lengthened_path_proves_nothing() => Gen.Select(Sizes, Gen.Int[0, Large], Gen.Int[0, 63], Gen.Byte).Sample((size, a, at, noise) =>
    {
        var index = a % size;
        var root = RootAt(size);
        var path = InclusionProof.Make(index, size, id => Tiles[id]).Path;
        var strange = new MerkleHash(Digest.Of([noise]));
        var changed = path.IsEmpty ? [strange] : path.SetItem(at % path.Length, strange);
        ImmutableArray<MerkleHash> shorter = path.IsEmpty ? [strange] : path.RemoveAt(at % path.Length);
        return !new InclusionProof(index, size, changed).Verifies(Leaves[index], root)
            && !new InclusionProof(index, size, shorter).Verifies(Leaves[index], root)
            && !new InclusionProof(index, size, path.Add(strange)).Verifies(Leaves[index], root)
            && !new InclusionProof(index, size, path.Insert(0, strange)).Verifies(Leaves[index], root);
    }, iter: 400);

    [Fact]
    public void Every_tree_is_consistent_with_every_later_one_and_with_no_other()
    {
        var roots = Enumerable.Range(0, 301).Select(RootAt).ToArray();
        for (var size = 0; size <= 300; size++)
            for (var old = 0; old <= size; old++)
            {
                var proof = ConsistencyProof.Make(old, size, id => Tiles[id]);
                Assert.True(proof.Verifies(roots[old], roots[size]));
                if (old > 0) Assert.False(proof.Verifies(roots[old - 1], roots[size]));
                if (old > 0) Assert.False(proof.Verifies(roots[old], roots[size == 300 ? 299 : size + 1]));
            }
    }

    [Fact]
    public void Large_trees_are_consistent_and_a_rewritten_one_is_not() => Gen.Select(Sizes, Sizes, Gen.Int[0, Large], Gen.Int[0, 63]).Sample((a, b, at, place) =>
    {
        var (old, size) = (Math.Min(a, b), Math.Max(a, b));
        var proof = ConsistencyProof.Make(old, size, id => Tiles[id]);
        var from = Math.Max(0, (old / 1000) - 1);
        var rewritten = EveryThousand[from].Append(Leaves.SetItem((from * 1000) + (at % (old - (from * 1000))), TreeHash.Empty).AsSpan()[(from * 1000)..old]).Tree.Root;
        var changed = proof.Path.IsEmpty ? [TreeHash.Empty] : proof.Path.SetItem(place % proof.Path.Length, TreeHash.Empty);
        return proof.Verifies(RootAt(old), RootAt(size))
            && !proof.Verifies(rewritten, RootAt(size))
            && !new ConsistencyProof(old, size, changed).Verifies(RootAt(old), RootAt(size))
            && !new ConsistencyProof(old, size, proof.Path.Add(TreeHash.Empty)).Verifies(RootAt(old), RootAt(size));
    }, iter: 60);

    [Fact]
    public void The_tiles_that_a_proof_names_are_enough_and_all_exist() => Gen.Select(Sizes, Sizes, Gen.Int[0, Large]).Sample((a, b, c) =>
    {
        var (old, size) = (Math.Min(a, b), Math.Max(a, b));
        var edge = TreeAt(size).Edge.ToDictionary(t => t.Id);
        LedgerTile Stored(TileId id) => edge.TryGetValue(id, out var partial) ? partial : Tiles[id];
        var forInclusion = InclusionProof.TilesFor(c % size, size).ToDictionary(id => id, Stored);
        var forConsistency = ConsistencyProof.TilesFor(old, size).ToDictionary(id => id, Stored);
        return forInclusion.Count < 10
            && InclusionProof.Make(c % size, size, id => forInclusion[id]).Verifies(Leaves[c % size], RootAt(size))
            && ConsistencyProof.Make(old, size, id => forConsistency[id]).Verifies(RootAt(old), RootAt(size));
    }, iter: 40);

    [Fact]
    public void A_path_of_the_wrong_length_or_a_place_outside_proves_nothing_whatever_root_it_leads_to()
    {
        for (var size = 1; size <= 9; size++)
            for (var index = 0; index < size; index++)
            {
                var path = InclusionProof.Make(index, size, id => Tiles[id]).Path.Add(TreeHash.Empty);
                for (var length = 0; length <= path.Length; length++)
                    foreach (var root in Folds([Leaves[index]], path.AsSpan(0, length)))
                        for (var place = -1; place < size + 3; place++)
                            if (place < 0 || place >= size || length != InclusionProof.Make(place, size, id => Tiles[id]).Path.Length)
                                Assert.False(new InclusionProof(place, size, path[..length]).Verifies(Leaves[index], root));
            }
    }

    [Fact]
    public void A_consistency_path_of_the_wrong_length_proves_nothing_whatever_roots_it_leads_to()
    {
        for (var size = 1; size <= 8; size++)
            for (var old = 0; old <= size; old++)
            {
                var right = ConsistencyProof.Make(old, size, id => Tiles[id]).Path;
                var path = right.Add(TreeHash.Empty);
                for (var length = 0; length <= path.Length; length++)
                {
                    if (length == right.Length) continue;
                    var proof = new ConsistencyProof(old, size, path[..length]);
                    var oldRoots = Folds([RootAt(old), .. path.Take(1)], path.AsSpan()[Math.Min(1, length)..length], isOld: true);
                    var newRoots = Folds([RootAt(old), .. path.Take(1)], path.AsSpan()[Math.Min(1, length)..length])
                        .Concat(Folds([RootAt(old)], path.AsSpan(0, length)));
                    foreach (var newRoot in newRoots)
                        foreach (var oldRoot in oldRoots)
                            Assert.False(proof.Verifies(oldRoot, newRoot));
                }
            }
    }

    [Fact]
    public void Hostile_proofs_are_refused_and_nothing_is_thrown()
    {
        var hash = Gen.Byte.Array[32].Select(b => MerkleHash.From(b));
        var number = Gen.OneOf(Gen.Long, Gen.OneOf(long.MinValue, long.MaxValue, -1L, 0L, 1L, 2L), Gen.Long[0, 300]);
        Gen.Select(number, number, hash.Array[0, 80], hash, hash).Sample((a, b, path, c, d) =>
            !(new InclusionProof(a, b, [.. path]).Verifies(c, d) && c != d)
            && !(new ConsistencyProof(a, b, [.. path]).Verifies(c, d) && c != d)
            && !new InclusionProof(a, b, default).Verifies(c, d)
            && !new ConsistencyProof(a, b, default).Verifies(c, d), iter: 5000);
    }

    // Every hash that a path can lead to, each step taken as the left or the right side; to an old root a step is left or none.
    private static List<MerkleHash> Folds(List<MerkleHash> from, ReadOnlySpan<MerkleHash> path, bool isOld = false)
    {
        foreach (var beside in path) from = [.. from.SelectMany(hash => new[] { TreeHash.Node(beside, hash), isOld ? hash : TreeHash.Node(hash, beside) })];
        return from;
    }

    private static MerkleHash RootAt(int size) => TreeAt(size).Root;

    private static LedgerTree TreeAt(int size) => EveryThousand[size / 1000].Append(Leaves.AsSpan()[(size / 1000 * 1000)..size]).Tree;
}
