using System.Collections.Immutable;

namespace WorkforceTrack.Domain.Surveys;

/// <summary>
/// The exact counts of a closed survey (S5). They leave the program only through <see cref="DisclosureControl"/>.
/// </summary>
public sealed class RawTally(long casts, ImmutableDictionary<Cell, long> counts, ImmutableDictionary<string, long> comments)
{
    /// <summary>How many people handed in answers.</summary>
    public long Casts { get; } = casts;

    /// <summary>How many comments each question got.</summary>
    public ImmutableDictionary<string, long> Comments { get; } = comments;

    public long this[Cell cell] => counts.GetValueOrDefault(cell);

    public override string ToString() => "(exact counts)";
}
