using Microsoft.EntityFrameworkCore;
using WorkforceTrack.Domain.Erasure;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Erasure;

/// <summary>
/// A member's leaving, and later its receipt. Who it is, only the vault's row says, and that goes: nothing here ever names a member, a
/// ledger subject or a partner's name for one.
/// </summary>
internal sealed class LeavingRow
{
    /// <summary>Random id, the evidence that the ledger's entry of the erasure names.</summary>
    public Guid Id { get; set; }

    /// <summary>By which the receipt is asked for.</summary>
    public required string Reference { get; set; }

    /// <summary>SHA-256 of the secret, which has 125 bits of chance.</summary>
    public required byte[] SecretHash { get; set; }

    public LeavingStep Step { get; set; }

    /// <summary>When the erasure begins; null once it is finished.</summary>
    public DateTimeOffset? DueAt { get; set; }

    public DateTimeOffset? ErasedAt { get; set; }

    /// <summary>The receipt as JSON, fixed when the erasure was finished; its SHA-256 stands in the ledger.</summary>
    public byte[]? Document { get; set; }

    /// <summary>Index of the ledger's entry.</summary>
    public long? EntryIndex { get; set; }
}

/// <summary>How many records of one kind the daily sweep removed on one day.</summary>
internal sealed class SweepRow
{
    /// <summary>Days since 1970-01-01, UTC.</summary>
    public int Day { get; set; }

    public RecordKind Kind { get; set; }

    public int Removed { get; set; }
}

internal static class ErasureMapping
{
    internal static void Map(ModelBuilder model)
    {
        model.Entity<LeavingRow>(leaving =>
        {
            leaving.ToTable("Leavings");
            leaving.Property(l => l.Id).ValueGeneratedNever();
            leaving.Property(l => l.Step).HasConversion<string>();
            leaving.HasIndex(l => l.Reference).IsUnique();
            leaving.HasIndex(l => l.DueAt);
        });
        model.Entity<SweepRow>(sweep =>
        {
            sweep.ToTable("Sweeps");
            sweep.HasKey(s => new { s.Day, s.Kind });
            sweep.Property(s => s.Kind).HasConversion<string>();
        });
    }
}
