using System.Globalization;
using System.Text;
using CsCheck;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Policy;

public sealed class FieldRulesTests
{
    private static readonly DateOnly Today = new(2026, 1, 15);

    private static readonly Gen<PersonalField> Field = Gen.Enum<PersonalField>();

    private static readonly Gen<string> Typed = Gen.OneOf(
        Gen.String,
        Gen.String["\ud83d\ude00\ud800\udc00\u202e\u200d\u0301e\u00e9\u0000\r\n\t ,\u2028\u3164\ue000\uffff"],
        Gen.String["ab1.-_@ +()/,\n"],
        Gen.Select(Gen.String["ab.+"], Gen.String["ab.-"]).Select((local, domain) => $"{local}@{domain}"),
        Gen.Date.Select(d => d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        Gen.String.AlphaNumeric.Select(s => $"  {s} "));

    [Fact, Proves("C1")]
    public void An_accepted_value_is_accepted_again_as_it_is() => Gen.Select(Field, Typed).Sample((field, typed) =>
        Value(field, typed) is not { } value || Value(field, value) == value, iter: 20_000);

    [Fact]
    public void An_accepted_value_is_one_readable_line_within_its_length() => Gen.Select(Field, Typed).Sample((field, typed) =>
    {
        if (Value(field, typed) is not { } value) return true;
        return value == value.Trim() && value.Length > 0
            && value.EnumerateRunes().Count() <= FieldDeclarations.Of(field).MaxLength
            && value.EnumerateRunes().All(r => r.Value != Rune.ReplacementChar.Value || typed.Contains('\ufffd', StringComparison.Ordinal))
            && !value.EnumerateRunes().Any(r => Rune.IsControl(r) || r.Value is >= 0x202A and <= 0x202E or >= 0x2066 and <= 0x2069 or 0x2028 or 0x2029 or 0xFEFF);
    }, iter: 20_000);

    [Fact]
    public void Words_come_from_field_and_fault_alone()
    {
        var seen = new System.Collections.Concurrent.ConcurrentDictionary<(PersonalField, FieldFault), string>();
        Gen.Select(Field, Typed).Sample((field, typed) =>
            FieldRules.Check(field, typed, Today) is not FieldAnswer.Rejected rejected
            || (seen.GetOrAdd((field, rejected.Fault), rejected.Words) == rejected.Words && rejected.Words.EndsWith('.') && !rejected.Words.Contains('!', StringComparison.Ordinal)), iter: 20_000);
    }

    [Fact]
    public void Words_never_repeat_what_was_typed() => Gen.Select(Field, Gen.String[Gen.Char.AlphaNumeric, 12, 600]).Sample((field, typed) =>
        FieldRules.Check(field, $"{typed}\u0001", Today) is FieldAnswer.Rejected one && !one.Words.Contains(typed, StringComparison.OrdinalIgnoreCase)
        && (FieldRules.Check(field, typed, Today) is not FieldAnswer.Rejected two || !two.Words.Contains(typed, StringComparison.OrdinalIgnoreCase)), iter: 5_000);

    [Theory]
    [InlineData(PersonalField.UserId, " Al.Ice_9- ", "al.ice_9-")]
    [InlineData(PersonalField.Email, "Alice.B+x@Mail.Example", "Alice.B+x@mail.example")]
    [InlineData(PersonalField.DisplayName, "Zoë 漢字 \ud83d\ude00", "Zoë 漢字 \ud83d\ude00")]
    [InlineData(PersonalField.DisplayName, "نام\u200cها", "نام\u200cها")]
    [InlineData(PersonalField.PostalAddress, "Quay 4,\r\n\r\n 1000 Harbour \n", "Quay 4, 1000 Harbour")]
    [InlineData(PersonalField.Skills, "welding\nsailing", "welding, sailing")]
    [InlineData(PersonalField.Phone, "+32 (0)2/555-01 23", "+32 (0)2/555-01 23")]
    [InlineData(PersonalField.BirthDate, "2024-02-29", "2024-02-29")]
    public void A_fitting_value_is_stored_in_one_form(PersonalField field, string typed, string stored) => Assert.Equal(stored, Value(field, typed));

    [Theory]
    [InlineData(PersonalField.UserId, "ab", FieldFault.TooShort)]
    [InlineData(PersonalField.UserId, "al ice", FieldFault.NotInForm)]
    [InlineData(PersonalField.UserId, "аlice", FieldFault.NotInForm)]
    [InlineData(PersonalField.Email, "alice", FieldFault.NotInForm)]
    [InlineData(PersonalField.Email, "alice@example", FieldFault.NotInForm)]
    [InlineData(PersonalField.Email, "a@b@example.org", FieldFault.NotInForm)]
    [InlineData(PersonalField.Email, "a..b@example.org", FieldFault.NotInForm)]
    [InlineData(PersonalField.Email, "<alice@example.org>", FieldFault.NotInForm)]
    [InlineData(PersonalField.Email, "alice@example.org\r\nBcc: bo@example.org", FieldFault.NotReadable)]
    [InlineData(PersonalField.DisplayName, "", FieldFault.Empty)]
    [InlineData(PersonalField.DisplayName, " \t ", FieldFault.Empty)]
    [InlineData(PersonalField.DisplayName, "\u200d\u200d", FieldFault.Empty)]
    [InlineData(PersonalField.DisplayName, "\u3164", FieldFault.NotReadable)]
    [InlineData(PersonalField.DisplayName, "two\nlines", FieldFault.NotReadable)]
    [InlineData(PersonalField.DisplayName, "a\u202eb", FieldFault.NotReadable)]
    [InlineData(PersonalField.DisplayName, "a\ue000b", FieldFault.NotReadable)]
    [InlineData(PersonalField.Phone, "+-()", FieldFault.NotInForm)]
    [InlineData(PersonalField.Phone, "call me", FieldFault.NotInForm)]
    [InlineData(PersonalField.BirthDate, "2023-02-29", FieldFault.NotInForm)]
    [InlineData(PersonalField.BirthDate, "29.02.2024", FieldFault.NotInForm)]
    [InlineData(PersonalField.BirthDate, "2026-01-16", FieldFault.InTheFuture)]
    [InlineData(PersonalField.BirthDate, "1899-12-31", FieldFault.TooLongAgo)]
    public void An_unfit_value_is_rejected_with_its_fault(PersonalField field, string typed, FieldFault fault) =>
        Assert.Equal(fault, Assert.IsType<FieldAnswer.Rejected>(FieldRules.Check(field, typed, Today)).Fault);

    [Fact]
    public void Length_is_counted_in_letters_of_any_script()
    {
        var max = FieldDeclarations.Of(PersonalField.DisplayName).MaxLength;
        var longest = string.Concat(Enumerable.Repeat("\ud83d\ude00", max));

        Assert.Equal(longest, Value(PersonalField.DisplayName, longest));
        Assert.Null(Value(PersonalField.DisplayName, longest + "a"));
    }

    [Fact]
    public void Half_of_a_surrogate_pair_is_rejected() => Assert.All(Names.All<PersonalField>(), field =>
        Assert.Equal(FieldFault.NotReadable, Assert.IsType<FieldAnswer.Rejected>(FieldRules.Check(field, "abc\ud800", Today)).Fault));

    [Fact]
    public void An_accepted_value_does_not_print() =>
        Assert.DoesNotContain("alice", Assert.IsType<FieldAnswer.Accepted>(FieldRules.Check(PersonalField.UserId, "alice", Today)).Value.ToString(), StringComparison.Ordinal);

    private static string? Value(PersonalField field, string typed) =>
        FieldRules.Check(field, typed, Today) is FieldAnswer.Accepted accepted ? accepted.Value.Open() : null;
}
