using System.Collections.Immutable;
using CsCheck;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.Tests.Policy;

/// <summary>Random policies: any number of partners, each with any of the flows that a partner may have.</summary>
internal static class PolicyGen
{
    internal static readonly Gen<string> Text = Gen.OneOf(Gen.String.AlphaNumeric, Gen.String["aé\"\\/<&'\u2028\u0001\t\n 漢字"]);

    private static readonly Gen<FieldSet> Fields = Gen.Enum<PersonalField>().Array[0, 6].Select(f => FieldSet.Of(f));

    internal static readonly Gen<PartnerFlowAnswer> Answer = Gen.Select(Gen.Guid, Gen.OneOf(Gen.Const("Harbour Works"), Text), Gen.Enum<Purpose>(), Fields, Gen.Bool, Gen.Bool)
        .Select((id, name, purpose, fields, fitting, contact) => contact
            ? PartnerFlow.DescribeContact(new PartnerId(id), name, fitting ? fields.Intersect(FieldDeclarations.ThatServe(Purpose.ContactByPartner)) : fields)
            : PartnerFlow.Describe(new PartnerId(id), name, purpose, fitting ? fields.Intersect(FieldDeclarations.ThatServe(purpose)) : fields));

    private static readonly Gen<ImmutableArray<DeclaredFlow>> PartnerFlows = Answer.Array[0, 20]
        .Select(answers => answers.OfType<PartnerFlowAnswer.Described>().Select(d => d.Flow).DistinctBy(f => f.Id).ToImmutableArray());

    internal static readonly Gen<PolicyVersion> Version = Gen.Select(Gen.Date.Select(DateOnly.FromDateTime), PartnerFlows, Text, Gen.Int[0, 99], Gen.Bool)
        .Select((date, flows, text, number, material) =>
        {
            var version = PolicyText.Version1(date, flows);
            return version with
            {
                Number = new PolicyNumber(1 + (number / 10), number % 10),
                IsMaterial = material,
                Surveys = [.. DeclaredSurveys.All.Take(number % 3).Select(s => s with { Text = text })],
                Clauses = version.Clauses.SetItem(number % version.Clauses.Length, version.Clauses[0] with { Text = text, Note = text }),
            };
        });
}
