using Microsoft.EntityFrameworkCore;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Vault;

/// <summary>
/// One member within the scope of one engagement: the name that the engaged party knows, the id that the ledger names, and who it is.
/// Once this row goes, neither of the two leads to anybody or to the other.
/// </summary>
internal sealed class EngagementSubjectRow
{
    public Guid Ref { get; set; }

    public Guid Evidence { get; set; }

    public EngagementId Engagement { get; set; }

    public Guid Person { get; set; }
}

internal static class EngagementSubjectsMapping
{
    internal static void Map(ModelBuilder model) => model.Entity<EngagementSubjectRow>(subject =>
    {
        subject.ToTable("EngagementSubjects");
        subject.HasKey(s => s.Ref);
        subject.Property(s => s.Ref).ValueGeneratedNever();
        subject.HasIndex(s => s.Evidence).IsUnique();
        subject.HasIndex(s => new { s.Engagement, s.Person }).IsUnique();
        subject.HasOne<PersonRow>().WithMany().HasForeignKey(s => s.Person).OnDelete(DeleteBehavior.Cascade);
    });
}
