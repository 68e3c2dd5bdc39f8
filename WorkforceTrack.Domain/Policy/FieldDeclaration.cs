using System.Collections.Immutable;

namespace WorkforceTrack.Domain.Policy;

/// <summary>Where a personal value came from; stored with the value (O1).</summary>
public enum FieldSource
{
    /// <summary>The member typed it when registering.</summary>
    Registration,

    /// <summary>The member typed or corrected it later.</summary>
    OwnCorrection,
}

/// <summary>How long a value is kept.</summary>
public enum Retention
{
    /// <summary>As long as the membership; erased when the member removes the value or leaves.</summary>
    Membership,
}

/// <summary>What the policy says of one personal field. A field without a declaration fails the build's tests (O1).</summary>
/// <param name="Field">The field.</param>
/// <param name="Label">The name that people read.</param>
/// <param name="Why">Why it is asked, shown beside the input.</param>
/// <param name="Required">Whether registration needs it (C1).</param>
/// <param name="MaxLength">Most characters (Unicode scalar values) that a value may have.</param>
/// <param name="Sources">Where a value may come from.</param>
/// <param name="Purposes">Every purpose it may serve; must agree with the flows.</param>
/// <param name="Retention">How long it is kept.</param>
public sealed record FieldDeclaration(
    PersonalField Field,
    string Label,
    string Why,
    bool Required,
    int MaxLength,
    ImmutableArray<FieldSource> Sources,
    ImmutableArray<Purpose> Purposes,
    Retention Retention);
