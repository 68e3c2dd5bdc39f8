using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.Members;

/// <summary>How a personal field is asked in a form: kind of input, and the token by which browsers and password managers know it.</summary>
internal static class FieldInputs
{
    internal static string Type(PersonalField field) => field switch
    {
        PersonalField.Email => "email",
        PersonalField.Phone => "tel",
        PersonalField.BirthDate => "date",
        _ => "text",
    };

    internal static string Autocomplete(PersonalField field) => field switch
    {
        PersonalField.UserId => "username",
        PersonalField.Email => "email",
        PersonalField.DisplayName => "nickname",
        PersonalField.FullName => "name",
        PersonalField.PostalAddress => "street-address",
        PersonalField.Phone => "tel",
        PersonalField.BirthDate => "bday",
        PersonalField.Region => "address-level1",
        PersonalField.Occupation => "organization-title",
        PersonalField.Employer => "organization",
        PersonalField.Skills or PersonalField.Languages => "off",
    };

    /// <summary>Whether people write it on several lines.</summary>
    internal static bool IsLong(PersonalField field) => field is PersonalField.PostalAddress or PersonalField.Skills;

    /// <summary>What the browser lets through. A declared character may be two of its units; what is too long is said in words.</summary>
    internal static int MaxLength(PersonalField field) => 2 * FieldDeclarations.Of(field).MaxLength;
}
