using System.Collections.Immutable;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.Domain.LegalProcess;

/// <summary>Members, fields of each, and the period in which a value was held (D6). Once fixed it only becomes narrower.</summary>
/// <param name="Members">Each member once, with at least one field.</param>
/// <param name="Period">The days, UTC, both within.</param>
public sealed record CaseScope(ImmutableArray<ScopedMember> Members, CasePeriod Period)
{
    /// <summary>More members than this are no narrow demand; it has to be made in parts.</summary>
    public const int MostMembers = 50;

    public static CaseScope Nothing { get; } = new([], new CasePeriod(DateOnly.MinValue, DateOnly.MinValue));

    /// <summary>Whether nothing would be given under it.</summary>
    public bool IsEmpty => Members.IsEmpty;

    /// <summary>Whether each member is in it once, with at least one field, for a period that does not end before it begins.</summary>
    public bool IsSound => !Members.IsEmpty && Members.Length <= MostMembers && Period.From <= Period.To
        && Members.All(m => !m.Fields.IsEmpty) && Members.DistinctBy(m => m.Member).Count() == Members.Length;

    public FieldSet FieldsOf(MemberId member) => Members.FirstOrDefault(m => m.Member == member)?.Fields ?? FieldSet.Empty;

    /// <summary>Whether the other gives nothing that this does not.</summary>
    [Keeps("D6")]
    public bool Covers(CaseScope other) =>
        other.Members.All(m => FieldsOf(m.Member).Covers(m.Fields)) && Period.From <= other.Period.From && other.Period.To <= Period.To;

    public CaseScope Without(MemberId member) => this with { Members = [.. Members.Where(m => m.Member != member)] };
}

/// <summary>One member within a scope.</summary>
public sealed record ScopedMember(MemberId Member, FieldSet Fields);

/// <summary>Days, UTC, the first and the last within.</summary>
public readonly record struct CasePeriod(DateOnly From, DateOnly To)
{
    /// <summary>Whether a value that is held since this day was held on a day of the period.</summary>
    public bool Reaches(DateOnly heldSince) => heldSince <= To;
}
