using Microsoft.EntityFrameworkCore;
using WorkforceTrack.Domain.Engagements;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Engagements;

/// <summary>An engagement of auditors or consultants. That its term is over is said by the clock, never by the row.</summary>
internal sealed class EngagementRow
{
    public EngagementId Id { get; set; }

    public EngagementKind Kind { get; set; }

    public FieldSet Fields { get; set; }

    public DateTimeOffset From { get; set; }

    public DateTimeOffset Until { get; set; }

    public EngagementStep Step { get; set; }

    public StaffId DraftedBy { get; set; }

    public DateTimeOffset DraftedAt { get; set; }

    /// <summary>Rises with each change of the draft: what was shown is what is confirmed.</summary>
    public int Version { get; set; }

    /// <summary>Name, contact and the salt of the commitment, sealed under the engagement's key: either may name a person.</summary>
    public required byte[] SealedOrganisation { get; set; }

    /// <summary>How the ledger names the organisation without naming it.</summary>
    public required byte[] NameHash { get; set; }

    /// <summary>SHA-256 of the signed document.</summary>
    public byte[]? DocumentHash { get; set; }

    public StaffId? ConfirmedBy { get; set; }

    public DateTimeOffset? ConfirmedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public StaffId? SettledBy { get; set; }

    public DateTimeOffset? SettledAt { get; set; }

    /// <summary>SHA-256 of the list that the certificate covers.</summary>
    public byte[]? ListHash { get; set; }

    /// <summary>SHA-256 of the certificate.</summary>
    public byte[]? CertificateHash { get; set; }

    /// <summary>When the certificate was last asked for by mail.</summary>
    public DateTimeOffset? RemindedAt { get; set; }

    /// <summary>When documents and accounts were removed, past their retention.</summary>
    public DateTimeOffset? RemovedAt { get; set; }

    public Commitment NameCommitment => new(Digest.From(NameHash));

    public EngagementTerms Terms => new(Kind, Fields, From, Until);

    public StoredEngagement ToStored() => new(Id, Terms, Step, DraftedBy)
    {
        Document = DocumentHash is { } document ? Digest.From(document) : null,
        ConfirmedBy = ConfirmedBy,
        ConfirmedAt = ConfirmedAt,
        EndedAt = EndedAt,
        SettledBy = SettledBy,
        SettledAt = SettledAt,
        List = ListHash is { } list ? Digest.From(list) : null,
        Certificate = CertificateHash is { } certificate ? Digest.From(certificate) : null,
    };
}

/// <summary>One member within a scope, by the id that the ledger names. Who it is, only the vault knows.</summary>
internal sealed class EngagementScopeRow
{
    public Guid Evidence { get; set; }

    public EngagementId Engagement { get; set; }
}

/// <summary>A document of an engagement, sealed under a key of its own, which goes with its retention.</summary>
internal sealed class EngagementDocumentRow
{
    public EngagementId Engagement { get; set; }

    public DocumentKind Kind { get; set; }

    public required byte[] Sealed { get; set; }

    public DateTimeOffset AddedAt { get; set; }
}

/// <summary>A person who works under an engagement: a random id, and what the person's own key seals.</summary>
internal sealed class EngagedPersonRow
{
    /// <summary>Random id, the one that the ledger names.</summary>
    public Guid Id { get; set; }

    public EngagementId Engagement { get; set; }

    /// <summary>Whether the person is written to about the certificate.</summary>
    public bool IsContact { get; set; }

    /// <summary>False once the person was shut out before the end.</summary>
    public bool IsActive { get; set; }

    public required byte[] SealedName { get; set; }

    public required byte[] SealedAddress { get; set; }
}

internal static class EngagementsMapping
{
    internal static void Map(ModelBuilder model)
    {
        model.Entity<EngagementRow>(engagement =>
        {
            engagement.ToTable("Engagements");
            engagement.Property(e => e.Id).ValueGeneratedNever();
            engagement.Property(e => e.Kind).HasConversion<string>();
            engagement.Property(e => e.Step).HasConversion<string>();
            engagement.Ignore(e => e.NameCommitment);
            engagement.Ignore(e => e.Terms);
            engagement.HasIndex(e => e.Step);
        });
        model.Entity<EngagementScopeRow>(scope =>
        {
            scope.ToTable("EngagementScope");
            scope.HasKey(s => s.Evidence);
            scope.Property(s => s.Evidence).ValueGeneratedNever();
            scope.HasIndex(s => s.Engagement);
            scope.HasOne<EngagementRow>().WithMany().HasForeignKey(s => s.Engagement).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<EngagementDocumentRow>(document =>
        {
            document.ToTable("EngagementDocuments");
            document.HasKey(d => new { d.Engagement, d.Kind });
            document.Property(d => d.Kind).HasConversion<string>();
            document.HasOne<EngagementRow>().WithMany().HasForeignKey(d => d.Engagement).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<EngagedPersonRow>(person =>
        {
            person.ToTable("EngagedPeople");
            person.Property(p => p.Id).ValueGeneratedNever();
            person.HasIndex(p => p.Engagement);
            person.HasOne<EngagementRow>().WithMany().HasForeignKey(p => p.Engagement).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
