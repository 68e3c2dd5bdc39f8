using System.Collections.Immutable;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.Tests.Policy;

/// <summary>A partner with every purpose that a partner may have, each as wide as it may be.</summary>
internal static class ExamplePartner
{
    internal static readonly PartnerId Id = new(new Guid("5b0f7c1e-2d0a-4a9e-9a53-8f2f6f0c7a11"));

    internal static readonly ImmutableArray<DeclaredFlow> WidestFlows =
    [
        .. Purposes.ForPartners.Select(p => Described(PartnerFlow.Describe(Id, "Harbour Works", p, FieldDeclarations.ThatServe(p)))),
        Described(PartnerFlow.DescribeContact(Id, "Harbour Works", FieldDeclarations.ThatServe(Purpose.ContactByPartner))),
    ];

    internal static readonly PolicyVersion Version = PolicyText.Version1(new DateOnly(2026, 1, 15), WidestFlows);

    internal static DeclaredFlow Described(PartnerFlowAnswer answer) => Assert.IsType<PartnerFlowAnswer.Described>(answer).Flow;
}
