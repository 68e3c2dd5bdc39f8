using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Members;

/// <summary>The code of an invitation: 128 random bits as small hexadecimal digits, which stand in the link of the mail and nowhere else.</summary>
internal static class InvitationCode
{
    private const int Bytes = 16;

    internal static Redacted<string> New() => new(Convert.ToHexStringLower(Randomness.Bytes(Bytes)));

    /// <summary>Null for what cannot be one.</summary>
    internal static Redacted<string>? Read(string? typed) => typed is { Length: 2 * Bytes } && typed.All(char.IsAsciiHexDigit) ? new Redacted<string>(typed.ToLowerInvariant()) : null;
}
