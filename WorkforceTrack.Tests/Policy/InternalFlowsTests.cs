using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Staff;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Policy;

public sealed class InternalFlowsTests
{
    [Fact]
    public void Ids_tell_flows_apart() =>
        Assert.Equal(ExamplePartner.Version.Flows.Length, ExamplePartner.Version.Flows.Select(f => f.Id).Distinct(StringComparer.Ordinal).Count());

    [Fact, Proves("D2")]
    public void Staff_may_name_exactly_the_purposes_that_a_staff_flow_describes() => Assert.Equal(
        InternalFlows.All.Where(f => f.Recipient == RecipientKind.Staff).Select(f => f.Purpose).Order(),
        Names.All<StaffRole>().SelectMany(StaffEntitlements.For).Distinct().Order());

    [Fact, Proves("C2")]
    public void News_needs_a_yes()
    {
        var flow = Assert.Single(ExamplePartner.Version.Flows, f => f.Purpose == Purpose.News);
        Assert.Equal(LegalBasis.Consent, flow.Basis);
    }

    [Fact, Proves("A1")]
    public void Own_access_leaves_no_field_out()
    {
        var flow = Assert.Single(InternalFlows.All, f => f.Purpose == Purpose.OwnAccess);
        Assert.All(Names.All<PersonalField>(), field => Assert.True(flow.Fields.Contains(field)));
    }

    [Fact, Proves("O2")]
    public void A_changed_copy_of_a_version_is_judged_by_its_own_flows()
    {
        var copy = ExamplePartner.Version with { Flows = [] };
        Assert.Null(copy.FlowFor(RecipientKind.Platform, null, Purpose.News, LegalBasis.Consent));
        Assert.NotNull(ExamplePartner.Version.FlowFor(RecipientKind.Platform, null, Purpose.News, LegalBasis.Consent));
    }

    [Fact, Proves("O2")]
    public void Two_descriptions_of_one_flow_are_no_policy()
    {
        var flow = ExamplePartner.WidestFlows[0];
        Assert.Throws<ArgumentException>(() => PolicyText.Version1(new DateOnly(2026, 1, 15), [flow, flow with { Fields = FieldSet.Of(PersonalField.Skills) }]));
    }
}
