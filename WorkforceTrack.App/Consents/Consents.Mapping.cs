using Microsoft.EntityFrameworkCore;
using WorkforceTrack.Domain.Consents;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Consents;

/// <summary>One consent record; a new approval is a new row, and past states are kept.</summary>
internal sealed class ConsentRow
{
    public ConsentId Id { get; set; }

    public MemberId Member { get; set; }

    public Purpose Purpose { get; set; }

    public Guid? RecipientId { get; set; }

    public FieldSet Fields { get; set; }

    public PolicyNumber Policy { get; set; }

    public ConsentState State { get; set; }

    public DateTimeOffset GivenAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public Consent ToConsent() => new(Id, Member, Purpose, RecipientId, Fields, Policy, State, GivenAt, EndedAt);
}

internal static class ConsentsMapping
{
    internal static void Map(ModelBuilder model) => model.Entity<ConsentRow>(consent =>
    {
        consent.ToTable("Consents");
        consent.Property(c => c.Id).ValueGeneratedNever();
        consent.Property(c => c.Purpose).HasConversion<string>();
        consent.Property(c => c.State).HasConversion<string>();
        consent.HasIndex(c => c.Member);
    });
}
