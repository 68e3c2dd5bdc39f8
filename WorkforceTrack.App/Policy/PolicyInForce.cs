using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.Policy;

/// <summary>The published versions, read at start and at each publication; what is in force is a fact for the gate.</summary>
internal sealed class PolicyInForce
{
    private IReadOnlyList<PolicyVersion> versions = [];

    /// <summary>All versions, oldest first.</summary>
    internal IReadOnlyList<PolicyVersion> All => versions;

    /// <summary>The version in force; null before the first publication, and then everything is refused.</summary>
    internal PolicyVersion? Version => versions is [.., var last] ? last : null;

    /// <summary>The latest version that staff must have signed (AC1).</summary>
    internal PolicyNumber? LatestMaterial => versions.LastOrDefault(v => v.IsMaterial)?.Number;

    internal void Set(IReadOnlyList<PolicyVersion> published) => versions = published;
}
