using System.Globalization;
using System.Text.RegularExpressions;

namespace WorkforceTrack.Domain.Policy;

/// <summary>Which values a personal field takes, and the one form in which each is stored (C1). Pure; judging a stored value again changes nothing.</summary>
public static partial class FieldRules
{
    /// <summary>Fewest characters of a user ID.</summary>
    public const int ShortestUserId = 3;

    /// <summary>No living person was born before this day.</summary>
    public static readonly DateOnly EarliestBirth = new(1900, 1, 1);

    // People write these on several lines; one line says the same and cannot carry a control character.
    private static readonly FieldSet Lists = FieldSet.Of(PersonalField.PostalAddress, PersonalField.Skills, PersonalField.Languages);

    /// <summary>Judges what was typed into a field on the day <paramref name="today"/>.</summary>
    /// <remarks>
    /// No Unicode normal form is imposed: under invariant globalization string.Normalize returns its input. The two fields
    /// that are ever compared, user ID and mail address, take ASCII alone, where every form is the same.
    /// </remarks>
    [Keeps("C1")]
    public static FieldAnswer Check(PersonalField field, string typed, DateOnly today)
    {
        var value = (Lists.Contains(field) ? OnOneLine(typed) : typed).Trim();
        if (value.Length == 0) return new FieldAnswer.Rejected(field, FieldFault.Empty);
        if (!PlainText.IsReadable(value)) return new FieldAnswer.Rejected(field, FieldFault.NotReadable);
        if (!PlainText.IsVisible(value)) return new FieldAnswer.Rejected(field, FieldFault.Empty);

        if (PlainText.Length(value) > FieldDeclarations.Of(field).MaxLength) return new FieldAnswer.Rejected(field, FieldFault.TooLong);

        return FormFault(field, value, today) is { } fault
            ? new FieldAnswer.Rejected(field, fault)
            : new FieldAnswer.Accepted(Canonical(field, value));
    }

    private static FieldFault? FormFault(PersonalField field, string value, DateOnly today) => field switch
    {
        PersonalField.UserId => !UserId.IsMatch(value) ? FieldFault.NotInForm : value.Length < ShortestUserId ? FieldFault.TooShort : null,
        PersonalField.Email => Email.IsMatch(value) ? null : FieldFault.NotInForm,
        PersonalField.Phone => Phone.IsMatch(value) ? null : FieldFault.NotInForm,
        PersonalField.BirthDate => BirthFault(value, today),
        _ => null,
    };

    private static FieldFault? BirthFault(string value, DateOnly today) =>
        !DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? FieldFault.NotInForm
        : day > today ? FieldFault.InTheFuture
        : day < EarliestBirth ? FieldFault.TooLongAgo
        : null;

    /// <summary>A user ID is the same in capital and small letters, and so is the domain of an address; the part before the @ is its owner's business.</summary>
    private static string Canonical(PersonalField field, string value) => field switch
    {
        PersonalField.UserId => value.ToLowerInvariant(),
        PersonalField.Email => value[..value.IndexOf('@', StringComparison.Ordinal)] + value[value.IndexOf('@', StringComparison.Ordinal)..].ToLowerInvariant(),
        _ => value,
    };

    private static string OnOneLine(string typed) => typed
        .Split(['\r', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Aggregate("", (before, line) => before.Length == 0 ? line : before.EndsWith(',') ? $"{before} {line}" : $"{before}, {line}");

    [GeneratedRegex(@"\A[A-Za-z0-9._-]+\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex UserId { get; }

    // RFC 5321 sizes; the dot-atom of RFC 5322, without quoted parts and comments that hardly any mail service gives out.
    [GeneratedRegex(@"\A(?=.{1,64}@)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Email { get; }

    [GeneratedRegex(@"\A\+?[ ()/-]*[0-9][0-9 ()/-]*\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Phone { get; }
}
