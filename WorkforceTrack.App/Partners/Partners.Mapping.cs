using Microsoft.EntityFrameworkCore;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Partners;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Partners;

/// <summary>A partner organisation. Not a person: its name lies in the clear.</summary>
internal sealed class PartnerRow
{
    public PartnerId Id { get; set; }

    public required string Name { get; set; }

    public required string Contact { get; set; }

    public DateTimeOffset? SuspendedAt { get; set; }

    /// <summary>Chance that goes with the name into the ledger's commitment to it; drawn once.</summary>
    public required byte[] NameSalt { get; set; }

    /// <summary>How the ledger names the partner without naming it.</summary>
    public Commitment NameCommitment => Commitment.To(Salt.From(NameSalt), Name);
}

/// <summary>A written agreement with a partner.</summary>
internal sealed class AgreementRow
{
    public AgreementId Id { get; set; }

    public PartnerId Partner { get; set; }

    public Purpose Purpose { get; set; }

    public FieldSet Fields { get; set; }

    public DateTimeOffset From { get; set; }

    public DateTimeOffset Until { get; set; }

    public int DailyLimit { get; set; }

    public Agreement ToAgreement(bool suspended) => new(Id, Partner, Purpose, Fields, From, Until, DailyLimit, suspended);
}

/// <summary>A service that members can select; it comes under one agreement.</summary>
internal sealed class ServiceRow
{
    public ServiceId Id { get; set; }

    public AgreementId Agreement { get; set; }

    public required string Title { get; set; }

    public required string Description { get; set; }
}

/// <summary>A member's choice of a service. A choice made again is a new row.</summary>
internal sealed class SelectionRow
{
    public Guid Id { get; set; }

    public ServiceId Service { get; set; }

    public AgreementId Agreement { get; set; }

    public MemberId Member { get; set; }

    public ConsentId Consent { get; set; }

    public DateTimeOffset SelectedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public Selection ToSelection() => new(Service, Agreement, Member, Consent, SelectedAt, EndedAt);
}

/// <summary>How many records were read under an agreement in one UTC day.</summary>
internal sealed class AgreementUseRow
{
    public AgreementId Agreement { get; set; }

    /// <summary>Days since 1970-01-01.</summary>
    public int Day { get; set; }

    public int Reads { get; set; }
}

/// <summary>Which client of the token endpoint speaks for which agreement. The secret's hash lies with OpenIddict.</summary>
internal sealed class CredentialRow
{
    /// <summary>Random id, the one that the ledger names.</summary>
    public Guid Id { get; set; }

    public required string ClientId { get; set; }

    public AgreementId Agreement { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }
}

internal static class PartnersMapping
{
    internal static void Map(ModelBuilder model)
    {
        model.Entity<PartnerRow>(partner =>
        {
            partner.ToTable("Partners");
            partner.Property(p => p.Id).ValueGeneratedNever();
            partner.Ignore(p => p.NameCommitment);
            partner.HasIndex(p => p.Name).IsUnique();
        });
        model.Entity<AgreementRow>(agreement =>
        {
            agreement.ToTable("Agreements");
            agreement.Property(a => a.Id).ValueGeneratedNever();
            agreement.Property(a => a.Purpose).HasConversion<string>();
            agreement.HasIndex(a => a.Partner);
            agreement.HasOne<PartnerRow>().WithMany().HasForeignKey(a => a.Partner).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<ServiceRow>(service =>
        {
            service.ToTable("Services");
            service.Property(s => s.Id).ValueGeneratedNever();
            service.HasIndex(s => s.Agreement);
            service.HasOne<AgreementRow>().WithMany().HasForeignKey(s => s.Agreement).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<SelectionRow>(selection =>
        {
            selection.ToTable("Selections");
            selection.Property(s => s.Id).ValueGeneratedNever();
            selection.HasIndex(s => new { s.Member, s.Agreement });
            selection.HasIndex(s => new { s.Agreement, s.Member });
        });
        model.Entity<AgreementUseRow>(use =>
        {
            use.ToTable("AgreementUse");
            use.HasKey(u => new { u.Agreement, u.Day });
        });
        model.Entity<CredentialRow>(credential =>
        {
            credential.ToTable("Credentials");
            credential.Property(c => c.Id).ValueGeneratedNever();
            credential.HasIndex(c => c.ClientId).IsUnique();
            credential.HasOne<AgreementRow>().WithMany().HasForeignKey(c => c.Agreement).OnDelete(DeleteBehavior.Restrict);
        });
    }
}
