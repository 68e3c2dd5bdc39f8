using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Ledger;

namespace WorkforceTrack.App.Ledger;

/// <summary>The committed head of the ledger, and what proofs are made from: stored tiles and the right edge.</summary>
internal sealed class LedgerBook(IDbContextFactory<MainDb> stores)
{
    private static readonly Func<MainDb, int, long, Task<byte[]?>> HashesOf = EF.CompileAsyncQuery(
        (MainDb db, int level, long index) => db.Tiles.Where(t => t.Level == level && t.Index == index).Select(t => t.Hashes).SingleOrDefault());

    private volatile LedgerTree head = LedgerTree.Empty;

    internal LedgerTree Head => head;

    /// <summary>Tells that the head moved, after the commit.</summary>
    internal Action? Moved { get; set; }

    internal void Advance(LedgerTree tree)
    {
        if (tree.Size == head.Size) return;
        head = tree;
        Moved?.Invoke();
    }

    /// <summary>Reads the head from the store.</summary>
    internal async Task OpenAsync()
    {
        await using var store = await stores.CreateDbContextAsync();
        head = await ReadHeadAsync(store);
    }

    internal static async Task<LedgerTree> ReadHeadAsync(MainDb store)
    {
        var size = await store.Ledger.OrderByDescending(e => e.Index).Select(e => e.Index + 1).FirstOrDefaultAsync();
        var full = size / LedgerTile.Width * LedgerTile.Width;
        var tail = await store.Ledger.Where(e => e.Index >= full).OrderBy(e => e.Index).Select(e => e.LeafHash).ToListAsync();
        if (tail.Count != size - full) throw new DamagedLedgerException();
        var tiles = await ReadTilesAsync(LedgerTree.TilesToRestore(size), id => PlainlyAsync(store, id));
        return LedgerTree.Restore(size, [.. tail.Select(hash => MerkleHash.From(hash))], id => tiles[id]);
    }

    /// <summary>Proves that the entry at <paramref name="index"/> stands in the tree of <paramref name="tree"/>.</summary>
    internal async Task<InclusionProof> ProveAsync(long index, LedgerTree tree)
    {
        var tiles = await TilesAsync(InclusionProof.TilesFor(index, tree.Size), tree);
        return InclusionProof.Make(index, tree.Size, id => tiles[id]);
    }

    /// <summary>The root that the tree had at an earlier size.</summary>
    internal async Task<ConsistencyProof> ProveGrowthAsync(long oldSize, LedgerTree tree)
    {
        var tiles = await TilesAsync(ConsistencyProof.TilesFor(oldSize, tree.Size), tree);
        return ConsistencyProof.Make(oldSize, tree.Size, id => tiles[id]);
    }

    /// <summary>The same of a store that is not the one in use.</summary>
    internal static async Task<ConsistencyProof> ProveGrowthAsync(MainDb store, long oldSize, LedgerTree tree)
    {
        var edge = tree.Edge.ToDictionary(tile => tile.Id);
        var tiles = await ReadTilesAsync(ConsistencyProof.TilesFor(oldSize, tree.Size).Where(id => !edge.ContainsKey(id)), id => PlainlyAsync(store, id));
        return ConsistencyProof.Make(oldSize, tree.Size, id => edge.TryGetValue(id, out var tile) ? tile : tiles[id]);
    }

    /// <summary>The stored bytes of a full tile, or null.</summary>
    internal async Task<byte[]?> FullTileAsync(TileId id)
    {
        await using var store = await stores.CreateDbContextAsync();
        return await HashesOf(store, id.Level, id.Index);
    }

    private async Task<IReadOnlyDictionary<TileId, LedgerTile>> TilesAsync(IReadOnlyCollection<TileId> ids, LedgerTree tree)
    {
        var edge = tree.Edge.ToDictionary(tile => tile.Id);
        await using var store = await stores.CreateDbContextAsync();
        var tiles = await ReadTilesAsync(ids.Where(id => !edge.ContainsKey(id)), id => HashesOf(store, id.Level, id.Index));
        foreach (var (id, tile) in edge) tiles[id] = tile;
        return tiles;
    }

    // A compiled query serves contexts of one make alone; a copy of the store is opened by another.
    private static Task<byte[]?> PlainlyAsync(MainDb store, TileId id) =>
        store.Tiles.AsNoTracking().Where(t => t.Level == id.Level && t.Index == id.Index).Select(t => t.Hashes).SingleOrDefaultAsync();

    private static async Task<Dictionary<TileId, LedgerTile>> ReadTilesAsync(IEnumerable<TileId> ids, Func<TileId, Task<byte[]?>> read)
    {
        var tiles = new Dictionary<TileId, LedgerTile>();
        foreach (var id in ids)
        {
            if (await read(id) is not { } bytes || !LedgerTile.TryRead(id, bytes, out var tile) || !tile.IsFull)
                throw new DamagedLedgerException();
            tiles[id] = tile;
        }

        return tiles;
    }
}

/// <summary>Rows of the ledger are missing or not of the form in which they were written.</summary>
internal sealed class DamagedLedgerException() : Exception("The ledger in the store is damaged. Run: ledger verify");
