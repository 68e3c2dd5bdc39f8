using System.Collections.Immutable;
using CsCheck;
using NSec.Cryptography;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.Tests.Ledger;

public sealed class LedgerAuditTests
{
    private const int Size = 530;
    private const string Outside = "the copy outside the database";

    // What a store holds, to be damaged.
    private sealed record Row(long Index, byte[] Leaf, byte[] Body, LedgerColumns Columns);

    private sealed record Store(ImmutableArray<Row> Rows, ImmutableArray<(TileId Id, byte[] Bytes)> Tiles);

    private static readonly Store Sound = StoreOf([.. Enumerable.Range(0, Size).Select(SomeLedger.Entry)]);
    private static readonly string Head = SomeLedger.Sign(TreeOf(Sound)).ToString();

    [Fact]
    public void A_sound_ledger_has_no_finding()
    {
        var report = Audit(Sound, Head);
        Assert.Empty(report.Findings);
        Assert.Equal((Size, 0L, Size), (report.Entries, report.Expired, report.SignedSize));
        Assert.Equal(TreeOf(Sound).Root, report.Root);
    }

    [Fact]
    public void An_empty_ledger_is_sound() =>
        Assert.True(Audit(StoreOf([]), SomeLedger.Sign(LedgerTree.Empty).ToString()).IsSound);

    [Fact]
    public void Entries_after_the_checkpoint_are_counted_as_not_yet_signed()
    {
        var earlier = SomeLedger.Sign(TreeOf(new Store(Sound.Rows[..500], []))).ToString();
        var report = Audit(Sound, earlier);
        Assert.True(report.IsSound);
        Assert.Equal((Size, 500L), (report.Entries, report.SignedSize));
    }

    [Fact]
    public void Every_damage_is_found_and_named() =>
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, Size - 1], Gen.Int[0, 100_000], Gen.Byte[1, 255]).Sample((kind, at, place, change) =>
        {
            var (damaged, expected) = Damage(kind, at, place, change);
            return Audit(damaged, Head).Findings.Any(f => string.Equals(f.Text, expected, StringComparison.Ordinal));
        }, iter: 1000);

    [Fact]
    public void An_entry_rewritten_with_its_hash_its_tiles_and_everything_is_found_by_the_checkpoint() => Gen.Int[0, Size - 1].Sample(at =>
    {
        var forged = StoreOf([.. Enumerable.Range(0, Size).Select(i => i == at ? SomeLedger.Entry(i) with { Purpose = Purpose.Training } : SomeLedger.Entry(i))]);
        return Audit(forged).IsSound && Audit(forged, Head).Findings is [AuditFinding.RootDiffers { SignedSize: Size }];
    }, iter: 40);

    [Fact]
    public void A_cut_tail_and_an_older_copy_are_found_by_the_checkpoint() => Gen.Int[0, Size - 1].Sample(left =>
    {
        var older = StoreOf([.. Enumerable.Range(0, left).Select(SomeLedger.Entry)]);
        return Audit(older).IsSound
            && Audit(older, Head).Findings is [AuditFinding.ShorterThanCheckpoint { SignedSize: Size } cut] && cut.Size == left;
    }, iter: 40);

    [Fact]
    public void A_body_past_its_retention_counts_as_expired_and_a_younger_one_as_missing()
    {
        var without = Sound with { Rows = [.. Sound.Rows.Select(r => r.Index < 10 ? r with { Body = [] } : r)] };
        var keptFrom = SomeLedger.Entry(5).At.Moment;
        var report = Audit(without, keptFrom, Head);
        Assert.Equal(5, report.Expired);
        Assert.Equal([5L, 6, 7, 8, 9], report.Findings.Cast<AuditFinding.BodyMissing>().Select(f => f.Index));
        Assert.Equal(10, Audit(without, Head).Findings.Length);
    }

    [Fact]
    public void A_leaf_that_is_no_canonical_entry_is_found()
    {
        byte[] body = [.. Sound.Rows[3].Body, (byte)'\n'];
        var rows = Sound.Rows.SetItem(3, Sound.Rows[3] with { Body = body, Leaf = TreeHash.Leaf(body).ToArray() });
        Assert.Contains(Audit(Sound with { Rows = rows }).Findings, f => f is AuditFinding.NotCanonical { Index: 3 });
    }

    [Fact]
    public void A_checkpoint_that_cannot_be_trusted_is_a_finding_itself()
    {
        using var strange = Key.Create(SignatureAlgorithm.Ed25519);
        var body = new Checkpoint("another.test/ledger", 0, TreeHash.Empty).Body;
        var other = SomeLedger.VerifierOf("another.test/ledger", SomeLedger.Key);
        var stranger = SomeLedger.VerifierOf(SomeLedger.Origin, strange);
        var ours = new Checkpoint(SomeLedger.Origin, 0, TreeHash.Empty).Body;

        Assert.Equal(CheckpointFault.Unreadable, Fault("hello"));
        Assert.Equal(CheckpointFault.OtherLog, Fault(SignedNote.Sign(body, other, SignatureAlgorithm.Ed25519.Sign(SomeLedger.Key, SignedNote.BytesToSign(body))).ToString()));
        Assert.Equal(CheckpointFault.NotSigned, Fault(SignedNote.Sign(ours, stranger, SignatureAlgorithm.Ed25519.Sign(strange, SignedNote.BytesToSign(ours))).ToString()));
        Assert.Equal(CheckpointFault.WrongSignature, Fault(SignedNote.Sign(ours, SomeLedger.Verifier, new byte[64]).ToString()));

        static CheckpointFault Fault(string note) => Assert.IsType<AuditFinding.CheckpointRejected>(Assert.Single(Audit(Sound, note).Findings)).Fault;
    }

    [Fact]
    public void Every_column_is_compared_with_the_body() => Gen.Int[0, Size - 1].Sample(at =>
        Names.All<LedgerColumn>().All(column =>
            Audit(Sound with { Rows = Sound.Rows.SetItem(at, With(Sound.Rows[at], column)) }, Head).Findings is [AuditFinding.ColumnDiffers found]
            && found.Index == at && found.Column == column), iter: 20);

    private static (Store Damaged, string Expected) Damage(int kind, int at, int place, byte change)
    {
        var row = Sound.Rows[at];
        var tile = place % Sound.Tiles.Length;
        return kind switch
        {
            0 or 1 or 2 => (Sound with { Rows = Sound.Rows.SetItem(at, row with { Body = Changed(row.Body, place, change) }) },
                $"The body of entry {at} does not match the leaf hash stored with it."),
            3 => (Sound with { Rows = Sound.Rows.SetItem(at, row with { Leaf = Changed(row.Leaf, place, change) }) },
                $"The body of entry {at} does not match the leaf hash stored with it."),
            4 => (Sound with { Rows = Sound.Rows.SetItem(at, row with { Leaf = row.Leaf[..(place % 32)] }) },
                $"The leaf hash stored with entry {at} is not a hash."),
            5 => (Sound with { Rows = Sound.Rows.RemoveAt(at) }, at == Size - 1
                ? $"The store has {at} entries, but the signed checkpoint of {Outside} counts {Size}: the end was cut off, or this is an older copy."
                : $"Entry {at} is missing."),
            6 => (Sound with { Rows = Sound.Rows.Insert(at + 1, row) },
                $"Entry {at} stands in the store more than once, or out of order."),
            7 => (Sound with { Tiles = Sound.Tiles.SetItem(tile, (Sound.Tiles[tile].Id, Changed(Sound.Tiles[tile].Bytes, place, change))) },
                $"Tile (0, {tile}) disagrees with the stored leaf hashes of entries {tile * 256} to {(tile * 256) + 255}."),
            8 => (Sound with { Tiles = Sound.Tiles.RemoveAt(tile) },
                $"Tile (0, {tile}) is missing; it holds the hashes of entries {tile * 256} to {(tile * 256) + 255}."),
            _ => (Sound with { Tiles = Sound.Tiles.Add((new TileId(0, 2 + at), Sound.Tiles[tile].Bytes)) },
                $"Tile (0, {2 + at}) is stored more than once, or belongs to entries that are not in the store."),
        };
    }

    private static Row With(Row row, LedgerColumn column)
    {
        var columns = row.Columns;
        return row with
        {
            Columns = column switch
            {
                LedgerColumn.Id => columns with { Id = new EntryId(Guid.Empty) },
                LedgerColumn.Kind => columns with { Kind = (EntryKind)(-1) },
                LedgerColumn.Time => columns with { AtMilliseconds = columns.AtMilliseconds + 1 },
                LedgerColumn.Subject => columns with { Subject = null },
                LedgerColumn.Recipient => columns with { Recipient = Guid.Empty },
                LedgerColumn.Purpose => columns with { Purpose = null },
                LedgerColumn.Refused => columns with { IsRefused = !columns.IsRefused },
            },
        };
    }

    private static byte[] Changed(byte[] bytes, int place, byte change)
    {
        var copy = (byte[])bytes.Clone();
        copy[place % copy.Length] ^= change;
        return copy;
    }

    private static Store StoreOf(ImmutableArray<LedgerEntry> entries)
    {
        var rows = entries.Select((entry, index) =>
        {
            var body = CanonicalEntry.Encode(entry);
            return new Row(index, TreeHash.Leaf(body).ToArray(), body, LedgerColumns.Of(entry));
        }).ToImmutableArray();
        var filled = LedgerTree.Empty.Append([.. rows.Select(r => MerkleHash.From(r.Leaf))]).Filled;
        return new Store(rows, [.. filled.Select(t => (t.Id, t.ToBytes()))]);
    }

    private static LedgerTree TreeOf(Store store) => LedgerTree.Empty.Append([.. store.Rows.Select(r => MerkleHash.From(r.Leaf))]).Tree;

    private static AuditReport Audit(Store store, params string[] notes) => Audit(store, null, notes);

    private static AuditReport Audit(Store store, DateTimeOffset? keptFrom, params string[] notes)
    {
        var audit = new LedgerAudit(keptFrom);
        foreach (var note in notes) audit.Expect(Outside, note, SomeLedger.Verifier, SomeLedger.Check);
        foreach (var row in store.Rows) audit.Add(new LedgerRow(row.Index, row.Leaf, row.Body, row.Columns));
        foreach (var (id, bytes) in store.Tiles) audit.AddTile(id, bytes);
        return audit.Finish();
    }
}
