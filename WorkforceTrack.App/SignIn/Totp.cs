using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using WorkforceTrack.App.Vault;

namespace WorkforceTrack.App.SignIn;

/// <summary>
/// Codes of an authenticator (RFC 6238: SHA-1, 30 seconds, six figures), one step early or late, each once.
/// Identity's own provider takes two steps either way, any number of times, by the system clock (ASVS 5.0, 6.5.1 and 6.5.5).
/// </summary>
internal sealed class Totp(PersonStore people, TimeProvider clock) : IUserTwoFactorTokenProvider<PersonRow>
{
    internal const string Name = "totp";
    private const int StepSeconds = 30;
    private const int Window = 1;

    public Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<PersonRow> manager, PersonRow user) => Task.FromResult(user.SealedAuthenticatorKey is not null);

    // The person's own device makes the codes.
    public Task<string> GenerateAsync(string purpose, UserManager<PersonRow> manager, PersonRow user) => Task.FromResult("");

    public async Task<bool> ValidateAsync(string purpose, string token, UserManager<PersonRow> manager, PersonRow user)
    {
        if (await people.GetAuthenticatorKeyAsync(user, CancellationToken.None) is not { } secret) return false;
        var now = StepAt(clock.GetUtcNow());
        for (var step = now - Window; step <= now + Window; step++)
        {
            if (IsSame(Code(secret, step), token)) return await people.UseStepAsync(user, step);
        }

        return false;
    }

    internal static long StepAt(DateTimeOffset moment) => moment.ToUnixTimeSeconds() / StepSeconds;

    internal static string Code(string secret, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // RFC 6238 with SHA-1 is what authenticators know; HMAC does not rest on its collision resistance.
        var hash = HMACSHA1.HashData(Base32.Decode(secret), counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0x0F)) & 0x7FFFFFFF;
        return (number % 1_000_000).ToString("D6");
    }

    private static bool IsSame(string code, string given) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(code), Encoding.UTF8.GetBytes(given));
}
