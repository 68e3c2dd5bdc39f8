using System.Globalization;

namespace WorkforceTrack.Domain.Ledger;

/// <summary>One thing that is wrong with the ledger, named so that a person can look there (SE1).</summary>
public abstract class AuditFinding
{
    private AuditFinding()
    {
    }

    /// <summary>What is wrong, in words.</summary>
    public abstract string Text { get; }

    public sealed override string ToString() => Text;

    private static string Words(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    public sealed class RowsMissing(long first, long last) : AuditFinding
    {
        public long First => first;

        public long Last => last;

        public override string Text => first == last
            ? Words($"Entry {first} is missing.")
            : Words($"Entries {first} to {last} are missing.");
    }

    public sealed class RowOutOfOrder(long index) : AuditFinding
    {
        public long Index => index;

        public override string Text => Words($"Entry {index} stands in the store more than once, or out of order.");
    }

    public sealed class LeafUnreadable(long index) : AuditFinding
    {
        public long Index => index;

        public override string Text => Words($"The leaf hash stored with entry {index} is not a hash.");
    }

    public sealed class BodyMissing(long index) : AuditFinding
    {
        public long Index => index;

        public override string Text => Words($"The body of entry {index} is gone, though its retention has not ended.");
    }

    public sealed class BodyDiffers(long index) : AuditFinding
    {
        public long Index => index;

        public override string Text => Words($"The body of entry {index} does not match the leaf hash stored with it.");
    }

    public sealed class NotCanonical(long index) : AuditFinding
    {
        public long Index => index;

        public override string Text => Words($"The body of entry {index} is not the canonical form of an entry.");
    }

    public sealed class ColumnDiffers(long index, LedgerColumn column) : AuditFinding
    {
        public long Index => index;

        public LedgerColumn Column => column;

        public override string Text => Words($"The column {Name} of entry {index} disagrees with the body.");

        private string Name => Policy.Names.Of(column);
    }

    public sealed class TileMissing(TileId tile) : AuditFinding
    {
        public TileId Tile => tile;

        public override string Text => Words($"Tile {tile} is missing; it holds the hashes of {Entries(tile)}.");
    }

    public sealed class TileDiffers(TileId tile) : AuditFinding
    {
        public TileId Tile => tile;

        public override string Text => Words($"Tile {tile} disagrees with the stored leaf hashes of {Entries(tile)}.");
    }

    public sealed class TileUnknown(TileId tile) : AuditFinding
    {
        public TileId Tile => tile;

        public override string Text => Words($"Tile {tile} is stored more than once, or belongs to entries that are not in the store.");
    }

    public sealed class CheckpointRejected(string source, CheckpointFault fault) : AuditFinding
    {
        public string Source => source;

        public CheckpointFault Fault => fault;

        public override string Text => fault switch
        {
            CheckpointFault.Unreadable => Words($"The checkpoint of {source} cannot be read as one."),
            CheckpointFault.OtherLog => Words($"The checkpoint of {source} is of another log."),
            CheckpointFault.NotSigned => Words($"The checkpoint of {source} is not signed by the key of this log."),
            CheckpointFault.WrongSignature => Words($"The signature of the checkpoint of {source} is not valid."),
        };
    }

    public sealed class ShorterThanCheckpoint(string source, long size, long signedSize) : AuditFinding
    {
        public string Source => source;

        public long Size => size;

        public long SignedSize => signedSize;

        public override string Text =>
            Words($"The store has {size} entries, but the signed checkpoint of {source} counts {signedSize}: the end was cut off, or this is an older copy.");
    }

    public sealed class RootDiffers(string source, long signedSize) : AuditFinding
    {
        public string Source => source;

        public long SignedSize => signedSize;

        public override string Text =>
            Words($"The first {signedSize} entries are not those that the signed checkpoint of {source} stands for: an entry among them was changed.");
    }

    /// <summary>A head of before a restore that the ledger does not continue.</summary>
    public sealed class LostByRestore(string source, long signedSize, long? restoredAt) : AuditFinding
    {
        public long SignedSize => signedSize;

        public long? RestoredAt => restoredAt;

        public override string Text => restoredAt is { } at
            ? Words($"The checkpoint of {source} counts {signedSize} entries under the name that this ledger had before it was restored from a backup. It goes on from its first {at} entries under a new name; what was recorded after those until then is lost.")
            : Words($"The checkpoint of {source} counts {signedSize} entries under the name that this ledger had before it was restored from a backup, and the ledger does not continue it.");
    }

    private static string Entries(TileId tile) => tile.Level > 5
        ? "many entries"
        : Words($"entries {tile.Index << (8 * (tile.Level + 1))} to {((tile.Index + 1) << (8 * (tile.Level + 1))) - 1}");
}
