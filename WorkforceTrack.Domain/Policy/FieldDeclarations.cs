using System.Collections.Immutable;

namespace WorkforceTrack.Domain.Policy;

/// <summary>What the policy says of each personal field: the widest that it may ever serve (O1, C1).</summary>
[Keeps("O1"), Keeps("C1")]
public static class FieldDeclarations
{
    public static readonly ImmutableArray<FieldDeclaration> All =
    [
        Required(PersonalField.UserId, "User ID", "You choose it yourself, and log in with it.", 64,
            Purpose.KeepAccount, Purpose.GiveSupport, Purpose.InvestigateMisuse) with { Sources = [FieldSource.Registration] },
        Required(PersonalField.Email, "Mail address", "We write to it about your account, for instance when you forget your password.", 254,
            Purpose.KeepAccount, Purpose.AnswerRequest, Purpose.GiveSupport, Purpose.InvestigateMisuse, Purpose.ContactByPartner, Purpose.News),
        Required(PersonalField.DisplayName, "Display name", "It is what we call you, here and in our mail.", 80,
            Purpose.KeepAccount, Purpose.AnswerRequest, Purpose.GiveSupport, Purpose.InvestigateMisuse,
            Purpose.JobMatching, Purpose.Training, Purpose.Benefits, Purpose.News),
        Optional(PersonalField.FullName, "Full name", "A certificate or a contract needs your name as it stands in your papers.", 120,
            Purpose.JobMatching, Purpose.Training, Purpose.Benefits),
        Optional(PersonalField.PostalAddress, "Postal address", "A partner can send you letters there, if you agree to it.", 400,
            Purpose.ContactByPartner),
        Optional(PersonalField.Phone, "Phone number", "Sometimes a call helps you faster than a letter.", 32,
            Purpose.GiveSupport, Purpose.JobMatching, Purpose.Training, Purpose.Benefits),
        Optional(PersonalField.BirthDate, "Date of birth", "Some training and some benefits depend on your age.", 10,
            Purpose.Training, Purpose.Benefits),
        Optional(PersonalField.Region, "Region", "It helps to find work, training and advice near you.", 80,
            Purpose.GiveSupport, Purpose.JobMatching, Purpose.Training, Purpose.Benefits),
        Optional(PersonalField.Occupation, "Occupation", "It helps a service to find what fits your work.", 120,
            Purpose.JobMatching, Purpose.Training, Purpose.Benefits),
        Optional(PersonalField.Employer, "Employer", "Some training and some benefits depend on where you work.", 120,
            Purpose.Training, Purpose.Benefits),
        Optional(PersonalField.Skills, "Skills", "They help to find work and training that suit you.", 500,
            Purpose.JobMatching, Purpose.Training),
        Optional(PersonalField.Languages, "Languages", "We and the services you select can speak to you in a language you know.", 200,
            Purpose.AnswerRequest, Purpose.GiveSupport, Purpose.JobMatching, Purpose.Training),
    ];

    private static readonly ImmutableDictionary<PersonalField, FieldDeclaration> ByField = All.ToImmutableDictionary(d => d.Field);

    /// <summary>The declaration of one field.</summary>
    public static FieldDeclaration Of(PersonalField field) => ByField[field];

    /// <summary>The widest set of fields that may serve a purpose.</summary>
    public static FieldSet ThatServe(Purpose purpose) => ThatServe(purpose, All);

    /// <summary>The fields that may serve a purpose under the declarations of one version.</summary>
    internal static FieldSet ThatServe(Purpose purpose, ImmutableArray<FieldDeclaration> declared) => FieldSet.From(declared.Where(d => d.Purposes.Contains(purpose)).Select(d => d.Field));

    /// <summary>The declarations for a version with these flows: each field with just the purposes that some flow gives it.</summary>
    /// <exception cref="ArgumentException">A flow carries a field for a purpose that the field is not declared to serve.</exception>
    public static ImmutableArray<FieldDeclaration> For(ImmutableArray<DeclaredFlow> flows)
    {
        foreach (var flow in flows)
        {
            if (!ThatServe(flow.Purpose).Covers(flow.Fields)) throw new ArgumentException($"Flow {flow.Id} carries a field not declared for its purpose.", nameof(flows));
        }

        return [.. All.Select(d => d with { Purposes = [.. d.Purposes.Where(p => flows.Any(f => f.Purpose == p && f.Fields.Contains(d.Field)))] })];
    }

    private static FieldDeclaration Required(PersonalField field, string label, string why, int maxLength, params ReadOnlySpan<Purpose> purposes) =>
        Declare(field, label, why, required: true, maxLength, purposes);

    private static FieldDeclaration Optional(PersonalField field, string label, string why, int maxLength, params ReadOnlySpan<Purpose> purposes) =>
        Declare(field, label, why, required: false, maxLength, purposes);

    private static FieldDeclaration Declare(PersonalField field, string label, string why, bool required, int maxLength, ReadOnlySpan<Purpose> purposes) =>
        new(field, label, why, required, maxLength, [FieldSource.Registration, FieldSource.OwnCorrection], [Purpose.OwnAccess, .. purposes, .. LawfulFlows.PurposesOf(field)], Retention.Membership);
}
