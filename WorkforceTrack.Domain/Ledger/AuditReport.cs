using System.Collections.Immutable;

namespace WorkforceTrack.Domain.Ledger;

/// <summary>What an audit found. Entries after <paramref name="SignedSize"/> are sound in themselves, but no checkpoint vouches for them.</summary>
/// <param name="Entries">How many rows were read.</param>
/// <param name="Expired">How many have no body any more because their retention ended.</param>
/// <param name="SignedSize">The largest signed size that the entries were compared with and matched.</param>
/// <param name="Root">The root over all entries; null where a row is missing.</param>
/// <param name="Findings">What is wrong; empty when nothing is.</param>
public sealed record AuditReport(long Entries, long Expired, long SignedSize, MerkleHash? Root, ImmutableArray<AuditFinding> Findings)
{
    public bool IsSound => Findings.IsEmpty;
}
