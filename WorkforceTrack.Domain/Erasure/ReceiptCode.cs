using System.Collections.Immutable;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.Domain.Erasure;

/// <summary>
/// The reference and the secret by which a receipt is read without an account (T2). The reference, 40 bits, stands in addresses; the
/// secret, 125 bits, is typed into a form and stored as a hash alone. Signs that cannot be taken for one another.
/// </summary>
[Keeps("T2")]
public static class ReceiptCode
{
    /// <summary>Signs of a reference.</summary>
    public const int ReferenceLength = 8;

    /// <summary>Signs of a secret.</summary>
    public const int SecretLength = 25;

    // INVARIANT: 32 signs, so that five random bits choose one evenly. No I, O, 0, 1.
    private const string Signs = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /// <summary>The code that these random bytes make, a sign for each; five bits of each count.</summary>
    public static string From(ReadOnlySpan<byte> random)
    {
        Span<char> code = stackalloc char[random.Length];
        for (var i = 0; i < code.Length; i++) code[i] = Signs[random[i] & 31];
        return new string(code);
    }

    /// <summary>The code as people read it: groups of four, or of five for a secret, with hyphens between.</summary>
    public static string Shown(string code) => string.Join('-', code.Chunk(code.Length == SecretLength ? 5 : 4).Select(group => new string(group)));

    /// <summary>What was typed, in the one form in which codes compare; null when it can be none of this length. Case, spaces and hyphens do not count.</summary>
    public static string? Read(string typed, int length)
    {
        if (typed.Length > 4 * length) return null;
        ImmutableArray<char> signs = [.. typed.Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '\u2010' or '\u2011' or '\u2013')).Select(char.ToUpperInvariant)];
        return signs.Length == length && signs.All(c => Signs.Contains(c, StringComparison.Ordinal)) ? new string([.. signs]) : null;
    }
}
