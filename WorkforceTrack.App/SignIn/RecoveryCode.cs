using System.Security.Cryptography;
using System.Text;
using WorkforceTrack.App.Vault;

namespace WorkforceTrack.App.SignIn;

/// <summary>
/// Stands in for the authenticator when it is lost, once. 120 random bits, so that a plain hash keeps it safe (ASVS 5.0, 6.5.2),
/// in letters and figures that are not mistaken for one another.
/// </summary>
internal static class RecoveryCode
{
    internal const int Count = 10;
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    internal const int Characters = 24;
    private const int Group = 4;

    internal static string[] NewSet() => [.. Enumerable.Range(0, Count).Select(_ => New())];

    /// <summary>SHA-256 of a code as it was typed: case and separators do not matter.</summary>
    internal static string Hash(string code) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(code.Where(char.IsLetterOrDigit)).ToLowerInvariant())));

    /// <summary>A set as the vault keeps it.</summary>
    internal static string Stored(IEnumerable<string> codes) => string.Join(';', codes.Select(Hash));

    internal static int Left(PersonRow? person) => person?.RecoveryCodes.Split(';', StringSplitOptions.RemoveEmptyEntries).Length ?? 0;

    private static string New()
    {
        var code = new StringBuilder();
        foreach (var (at, chance) in Randomness.Bytes(Characters).Index())
        {
            if (at > 0 && at % Group == 0) code.Append('-');
            code.Append(Alphabet[chance % Alphabet.Length]);
        }

        return code.ToString();
    }
}
