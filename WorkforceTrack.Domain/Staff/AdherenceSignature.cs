using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.Domain.Staff;

/// <summary>A signature under the adherence agreement: this person keeps to this version of the policy (AC1).</summary>
public sealed record AdherenceSignature(Guid Id, StaffId Staff, PolicyNumber Policy, DateTimeOffset SignedAt)
{
    /// <summary>Whether it still binds when <paramref name="latestMaterial"/> is the latest version that people must know of.</summary>
    [Keeps("AC1")]
    public bool Covers(PolicyNumber latestMaterial) => Policy.CompareTo(latestMaterial) >= 0;
}
