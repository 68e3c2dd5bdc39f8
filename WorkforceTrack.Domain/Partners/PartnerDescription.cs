using System.Collections.Immutable;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.Domain.Partners;

/// <summary>What the policy must say of a partner, made from its agreements, and the version that says it (O2).</summary>
public static class PartnerDescription
{
    /// <summary>The flows that the agreements whose term has not ended need; every fault when one cannot be described.</summary>
    public static (ImmutableArray<DeclaredFlow> Flows, ImmutableArray<PartnerFlowFault> Faults) Of(
        PartnerId partner, string name, IEnumerable<Agreement> agreements, DateTimeOffset now)
    {
        var current = agreements.Where(a => a.Partner == partner && now < a.Until).ToList();
        var answers = current.GroupBy(a => a.Purpose)
            .Select(g => PartnerFlow.Describe(partner, name, g.Key, Union(g.Select(ServiceOffer.FieldsOf)))).ToList();
        var addresses = Union(current.Select(ServiceOffer.AddressesOf));
        if (!addresses.IsEmpty) answers.Add(PartnerFlow.DescribeContact(partner, name, addresses));
        return (
            [.. answers.OfType<PartnerFlowAnswer.Described>().Select(a => a.Flow)],
            [.. answers.OfType<PartnerFlowAnswer.Refused>().SelectMany(a => a.Faults).Distinct()]);
    }

    /// <summary>Whether the version describes every one of the flows, with every field.</summary>
    [Keeps("O2")]
    public static bool Describes(PolicyVersion? policy, ImmutableArray<DeclaredFlow> flows) =>
        policy is not null && flows.All(f => policy.FlowFor(f.Recipient, f.RecipientId, f.Purpose, f.Basis)?.Fields.Covers(f.Fields) == true);

    /// <summary>
    /// The next version, with the partner's flows in place of what it said of this partner. Not material (AC1): what staff
    /// signed to do is the same, and nothing of a member moves until that member selects the service and sees the fields.
    /// It is published all the same, with a number and a date, before the flow starts (O2).
    /// </summary>
    [Keeps("O2")]
    public static PolicyVersion Next(PolicyVersion current, DateOnly published, PartnerId partner, ImmutableArray<DeclaredFlow> flows)
    {
        ImmutableArray<DeclaredFlow> all = [.. current.Flows.Where(f => f.RecipientId != partner.Value), .. flows];
        return current with
        {
            Number = new PolicyNumber(current.Number.Major, current.Number.Minor + 1),
            Published = published,
            IsMaterial = false,
            Fields = FieldDeclarations.For(all),
            Flows = all,
        };
    }

    private static FieldSet Union(IEnumerable<FieldSet> sets) => sets.Aggregate(FieldSet.Empty, (all, set) => all.Union(set));
}
