using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Correspondence;

/// <summary>What a waiting mail says beyond its template. Lies sealed under the person's key, bound to the mail's row.</summary>
internal sealed class MailParameters
{
    private readonly Redacted<string>? address;
    private readonly byte[]? sealedAddress;

    private MailParameters(Redacted<string>? code, byte[]? codeAddress, DateTimeOffset? until, Redacted<string>? address, byte[]? sealedAddress = null)
    {
        Code = code;
        CodeAddress = codeAddress;
        Until = until;
        this.address = address;
        this.sealedAddress = sealedAddress;
    }

    internal static MailParameters None { get; } = new(null, null, null, null);

    internal Redacted<string>? Code { get; }

    /// <summary>Index of the one address that the code may go to.</summary>
    internal byte[]? CodeAddress { get; }

    /// <summary>When the code, and with it the mail, has lost its meaning.</summary>
    internal DateTimeOffset? Until { get; }

    internal static MailParameters WithCode(Redacted<string> code, byte[] codeAddress, DateTimeOffset until) => new(code, codeAddress, until, null);

    /// <summary>For a mail that speaks of a moment to come, and means nothing after it.</summary>
    internal static MailParameters WithDay(DateTimeOffset until) => new(null, null, until, null);

    internal static MailParameters ToOldAddress(Redacted<string> address) => new(null, null, null, address);

    internal byte[] Seal(AesGcm key, Guid mail) =>
        Sealer.Seal(key, JsonSerializer.SerializeToUtf8Bytes(new Stored(Code?.Open(), CodeAddress, Until, address is { } to ? SealAddress(key, mail, to) : null)), Context(mail));

    /// <summary>Opens what decides whether the mail still means anything. The address stays sealed: nothing is recorded yet.</summary>
    internal static MailParameters Open(AesGcm key, Guid mail, byte[] sealedBytes)
    {
        var stored = JsonSerializer.Deserialize<Stored>(Sealer.Open(key, sealedBytes, Context(mail)))
            ?? throw new CryptographicException("The parameters of a mail are damaged.");
        return new(Redact(stored.Code), stored.CodeAddress, stored.Until, Redact(stored.Address), stored.SealedAddress);
    }

    /// <summary>Where the mail goes instead of the person's address: the one that was replaced. Only after the mail is recorded.</summary>
    internal Redacted<string>? OpenAddress(AesGcm key, Guid mail) =>
        sealedAddress is { } kept ? new Redacted<string>(Encoding.UTF8.GetString(Sealer.Open(key, kept, AddressContext(mail)))) : address;

    private static byte[] SealAddress(AesGcm key, Guid mail, Redacted<string> to) => Sealer.Seal(key, Encoding.UTF8.GetBytes(to.Open()), AddressContext(mail));

    private static byte[] Context(Guid mail) => Sealer.Context("mail", mail);

    private static byte[] AddressContext(Guid mail) => Sealer.Context("mail/address", mail);

    private static Redacted<string>? Redact(string? value) => value is null ? null : new Redacted<string>(value);

    private sealed record Stored(string? Code, byte[]? CodeAddress, DateTimeOffset? Until, byte[]? SealedAddress)
    {
        /// <summary>In a mail that was queued before the address was sealed by itself; none is written any more.</summary>
        public string? Address { get; init; }

        public override string ToString() => "(redacted)";
    }
}
