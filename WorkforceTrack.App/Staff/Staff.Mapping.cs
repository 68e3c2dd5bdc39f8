using Microsoft.EntityFrameworkCore;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Staff;

namespace WorkforceTrack.App.Staff;

/// <summary>A person of the staff, as the main store knows one: a random id and a role.</summary>
internal sealed class StaffRow
{
    public StaffId Id { get; set; }

    public StaffRole Role { get; set; }

    public bool IsActive { get; set; }

    /// <summary>The name, sealed under the person's own key.</summary>
    public required byte[] SealedName { get; set; }

    /// <summary>The mail address, sealed under the person's own key.</summary>
    public required byte[] SealedAddress { get; set; }
}

/// <summary>A role that a person of the staff had before; entries of that time name the person and were made in that role.</summary>
internal sealed class PastRoleRow
{
    public StaffId Staff { get; set; }

    public StaffRole Role { get; set; }
}

/// <summary>A signature under the adherence agreement.</summary>
internal sealed class SignatureRow
{
    public Guid Id { get; set; }

    public StaffId Staff { get; set; }

    public PolicyNumber Policy { get; set; }

    public DateTimeOffset SignedAt { get; set; }

    public AdherenceSignature ToSignature() => new(Id, Staff, Policy, SignedAt);
}

internal static class StaffMapping
{
    internal static void Map(ModelBuilder model)
    {
        model.Entity<StaffRow>(staff =>
        {
            staff.ToTable("Staff");
            staff.Property(s => s.Id).ValueGeneratedNever();
            staff.Property(s => s.Role).HasConversion<string>();
        });
        model.Entity<PastRoleRow>(past =>
        {
            past.ToTable("PastRoles");
            past.HasKey(p => new { p.Staff, p.Role });
            past.Property(p => p.Role).HasConversion<string>();
        });
        model.Entity<SignatureRow>(signature =>
        {
            signature.ToTable("Signatures");
            signature.Property(s => s.Id).ValueGeneratedNever();
            signature.HasIndex(s => s.Staff);
        });
    }
}
