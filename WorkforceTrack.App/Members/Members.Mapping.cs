using Microsoft.EntityFrameworkCore;
using WorkforceTrack.Domain.Members;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Members;

/// <summary>A member in the main store: a random id and where the membership stands.</summary>
internal sealed class MemberRow
{
    public MemberId Id { get; set; }

    public AccountState State { get; set; }

    /// <summary>Raised whenever a value of the member changes. For the house alone: no partner sees it, nor anything made from it.</summary>
    public long DataVersion { get; set; }

    /// <summary>The UTC day on which the member last looked over the data: joined, corrected something, or said that everything is right.</summary>
    public DateOnly? ReviewedOn { get; set; }

    /// <summary>The UTC day of the last mail that asked the member to look it over.</summary>
    public DateOnly? ReviewAskedOn { get; set; }
}

/// <summary>One sealed value: AES-256-GCM under the person's own key, member id and field name as associated data.</summary>
internal sealed class SealedFieldRow
{
    public MemberId Member { get; set; }

    public PersonalField Field { get; set; }

    public required byte[] Sealed { get; set; }

    public FieldSource Source { get; set; }

    /// <summary>The day on which it was stored; the time of day would tell more than is needed.</summary>
    public DateOnly StoredOn { get; set; }
}

internal static class MembersMapping
{
    internal static void Map(ModelBuilder model)
    {
        model.Entity<MemberRow>(member =>
        {
            member.ToTable("Members");
            member.Property(m => m.State).HasConversion<string>();
        });
        model.Entity<SealedFieldRow>(field =>
        {
            field.ToTable("SealedFields");
            field.HasKey(f => new { f.Member, f.Field });
            field.Property(f => f.Field).HasConversion(v => Names.Of(v), v => Parse(v));
            field.Property(f => f.Source).HasConversion<string>();
        });
    }

    private static PersonalField Parse(string name) => Names.TryParse<PersonalField>(name, out var field)
        ? field
        : throw new InvalidDataException("A sealed value in the store has a field name that this version does not know.");
}
