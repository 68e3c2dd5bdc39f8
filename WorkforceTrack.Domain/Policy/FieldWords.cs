namespace WorkforceTrack.Domain.Policy;

/// <summary>What a person reads beside a field whose value cannot be stored: what to do next, from field and fault alone.</summary>
internal static class FieldWords
{
    internal static string For(PersonalField field, FieldFault fault) => fault switch
    {
        FieldFault.Empty => "Please fill this in.",
        FieldFault.NotReadable => "Something in here cannot be read as text. Please type it again, with letters, numbers and ordinary signs, on one line.",
        FieldFault.TooLong => $"Please shorten this to at most {FieldDeclarations.Of(field).MaxLength} characters.",
        FieldFault.TooShort => $"Please use at least {FieldRules.ShortestUserId} characters.",
        FieldFault.NotInForm => Form(field),
        FieldFault.InTheFuture => "Please give a day that is not in the future.",
        FieldFault.TooLongAgo => $"Please give a day from {FieldRules.EarliestBirth.Year} on.",
    };

    private static string Form(PersonalField field) => field switch
    {
        PersonalField.UserId => "Please use only the letters a to z, digits, dots, underscores and hyphens. Capital and small letters count as the same.",
        PersonalField.Email => "Please write one whole address, as in name@example.org, with the letters a to z.",
        PersonalField.BirthDate => "Please write a day of the calendar as year, month and day, as in 1990-02-28.",
        PersonalField.Phone => "Please write the number with digits. Spaces, hyphens, brackets, a slash and a plus sign may stand between or before them.",
        _ => "Please write this in another way.",
    };
}
