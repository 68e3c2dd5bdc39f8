using System.Collections.Immutable;

namespace WorkforceTrack.Domain.Ledger;

/// <summary>
/// Checks a whole ledger in one pass (SE1): first what is expected, then every row in order, then every stored tile, then
/// <see cref="Finish"/>. It believes nothing of the store but compares body with leaf hash, columns with body, tiles with leaf
/// hashes, and the root with checkpoints that come from outside the store.
/// </summary>
/// <param name="bodiesKeptFrom">Bodies before this moment may be gone, their retention having ended; null: none may.</param>
public sealed class LedgerAudit(DateTimeOffset? bodiesKeptFrom)
{
    private readonly TreeGrowth growth = new(LedgerTree.Empty, LedgerTree.LargestSize);
    private readonly List<(string Source, Checkpoint Head, bool IsFormer)> expected = [];

    // A digest a tile instead of its hashes: a hundred million entries are checked in little memory.
    private readonly Dictionary<TileId, Digest> tiles = [];
    private readonly List<AuditFinding> findings = [];
    private readonly long keptFrom = bodiesKeptFrom?.ToUnixTimeMilliseconds() ?? long.MinValue;
    private long next;
    private long expired;
    private long signedSize;
    private long? restoredAt;
    private bool isWhole = true;

    /// <summary>A signed checkpoint that the entries must agree with; before any row.</summary>
    /// <param name="source">Where it was kept, in words, as in "the copy outside the database".</param>
    /// <param name="note">The text of the signed note.</param>
    /// <param name="key">The log's own key.</param>
    /// <param name="check">The signature algorithm.</param>
    public void Expect(string source, string note, VerifierKey key, SignatureCheck check)
    {
        if (next != 0) throw new InvalidOperationException("Checkpoints are named before the first row.");
        if (FaultOf(note, key, check, out var head) is { } fault) findings.Add(new AuditFinding.CheckpointRejected(source, fault));
        else expected.Add((source, head!, !string.Equals(head!.Origin, key.Name, StringComparison.Ordinal)));
    }

    public void Add(in LedgerRow row)
    {
        if (row.Index < next)
        {
            findings.Add(new AuditFinding.RowOutOfOrder(row.Index));
            return;
        }

        if (next == 0) Compare();
        if (row.Index > next)
        {
            findings.Add(new AuditFinding.RowsMissing(next, row.Index - 1));
            isWhole = false;
        }

        next = row.Index + 1;
        if (row.Columns.Kind == EntryKind.Restored) restoredAt ??= row.Index;
        CheckBody(row);
        if (row.Leaf.Length == MerkleHash.Length) Grow(MerkleHash.From(row.Leaf));
        else
        {
            findings.Add(new AuditFinding.LeafUnreadable(row.Index));
            isWhole = false;
        }
    }

    /// <summary>A stored tile; after the last row, in any order.</summary>
    public void AddTile(TileId id, ReadOnlySpan<byte> bytes)
    {
        // With a row missing no later hash of the tree is known; that the row is missing has been said.
        if (!tiles.Remove(id, out var digest))
        {
            if (isWhole) findings.Add(new AuditFinding.TileUnknown(id));
        }
        else if (Digest.Of(bytes) != digest)
        {
            findings.Add(new AuditFinding.TileDiffers(id));
        }
    }

    public AuditReport Finish()
    {
        if (next == 0) Compare();
        foreach (var id in tiles.Keys.OrderBy(id => id.Level).ThenBy(id => id.Index)) findings.Add(new AuditFinding.TileMissing(id));
        foreach (var (source, head, isFormer) in expected.Where(e => e.Head.Size > next))
            findings.Add(isFormer ? new AuditFinding.LostByRestore(source, head.Size, restoredAt) : new AuditFinding.ShorterThanCheckpoint(source, next, head.Size));
        return new AuditReport(next, expired, signedSize, isWhole ? growth.Root : null, [.. findings]);
    }

    private static CheckpointFault? FaultOf(string text, VerifierKey key, SignatureCheck check, out Checkpoint? head)
    {
        head = null;
        if (!SignedNote.TryParse(text, out var note) || !Checkpoint.TryParse(note.Text, out head)) return CheckpointFault.Unreadable;
        // Of a former name, the same key signed for it.
        if (LedgerName.IsFormer(head.Origin, key.Name)) key = new VerifierKey(head.Origin, key.PublicKey.AsSpan());
        if (!string.Equals(head.Origin, key.Name, StringComparison.Ordinal)) return CheckpointFault.OtherLog;
        return note.Verify(key, check) switch
        {
            NoteVerdict.Signed => null,
            NoteVerdict.NotSignedByKey => CheckpointFault.NotSigned,
            NoteVerdict.WrongSignature => CheckpointFault.WrongSignature,
        };
    }

    private void CheckBody(in LedgerRow row)
    {
        if (row.Body.IsEmpty)
        {
            if (row.Columns.AtMilliseconds < keptFrom) expired++;
            else findings.Add(new AuditFinding.BodyMissing(row.Index));
        }
        else if (row.Leaf.Length == MerkleHash.Length && TreeHash.Leaf(row.Body) != MerkleHash.From(row.Leaf))
        {
            findings.Add(new AuditFinding.BodyDiffers(row.Index));
        }
        else if (!CanonicalEntry.TryDecode(row.Body, out var entry))
        {
            findings.Add(new AuditFinding.NotCanonical(row.Index));
        }
        else if (LedgerColumns.Of(entry).DifferenceFrom(row.Columns) is { } column)
        {
            findings.Add(new AuditFinding.ColumnDiffers(row.Index, column));
        }
    }

    private void Grow(in MerkleHash leaf)
    {
        if (!isWhole) return;
        growth.Append(leaf);
        foreach (var tile in growth.Filled) tiles.Add(tile.Id, Digest.Of(tile.ToBytes()));
        growth.Filled.Clear();
        Compare();
    }

    private void Compare()
    {
        foreach (var (source, head, isFormer) in expected)
        {
            if (head.Size != growth.Size) continue;
            if (head.Root == growth.Root) signedSize = Math.Max(signedSize, head.Size);
            else findings.Add(isFormer ? new AuditFinding.LostByRestore(source, head.Size, restoredAt) : new AuditFinding.RootDiffers(source, head.Size));
        }
    }
}
