using CsCheck;
using WorkforceTrack.Domain.Members;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.SignIn;

public sealed class PasswordRulesTests
{
    private static readonly string[] OwnWords = ["The Heron Society", "alice", "Alice Example"];

    [Theory, Proves("SE1")]
    [InlineData("correct horse battery staple")]
    [InlineData("seven slow herons at noon")]
    [InlineData("workforce-demo-2026")]
    [InlineData("ein Käuzchen ruft nachts")]
    [InlineData("木の上の猫が月を見て静かに歌っている")]
    [InlineData("🦉🌙🌲🪶🌊🔥🍂❄️🌾🐚🪨🌋🕯️🧭⚓")]
    [InlineData("b7K!x9Qz#2mW$5vT")]
    [InlineData("               spaces count too               ")]
    public void A_long_password_of_any_kind_is_taken(string typed) => Assert.IsType<PasswordAnswer.Accepted>(PasswordRules.Check(typed, OwnWords));

    [Theory, Proves("SE1")]
    [InlineData("", PasswordFault.TooShort)]
    [InlineData("fourteen chars", PasswordFault.TooShort)]
    [InlineData("🦉🦉🦉🦉🦉🦉🦉🦉🦉🦉🦉🦉🦉🦉", PasswordFault.TooShort)]
    [InlineData("seven slow herons\nat noon", PasswordFault.NotReadable)]
    [InlineData("passwordpassword", PasswordFault.EasyToGuess)]
    [InlineData("password1234567890", PasswordFault.EasyToGuess)]
    [InlineData("P@ssw0rdP@ssw0rd!", PasswordFault.EasyToGuess)]
    [InlineData("aaaaaaaaaaaaaaaaaaaa", PasswordFault.EasyToGuess)]
    [InlineData("qwertyuiopasdfghjkl", PasswordFault.EasyToGuess)]
    [InlineData("123456789012345678", PasswordFault.EasyToGuess)]
    [InlineData("iloveyou iloveyou 1999", PasswordFault.EasyToGuess)]
    [InlineData("the heron society 2026", PasswordFault.EasyToGuess)]
    [InlineData("alice-example-alice", PasswordFault.EasyToGuess)]
    [InlineData("Alice!Alice!Alice!", PasswordFault.EasyToGuess)]
    [InlineData("ａｌｉｃｅ ａｌｉｃｅ ａｌｉｃｅ", PasswordFault.EasyToGuess)]
    public void What_is_short_unreadable_or_easy_to_guess_is_not_taken(string typed, PasswordFault fault) =>
        Assert.Equal(fault, Assert.IsType<PasswordAnswer.Rejected>(PasswordRules.Check(typed, OwnWords)).Fault);

    [Fact]
    public void Half_of_a_pair_is_not_readable()
    {
        var typed = "seven slow herons " + '\ud83e' + " at noon";
        Assert.Equal(PasswordFault.NotReadable, Assert.IsType<PasswordAnswer.Rejected>(PasswordRules.Check(typed, [])).Fault);
    }

    [Fact]
    public void Up_to_256_characters_are_taken_and_no_more()
    {
        var words = string.Concat(Enumerable.Range(0, 200).Select(n => $"{n * 7919 % 9973:x} "));
        Assert.IsType<PasswordAnswer.Accepted>(PasswordRules.Check(words[..PasswordRules.Most], []));
        Assert.Equal(PasswordFault.TooLong, Assert.IsType<PasswordAnswer.Rejected>(PasswordRules.Check(words[..(PasswordRules.Most + 1)], [])).Fault);
        Assert.Equal(PasswordFault.TooLong, Assert.IsType<PasswordAnswer.Rejected>(PasswordRules.Check(new string('x', 1_000_000), [])).Fault);
    }

    [Fact]
    public void No_kind_of_character_is_asked_for() => Gen.Char['a', 'z'].Array[24].Select(letters => new string(letters)).Sample(typed =>
        PasswordRules.Check(typed, []) is PasswordAnswer.Accepted && PasswordRules.Check(typed.ToUpperInvariant(), []) is PasswordAnswer.Accepted);

    [Fact]
    public void An_answer_never_repeats_what_was_typed() => Gen.String[Gen.Char['!', '~'], 0, 40].Where(typed => typed.Length > 3).Sample(typed =>
        PasswordRules.Check(typed, []) is not PasswordAnswer.Rejected rejected || !rejected.Words.Contains(typed, StringComparison.Ordinal));

    [Fact]
    public void Judging_never_throws_and_an_accepted_password_is_accepted_again_in_its_normal_form() => Gen.String.Sample(typed =>
        PasswordRules.Check(typed, OwnWords) is not PasswordAnswer.Accepted accepted
        || PasswordRules.Normalise(accepted.Password.Open()) == accepted.Password.Open());

    // From the Unicode Character Database and UAX 15, by hand.
    [Theory]
    [InlineData("\u00e9", "e\u0301")]
    [InlineData("\u212b", "A\u030a")]
    [InlineData("\ufb01", "fi")]
    [InlineData("\uff21\uff12", "A2")]
    [InlineData("\u1e9b\u0323", "s\u0323\u0307")]
    [InlineData("\ud55c", "\u1112\u1161\u11ab")]
    [InlineData("\uac00", "\u1100\u1161")]
    [InlineData("a\u0301\u0323", "a\u0323\u0301")]
    [InlineData("\u2460", "1")]
    [InlineData("\U0001d400", "A")]
    [InlineData("plain", "plain")]
    public void What_looks_alike_has_one_form(string typed, string normal) => Assert.Equal(normal, PasswordRules.Normalise(typed));

    [Fact]
    public void The_form_of_a_form_is_the_form() => Gen.String.Sample(typed =>
        PasswordRules.Normalise(PasswordRules.Normalise(typed)) == PasswordRules.Normalise(typed));
}
