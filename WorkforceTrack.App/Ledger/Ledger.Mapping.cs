using Microsoft.EntityFrameworkCore;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Ledger;

/// <summary>One entry: its canonical bytes, its leaf hash, and the columns by which pages find it. Never updated, never deleted.</summary>
internal sealed class EntryRow
{
    /// <summary>Zero-based index of the leaf.</summary>
    public long Index { get; set; }

    public EntryId Id { get; set; }

    public EntryKind Kind { get; set; }

    public DateTimeOffset At { get; set; }

    public LedgerSubject? Subject { get; set; }

    public Guid? Recipient { get; set; }

    public Purpose? Purpose { get; set; }

    public required byte[] Body { get; set; }

    public required byte[] LeafHash { get; set; }
}

/// <summary>A full tile of 256 hashes (C2SP tlog-tiles). Never updated, never deleted.</summary>
internal sealed class TileRow
{
    public int Level { get; set; }

    public long Index { get; set; }

    public required byte[] Hashes { get; set; }
}

/// <summary>What lies sealed beside an entry under the subject's key: the salted text whose commitment the entry carries.</summary>
internal sealed class SealedNoteRow
{
    public EntryId Entry { get; set; }

    public required byte[] Sealed { get; set; }
}

/// <summary>Under which entry a session's own access stands; both ids are in the entry itself, so the row tells nothing new.</summary>
internal sealed class OwnAccessRow
{
    public Guid Access { get; set; }

    public long Index { get; set; }
}

internal static class LedgerMapping
{
    internal static void Map(ModelBuilder model)
    {
        model.Entity<EntryRow>(entry =>
        {
            entry.ToTable("Ledger");
            entry.HasKey(e => e.Index);
            entry.Property(e => e.Index).ValueGeneratedNever();
            entry.Property(e => e.Kind).HasConversion(v => Names.Of(v), v => Parse<EntryKind>(v));
            entry.Property(e => e.Purpose).HasConversion(v => v == null ? null : Names.Of(v.Value), v => v == null ? null : Parse<Purpose>(v));
            entry.HasIndex(e => e.Id).IsUnique();
            entry.HasIndex(e => new { e.Subject, e.Index });
            entry.HasIndex(e => new { e.Recipient, e.Index });
            entry.HasIndex(e => new { e.Kind, e.Index });
            entry.HasIndex(e => new { e.Purpose, e.Index });
        });
        model.Entity<TileRow>(tile =>
        {
            tile.ToTable("LedgerTiles");
            tile.HasKey(t => new { t.Level, t.Index });
        });
        model.Entity<OwnAccessRow>(access =>
        {
            access.ToTable("OwnAccess");
            access.HasKey(a => a.Access);
        });
        model.Entity<SealedNoteRow>(note =>
        {
            note.ToTable("SealedNotes");
            note.HasKey(n => n.Entry);
        });
    }

    private static T Parse<T>(string name) where T : struct, Enum => Names.TryParse<T>(name, out var value)
        ? value
        : throw new InvalidDataException("A ledger column holds a name that this version does not know. Run: ledger verify");
}
