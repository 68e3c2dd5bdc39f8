using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using WorkforceTrack.App.Vault;

namespace WorkforceTrack.App.SignIn;

/// <summary>
/// Tokens that go out by mail: for one person, one purpose and a short time, dead after the next change of the password.
/// Identity's own provider does the same by the system clock, which no test can move (house rule 9).
/// </summary>
internal sealed class MailTokens(IDataProtectionProvider protection, TimeProvider clock) : IUserTwoFactorTokenProvider<PersonRow>
{
    internal const string Name = "mail";

    /// <summary>How long the owner of an address has to show that it is theirs.</summary>
    internal static readonly TimeSpan LongestForOthers = TimeSpan.FromDays(1);

    /// <summary>How long a lost password can be set anew.</summary>
    internal static readonly TimeSpan LongestForReset = TimeSpan.FromHours(1);

    private readonly IDataProtector protector = protection.CreateProtector("WorkforceTrack.SignIn.MailTokens");

    public Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<PersonRow> manager, PersonRow user) => Task.FromResult(false);

    public Task<string> GenerateAsync(string purpose, UserManager<PersonRow> manager, PersonRow user)
    {
        var moment = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(moment, clock.GetUtcNow().ToUnixTimeMilliseconds());
        return Task.FromResult(WebEncoders.Base64UrlEncode(For(purpose, user).Protect(moment)));
    }

    public Task<bool> ValidateAsync(string purpose, string token, UserManager<PersonRow> manager, PersonRow user)
    {
        try
        {
            var moment = For(purpose, user).Unprotect(WebEncoders.Base64UrlDecode(token));
            var age = clock.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(moment));
            return Task.FromResult(age < (purpose == UserManager<PersonRow>.ResetPasswordTokenPurpose ? LongestForReset : LongestForOthers));
        }
        catch (Exception foreign) when (foreign is CryptographicException or FormatException)
        {
            return Task.FromResult(false);
        }
    }

    // The stamp is new after every change of password or second factor; the old tokens then open with no key.
    private IDataProtector For(string purpose, PersonRow user) =>
        protector.CreateProtector(purpose, user.Id.ToString("N"), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(user.SecurityStamp))));
}
