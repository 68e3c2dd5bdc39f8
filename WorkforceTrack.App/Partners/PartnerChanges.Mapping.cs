using Microsoft.EntityFrameworkCore;
using WorkforceTrack.Domain.Partners;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Partners;

/// <summary>
/// One thing that a partner is told. It knows the member by the partner's own name alone: neither a member id nor a ledger subject stands
/// here, and of the time only the day. The table has no row ids, which would number the changes in the order of the ledger's entries.
/// </summary>
internal sealed class PartnerChangeRow
{
    public Guid Id { get; set; }

    public ChangeKind Kind { get; set; }

    public PartnerId Partner { get; set; }

    /// <summary>The name under which the partner knows the member; gone when an erasure was acknowledged.</summary>
    public PartnerSubject? Subject { get; set; }

    /// <summary>Names of the fields concerned; empty for an erasure, which concerns all.</summary>
    public FieldSet Fields { get; set; }

    /// <summary>The UTC day since which it waits, or waited.</summary>
    public DateOnly ToldOn { get; set; }

    /// <summary>The UTC day on which the partner acknowledged it.</summary>
    public DateOnly? AcknowledgedOn { get; set; }

    /// <summary>Keyed hash of an erasure's receipt and the partner: whoever has the receipt finds the row, and no two rows of one person look alike.</summary>
    public byte[]? ReceiptMark { get; set; }
}

internal static class PartnerChangesMapping
{
    internal static void Map(ModelBuilder model) => model.Entity<PartnerChangeRow>(change =>
    {
        change.ToTable("PartnerChanges");
        change.Property(c => c.Id).ValueGeneratedNever();
        change.Property(c => c.Kind).HasConversion<string>();
        change.HasIndex(c => new { c.Partner, c.Id });
        change.HasIndex(c => c.Subject);
        change.HasIndex(c => c.ReceiptMark).IsUnique();
        change.HasOne<PartnerRow>().WithMany().HasForeignKey(c => c.Partner).OnDelete(DeleteBehavior.Restrict);
    });
}
