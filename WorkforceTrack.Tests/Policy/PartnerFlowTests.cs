using CsCheck;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Policy;

public sealed class PartnerFlowTests
{
    [Fact, Proves("P5")]
    public void Marketing_is_not_a_purpose_and_so_no_partner_can_have_it()
    {
        Assert.Equal([Purpose.JobMatching, Purpose.Training, Purpose.Benefits], Purposes.ForPartners);
        Assert.DoesNotContain(Names.All<Purpose>().Select(Names.Of), name => name.Contains("market", StringComparison.Ordinal) || name.Contains("advert", StringComparison.Ordinal) || name.Contains("sale", StringComparison.Ordinal));
        Assert.DoesNotContain(Purpose.News, Purposes.ForPartners);
    }

    [Fact, Proves("D4")]
    public void There_is_no_advertiser_among_those_who_can_be_given_data() => Assert.Equal(
        [RecipientKind.Member, RecipientKind.Staff, RecipientKind.Partner, RecipientKind.Platform, RecipientKind.Authority, RecipientKind.Engaged],
        Names.All<RecipientKind>());

    [Fact, Proves("P2"), Proves("P5")]
    public void Whatever_is_described_has_a_purpose_for_partners_and_no_field_beyond_it() => PolicyGen.Answer.Sample(answer =>
    {
        if (answer is not PartnerFlowAnswer.Described { Flow: var flow }) return true;
        var contact = flow is { Purpose: Purpose.ContactByPartner, Basis: LegalBasis.Consent };
        return (contact || (flow.Basis == LegalBasis.SelectedService && Purposes.IsForPartners(flow.Purpose)))
            && !flow.Fields.IsEmpty
            && !flow.Fields.Contains(PersonalField.UserId)
            && flow.Fields.Overlaps(FieldSet.Of(PersonalField.Email, PersonalField.PostalAddress)) == contact
            && flow.Fields.All(f => FieldDeclarations.Of(f).Purposes.Contains(flow.Purpose));
    }, iter: 20_000);

    [Theory, Proves("P2"), Proves("P5")]
    [InlineData(Purpose.News, PersonalField.DisplayName, PartnerFlowFault.PurposeNotForPartners)]
    [InlineData(Purpose.ContactByPartner, PersonalField.Email, PartnerFlowFault.PurposeNotForPartners)]
    [InlineData(Purpose.JobMatching, PersonalField.UserId, PartnerFlowFault.FieldDoesNotServePurpose)]
    [InlineData(Purpose.JobMatching, PersonalField.Email, PartnerFlowFault.FieldDoesNotServePurpose)]
    [InlineData(Purpose.Training, PersonalField.PostalAddress, PartnerFlowFault.FieldDoesNotServePurpose)]
    public void A_flow_that_no_partner_may_have_is_refused_in_words(Purpose purpose, PersonalField field, PartnerFlowFault fault)
    {
        var refused = Assert.IsType<PartnerFlowAnswer.Refused>(PartnerFlow.Describe(ExamplePartner.Id, "Harbour Works", purpose, FieldSet.Of(field)));

        Assert.Equal([fault], refused.Faults);
        Assert.EndsWith(".", PolicyWords.Of(fault), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_reason_against_a_flow_is_given()
    {
        var refused = Assert.IsType<PartnerFlowAnswer.Refused>(PartnerFlow.Describe(ExamplePartner.Id, "\u202Eskrow", Purpose.News, FieldSet.Empty));

        Assert.Equal([PartnerFlowFault.PurposeNotForPartners, PartnerFlowFault.NoProperName, PartnerFlowFault.NoField], refused.Faults);
    }

    [Fact, Proves("P2")]
    public void A_flow_made_past_the_maker_is_no_part_of_a_policy()
    {
        var flow = ExamplePartner.WidestFlows[0];
        DeclaredFlow[] forged =
        [
            flow with { Purpose = Purpose.News },
            flow with { Basis = LegalBasis.InternalUse },
            flow with { Fields = flow.Fields.With(PersonalField.UserId) },
            flow with { Fields = FieldSet.Empty },
            flow with { Recipient = RecipientKind.Staff },
            flow with { RecipientId = null },
            flow with { RecipientName = " " },
        ];

        Assert.All(forged, f => Assert.Throws<ArgumentException>(() => PolicyText.Version1(new DateOnly(2026, 1, 15), [f])));
    }
}
