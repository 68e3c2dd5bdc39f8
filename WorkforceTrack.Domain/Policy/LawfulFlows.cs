using System.Collections.Immutable;

namespace WorkforceTrack.Domain.Policy;

/// <summary>
/// Every disclosure that rests on the law, on a danger or on an engagement (D5, D6, D8): the widest that each may carry. What is
/// given is narrower, as the case or the engagement says. No flow leads to an advertiser (D4).
/// </summary>
[Keeps("D4"), Keeps("D5"), Keeps("D6"), Keeps("D8")]
public static class LawfulFlows
{
    private static readonly FieldSet Everything = FieldSet.From(Names.All<PersonalField>());

    // What helps to find and reach a person; a danger is no occasion to tell what somebody works or knows.
    private static readonly FieldSet ToReachAPerson = FieldSet.Of(
        PersonalField.UserId, PersonalField.Email, PersonalField.DisplayName, PersonalField.FullName, PersonalField.PostalAddress,
        PersonalField.Phone, PersonalField.BirthDate, PersonalField.Region);

    private static readonly FieldSet ToCheckOurBooks = FieldSet.Of(
        PersonalField.UserId, PersonalField.Email, PersonalField.DisplayName, PersonalField.FullName, PersonalField.PostalAddress,
        PersonalField.Region, PersonalField.Occupation, PersonalField.Employer);

    private static readonly FieldSet ToAdviseUs = FieldSet.Of(
        PersonalField.Region, PersonalField.Occupation, PersonalField.Employer, PersonalField.Skills, PersonalField.Languages);

    public static readonly ImmutableArray<DeclaredFlow> All =
    [
        Outside("legal-process", RecipientKind.Authority, Purpose.AnswerLegalProcess, LegalBasis.LegalProcess, Everything,
            "A court order, a subpoena or a warrant obliges us. We give what it demands and no more, after two people have agreed."),
        Outside("legal-rights", RecipientKind.Authority, Purpose.ProtectRights, LegalBasis.LegalRights, Everything,
            "We make or meet a legal claim that cannot be settled without the data."),
        Outside("emergency", RecipientKind.Authority, Purpose.ProtectLife, LegalBasis.Emergency, ToReachAPerson,
            "Somebody's life or health is in imminent danger, and the data can help."),
        Outside("audit", RecipientKind.Engaged, Purpose.Audit, LegalBasis.Engagement, ToCheckOurBooks,
            "Auditors who signed to guard your data check our work."),
        Outside("advice", RecipientKind.Engaged, Purpose.Advice, LegalBasis.Engagement, ToAdviseUs,
            "Consultants who signed to guard your data advise us."),
    ];

    /// <summary>Whether a version describes all of these flows.</summary>
    public static bool AreDeclaredIn(PolicyVersion version) => All.All(flow => version.FlowFor(flow.Recipient, flow.RecipientId, flow.Purpose, flow.Basis) is not null);

    /// <summary>
    /// The next version, which describes all of them. Material (AC1): the work of the staff changes with it, so they sign anew.
    /// </summary>
    [Keeps("O2")]
    public static PolicyVersion Next(PolicyVersion current, DateOnly published)
    {
        ImmutableArray<DeclaredFlow> flows = [.. current.Flows.Where(flow => All.All(lawful => lawful.Id != flow.Id)), .. All];
        return current with
        {
            Number = new PolicyNumber(current.Number.Major + 1, 0),
            Published = published,
            IsMaterial = true,
            Clauses = PolicyText.All,
            Fields = FieldDeclarations.For(flows),
            Flows = flows,
        };
    }

    /// <summary>The purposes among these that a field may serve.</summary>
    internal static IEnumerable<Purpose> PurposesOf(PersonalField field) => All.Where(flow => flow.Fields.Contains(field)).Select(flow => flow.Purpose);

    private static DeclaredFlow Outside(string id, RecipientKind recipient, Purpose purpose, LegalBasis basis, FieldSet fields, string text) =>
        new(id, recipient, RecipientName: null, RecipientId: null, purpose, basis, fields, text);
}
