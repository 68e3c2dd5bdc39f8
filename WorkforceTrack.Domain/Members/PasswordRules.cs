using System.Globalization;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.Domain.Members;

/// <summary>
/// Which passwords are taken (SE1; NIST SP 800-63B-4, 3.1.1): length and a block-list; any character of any script,
/// no rule of composition, no forced change. Pure.
/// </summary>
public static partial class PasswordRules
{
    /// <summary>Fewest characters of a password that may be the only factor.</summary>
    public const int Fewest = 15;

    /// <summary>Most characters that are taken.</summary>
    public const int Most = 256;

    /// <summary>
    /// Judges a chosen password. <paramref name="ownWords"/> are those that anyone would try first:
    /// the organisation's name, the person's user ID and names.
    /// </summary>
    [Keeps("SE1")]
    public static PasswordAnswer Check(string typed, IEnumerable<string> ownWords)
    {
        if (typed.Length > Most * 2) return new PasswordAnswer.Rejected(PasswordFault.TooLong);
        if (!IsReadable(typed)) return new PasswordAnswer.Rejected(PasswordFault.NotReadable);
        var length = typed.EnumerateRunes().Count();
        if (length < Fewest) return new PasswordAnswer.Rejected(PasswordFault.TooShort);
        if (length > Most) return new PasswordAnswer.Rejected(PasswordFault.TooLong);
        var normal = Normalise(typed);
        return IsEasyToGuess(normal, ownWords)
            ? new PasswordAnswer.Rejected(PasswordFault.EasyToGuess)
            : new PasswordAnswer.Accepted(normal);
    }

    private static bool IsReadable(string typed)
    {
        for (var at = 0; at < typed.Length; at++)
        {
            if (char.IsHighSurrogate(typed[at]) && at + 1 < typed.Length && char.IsLowSurrogate(typed[at + 1])) at++;
            else if (char.IsSurrogate(typed[at]) || char.GetUnicodeCategory(typed[at]) == UnicodeCategory.Control) return false;
        }

        return true;
    }
}
