using Microsoft.EntityFrameworkCore;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.Policy;

/// <summary>A published policy version, whole and immutable.</summary>
internal sealed class PolicyRow
{
    public PolicyNumber Number { get; set; }

    public DateOnly Published { get; set; }

    public bool IsMaterial { get; set; }

    /// <summary>Order of publication; the highest is in force.</summary>
    public int Sequence { get; set; }

    /// <summary>Canonical JSON; its SHA-256 is in the ledger.</summary>
    public required byte[] Json { get; set; }
}

internal static class PolicyMapping
{
    internal static void Map(ModelBuilder model) => model.Entity<PolicyRow>(policy =>
    {
        policy.ToTable("Policies");
        policy.HasKey(p => p.Number);
        policy.HasIndex(p => p.Sequence).IsUnique();
    });
}
