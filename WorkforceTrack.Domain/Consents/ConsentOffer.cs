using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.Domain.Consents;

/// <summary>Which uses inside the house rest on a member's own yes (C2, C3): those that the policy declares so, and no others.</summary>
public static class ConsentOffer
{
    /// <summary>Every flow inside the house that a member may say yes to.</summary>
    public static IEnumerable<DeclaredFlow> InTheHouse(PolicyVersion policy) =>
        policy.Flows.Where(f => f is { Basis: LegalBasis.Consent, RecipientId: null });

    /// <summary>The flow for one purpose; null when the policy knows none.</summary>
    [Keeps("C3")]
    public static DeclaredFlow? InTheHouse(PolicyVersion policy, Purpose purpose) => InTheHouse(policy).FirstOrDefault(f => f.Purpose == purpose);
}
