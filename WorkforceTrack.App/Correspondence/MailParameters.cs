using System.Security.Cryptography;
using System.Text.Json;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Correspondence;

/// <summary>What a waiting mail says beyond its template. Lies sealed under the person's key, bound to the mail's row.</summary>
internal sealed class MailParameters
{
    private MailParameters(Redacted<string>? code, byte[]? codeAddress, DateTimeOffset? until, Redacted<string>? address)
    {
        Code = code;
        CodeAddress = codeAddress;
        Until = until;
        Address = address;
    }

    internal static MailParameters None { get; } = new(null, null, null, null);

    internal Redacted<string>? Code { get; }

    /// <summary>Index of the one address that the code may go to.</summary>
    internal byte[]? CodeAddress { get; }

    /// <summary>When the code, and with it the mail, has lost its meaning.</summary>
    internal DateTimeOffset? Until { get; }

    /// <summary>Where the mail goes instead of the person's address: the one that was replaced.</summary>
    internal Redacted<string>? Address { get; }

    internal static MailParameters WithCode(Redacted<string> code, byte[] codeAddress, DateTimeOffset until) => new(code, codeAddress, until, null);

    internal static MailParameters ToOldAddress(Redacted<string> address) => new(null, null, null, address);

    internal byte[] Seal(AesGcm key, Guid mail) =>
        Sealer.Seal(key, JsonSerializer.SerializeToUtf8Bytes(new Stored(Code?.Open(), CodeAddress, Until, Address?.Open())), Context(mail));

    internal static MailParameters Open(AesGcm key, Guid mail, byte[] sealedBytes)
    {
        var stored = JsonSerializer.Deserialize<Stored>(Sealer.Open(key, sealedBytes, Context(mail)))
            ?? throw new CryptographicException("The parameters of a mail are damaged.");
        return new(Redact(stored.Code), stored.CodeAddress, stored.Until, Redact(stored.Address));
    }

    private static byte[] Context(Guid mail) => Sealer.Context("mail", mail);

    private static Redacted<string>? Redact(string? value) => value is null ? null : new Redacted<string>(value);

    private sealed record Stored(string? Code, byte[]? CodeAddress, DateTimeOffset? Until, string? Address)
    {
        public override string ToString() => "(redacted)";
    }
}
