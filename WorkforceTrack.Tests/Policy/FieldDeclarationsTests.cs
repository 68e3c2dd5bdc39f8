using System.Collections.Immutable;
using CsCheck;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Policy;

public sealed class FieldDeclarationsTests
{
    [Fact, Proves("O1")]
    public void Every_personal_field_is_declared_with_source_purpose_and_retention()
    {
        Assert.Equal(Names.All<PersonalField>(), FieldDeclarations.All.Select(d => d.Field));
        Assert.All(FieldDeclarations.All, d =>
        {
            Assert.NotEmpty(d.Sources);
            Assert.Contains(d.Purposes, p => p != Purpose.OwnAccess);
            Assert.Equal(d.Purposes.Distinct(), d.Purposes);
            Assert.True(Enum.IsDefined(d.Retention));
            Assert.True(d.MaxLength > 0);
        });
    }

    [Fact]
    public void Labels_tell_fields_apart() =>
        Assert.Equal(FieldDeclarations.All.Length, FieldDeclarations.All.Select(d => d.Label).Distinct(StringComparer.OrdinalIgnoreCase).Count());

    [Fact, Proves("C1")]
    public void Registration_requires_only_user_id_mail_address_and_display_name() =>
        Assert.Equal([PersonalField.UserId, PersonalField.Email, PersonalField.DisplayName], FieldDeclarations.All.Where(d => d.Required).Select(d => d.Field));

    [Fact, Proves("O1")]
    public void Declared_purposes_are_those_that_some_flow_can_carry() =>
        Assert.All(FieldDeclarations.All, d => Assert.Equal(
            d.Purposes.Order(),
            ExamplePartner.Version.Flows.Where(f => f.Fields.Contains(d.Field)).Select(f => f.Purpose).Distinct().Order()));

    [Fact, Proves("O1")]
    public void Each_version_declares_exactly_what_its_own_flows_carry() => PolicyGen.Version.Sample(version =>
        version.Fields.All(d => version.Flows.Where(f => f.Fields.Contains(d.Field)).Select(f => f.Purpose).ToHashSet().SetEquals(d.Purposes)));

    [Fact, Proves("O2")]
    public void A_flow_that_carries_a_field_for_an_undeclared_purpose_is_no_part_of_a_policy()
    {
        var stretched = InternalFlows.All.Select(f => f.Id == "news-mail" ? f with { Fields = f.Fields.With(PersonalField.BirthDate) } : f);

        Assert.Throws<ArgumentException>(() => FieldDeclarations.For([.. stretched]));
    }
}
