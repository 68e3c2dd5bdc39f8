using System.Collections.Immutable;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.Domain.Correspondence;

/// <summary>What a mailed code is good for; a code for one is worth nothing for the other (SE1).</summary>
public enum CodePurpose
{
    /// <summary>Show that a mail address is the person's own (A3).</summary>
    CheckAddress,

    /// <summary>Choose a new password.</summary>
    ResetPassword,

    /// <summary>Choose the first password of an account that somebody else entered.</summary>
    FirstPassword,
}

/// <summary>A short code that we mail and a person types: 50 bits, in signs that cannot be taken for one another (ASVS 5.0, 6.6.2).</summary>
[Keeps("SE1")]
public static class MailedCode
{
    /// <summary>Signs of a code.</summary>
    public const int Length = 10;

    // INVARIANT: 32 signs, so that five random bits choose one evenly. No I, O, 0, 1.
    private const string Signs = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /// <summary>The code that these random bytes make; five bits of each count.</summary>
    public static string From(ReadOnlySpan<byte> random)
    {
        if (random.Length != Length) throw new ArgumentException($"A code is made from {Length} random bytes.", nameof(random));
        Span<char> code = stackalloc char[Length];
        for (var i = 0; i < Length; i++) code[i] = Signs[random[i] & 31];
        return new string(code);
    }

    /// <summary>The code as a mail shows it, in two halves.</summary>
    public static string Shown(string code) => $"{code[..(Length / 2)]}-{code[(Length / 2)..]}";

    /// <summary>What was typed, in the one form in which codes compare; null when it can be no code. Case, spaces and hyphens do not count.</summary>
    public static string? Read(string typed)
    {
        if (typed.Length > 4 * Length) return null;
        ImmutableArray<char> signs = [.. typed.Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '\u2010' or '\u2011' or '\u2013')).Select(char.ToUpperInvariant)];
        return signs.Length == Length && signs.All(c => Signs.Contains(c, StringComparison.Ordinal)) ? new string([.. signs]) : null;
    }
}
