using System.Collections.Immutable;

namespace WorkforceTrack.Domain.Policy;

/// <summary>Every use of personal data inside the house (D2) and every use that rests on a member's own yes (C2, C3).</summary>
[Keeps("C2"), Keeps("D2")]
public static class InternalFlows
{
    public static readonly ImmutableArray<DeclaredFlow> All =
    [
        Inside("own-access", RecipientKind.Member, Purpose.OwnAccess, LegalBasis.OwnAccess, FieldSet.From(Names.All<PersonalField>()),
            "You read, correct and take away everything that we hold about you."),
        Inside("staff-account", RecipientKind.Staff, Purpose.KeepAccount, LegalBasis.InternalUse,
            FieldSet.Of(PersonalField.UserId, PersonalField.Email, PersonalField.DisplayName),
            "Our staff keep your account in order."),
        Inside("staff-answer", RecipientKind.Staff, Purpose.AnswerRequest, LegalBasis.InternalUse,
            FieldSet.Of(PersonalField.DisplayName, PersonalField.Email, PersonalField.Languages),
            "Our staff answer a question that you asked, in a language you speak."),
        Inside("staff-support", RecipientKind.Staff, Purpose.GiveSupport, LegalBasis.InternalUse,
            FieldSet.Of(PersonalField.UserId, PersonalField.DisplayName, PersonalField.Email, PersonalField.Phone, PersonalField.Languages, PersonalField.Region),
            "Our staff help you when you cannot do something alone."),
        Inside("staff-misuse", RecipientKind.Staff, Purpose.InvestigateMisuse, LegalBasis.InternalUse,
            FieldSet.Of(PersonalField.UserId, PersonalField.DisplayName, PersonalField.Email),
            "Our staff look into a suspicion that an account is misused."),
        Inside("account-mail", RecipientKind.Platform, Purpose.KeepAccount, LegalBasis.InternalUse,
            FieldSet.Of(PersonalField.Email, PersonalField.DisplayName),
            "The program writes to you about your account, for instance to check your address."),
        Inside("news-mail", RecipientKind.Platform, Purpose.News, LegalBasis.Consent,
            FieldSet.Of(PersonalField.Email, PersonalField.DisplayName),
            "The program sends you our news, if you say yes."),
    ];

    private static DeclaredFlow Inside(string id, RecipientKind recipient, Purpose purpose, LegalBasis basis, FieldSet fields, string text) =>
        new(id, recipient, RecipientName: null, RecipientId: null, purpose, basis, fields, text);
}
