using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using NSec.Cryptography;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Members;

namespace WorkforceTrack.App.SignIn;

/// <summary>
/// Argon2id, 19 MiB, two passes (OWASP password storage; ASVS 5.0, 11.4.2), in the PHC string form, so that a stored hash
/// says how it was made and is made anew when the figures rise. No more run at once than there are processors.
/// </summary>
internal sealed partial class Argon2idHasher : IPasswordHasher<PersonRow>, IDisposable
{
    private const int SaltSize = 16;
    private const int HashSize = 32;
    private static readonly Cost Now = new(Kibibytes: 19456, Passes: 2);

    private readonly SemaphoreSlim room = new(Environment.ProcessorCount);
    private readonly string nobody;

    public Argon2idHasher() => nobody = Hash(Convert.ToHexStringLower(Randomness.Bytes(16)), Now);

    public string HashPassword(PersonRow user, string password)
    {
        room.Wait();
        try
        {
            return Hash(password, Now);
        }
        finally
        {
            room.Release();
        }
    }

    public PasswordVerificationResult VerifyHashedPassword(PersonRow user, string hashedPassword, string providedPassword)
    {
        room.Wait();
        try
        {
            return Verify(hashedPassword, providedPassword);
        }
        finally
        {
            room.Release();
        }
    }

    /// <summary>Makes the hash of a password, waiting for room without holding a thread.</summary>
    internal async Task<string> HashAsync(string password)
    {
        await room.WaitAsync();
        try
        {
            return Hash(password, Now);
        }
        finally
        {
            room.Release();
        }
    }

    /// <summary>Compares with the hash of a person; without one it takes the same time and fails, so that time does not tell who exists.</summary>
    internal async Task<PasswordVerificationResult> VerifyAsync(PersonRow? person, string password)
    {
        await room.WaitAsync();
        try
        {
            var result = Verify(person?.PasswordHash ?? nobody, password);
            return person?.PasswordHash is null ? PasswordVerificationResult.Failed : result;
        }
        finally
        {
            room.Release();
        }
    }

    public void Dispose() => room.Dispose();

    private static PasswordVerificationResult Verify(string stored, string password)
    {
        if (Phc.Match(stored) is not { Success: true } parts) throw new InvalidDataException("A password hash in the vault is not in the form that this version writes.");
        var cost = new Cost(Number(parts.Groups["m"]), Number(parts.Groups["t"]));
        var expected = FromBase64(parts.Groups["hash"].Value);
        var given = Derive(password, FromBase64(parts.Groups["salt"].Value), cost, expected.Length);
        if (!CryptographicOperations.FixedTimeEquals(given, expected)) return PasswordVerificationResult.Failed;
        return cost.Kibibytes < Now.Kibibytes || cost.Passes < Now.Passes ? PasswordVerificationResult.SuccessRehashNeeded : PasswordVerificationResult.Success;
    }

    internal static string Hash(string password, Cost cost)
    {
        var salt = Randomness.Bytes(SaltSize);
        var hash = Derive(password, salt, cost, HashSize);
        return $"$argon2id$v=19$m={cost.Kibibytes},t={cost.Passes},p=1${ToBase64(salt)}${ToBase64(hash)}";
    }

    private static byte[] Derive(string password, byte[] salt, Cost cost, int size)
    {
        var bytes = Encoding.UTF8.GetBytes(PasswordRules.Normalise(password));
        var parameters = new Argon2Parameters { DegreeOfParallelism = 1, MemorySize = cost.Kibibytes, NumberOfPasses = cost.Passes };
        var hash = PasswordBasedKeyDerivationAlgorithm.Argon2id(parameters).DeriveBytes(bytes, salt, size);
        CryptographicOperations.ZeroMemory(bytes);
        return hash;
    }

    private static int Number(Group digits) => int.Parse(digits.Value, CultureInfo.InvariantCulture);

    // The PHC string form leaves the padding out.
    private static string ToBase64(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=');

    private static byte[] FromBase64(string text) => Convert.FromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='));

    [GeneratedRegex(@"\A\$argon2id\$v=19\$m=(?<m>[0-9]{1,7}),t=(?<t>[0-9]{1,2}),p=1\$(?<salt>[A-Za-z0-9+/]{22})\$(?<hash>[A-Za-z0-9+/]{43})\z", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Phc { get; }

    /// <summary>What one hash costs.</summary>
    internal sealed record Cost(int Kibibytes, int Passes);
}
