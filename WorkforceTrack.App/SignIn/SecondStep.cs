using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using WorkforceTrack.App.Vault;

namespace WorkforceTrack.App.SignIn;

/// <summary>
/// Carries "the password was right" from the first form to the second, in the form itself: sealed, for five minutes,
/// and only while the password and the second factor stay what they were. No cookie is set before the log-in is complete.
/// </summary>
internal sealed class SecondStep(IDataProtectionProvider protection, PersonStore people, TimeProvider clock)
{
    private const int IdSize = 16;
    private const int MomentSize = sizeof(long);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private readonly IDataProtector protector = protection.CreateProtector("WorkforceTrack.SignIn.SecondStep");

    internal string Seal(PersonRow person)
    {
        var state = new byte[IdSize + MomentSize + SHA256.HashSizeInBytes];
        person.Id.TryWriteBytes(state);
        BinaryPrimitives.WriteInt64BigEndian(state.AsSpan(IdSize), clock.GetUtcNow().ToUnixTimeMilliseconds());
        StampOf(person).CopyTo(state.AsSpan(IdSize + MomentSize));
        return WebEncoders.Base64UrlEncode(protector.Protect(state));
    }

    /// <summary>Whose password was right; null when the state is foreign, too old or overtaken.</summary>
    internal async Task<PersonRow?> OpenAsync(string typed)
    {
        byte[] state;
        try
        {
            state = protector.Unprotect(WebEncoders.Base64UrlDecode(typed));
        }
        catch (Exception foreign) when (foreign is CryptographicException or FormatException)
        {
            return null;
        }

        var made = DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(state.AsSpan(IdSize)));
        if (clock.GetUtcNow() - made >= Longest) return null;
        var person = await people.FindByIdAsync(new Guid(state.AsSpan(0, IdSize)).ToString("N"), CancellationToken.None);
        return person is not null && StampOf(person).AsSpan().SequenceEqual(state.AsSpan(IdSize + MomentSize)) ? person : null;
    }

    private static byte[] StampOf(PersonRow person) => SHA256.HashData(Encoding.UTF8.GetBytes(person.SecurityStamp));
}
