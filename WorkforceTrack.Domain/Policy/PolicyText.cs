using System.Collections.Immutable;

namespace WorkforceTrack.Domain.Policy;

/// <summary>The policy as this program carries it: every clause, and the first version made of them (O1, SE4).</summary>
[Keeps("O1"), Keeps("SE4")]
public static class PolicyText
{
    /// <summary>All clauses, in the order in which they are read.</summary>
    public static readonly ImmutableArray<Clause> All =
    [
        .. Clauses.Openness,
        .. Clauses.Collection,
        .. Clauses.Surveys,
        .. Clauses.WebLogs,
        .. Clauses.Cookies,
        .. Clauses.Access,
        .. Clauses.Partners,
        .. Clauses.Termination,
        .. Clauses.Disclosure,
        .. Clauses.Security,
        .. Clauses.Accountability,
    ];

    /// <summary>Version 1.0, with the partners described in it, and the surveys that this program can hold.</summary>
    /// <exception cref="ArgumentException">A flow is not one that a partner may have, or is there twice.</exception>
    public static PolicyVersion Version1(DateOnly published, ImmutableArray<DeclaredFlow> partnerFlows)
    {
        foreach (var flow in partnerFlows)
        {
            if (!PartnerFlow.IsSound(flow, FieldDeclarations.All)) throw new ArgumentException($"Flow {flow.Id} is none that a partner may have.", nameof(partnerFlows));
        }

        ImmutableArray<DeclaredFlow> flows = [.. InternalFlows.All, .. LawfulFlows.All, .. partnerFlows];
        return new PolicyVersion(new PolicyNumber(1, 0), published, IsMaterial: true, All, FieldDeclarations.For(flows), flows) { Surveys = DeclaredSurveys.All };
    }
}
