using System.Collections.Immutable;

namespace WorkforceTrack.Domain.Policy;

/// <summary>Which purposes leave the house (P5): those of a service that a member selects, and writing to the member for it.</summary>
[Keeps("P5")]
public static class Purposes
{
    /// <summary>What a partner's service may be for. Advertising is not among them.</summary>
    public static readonly ImmutableArray<Purpose> ForPartners = [Purpose.JobMatching, Purpose.Training, Purpose.Benefits];

    /// <summary>Whether this purpose is one that a partner's service may have.</summary>
    public static bool IsForPartners(Purpose purpose) => ForPartners.Contains(purpose);
}
