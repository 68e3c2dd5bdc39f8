using System.Security.Cryptography;
using System.Text;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Ledger;

/// <summary>A text that stands beside an entry, sealed under the subject's key together with the salt of its commitment.</summary>
internal sealed record SealedNote(byte[] Sealed, Commitment Commitment)
{
    private static readonly byte[] Context = Encoding.UTF8.GetBytes("ledger-note");

    internal static SealedNote Of(AesGcm key, Redacted<string> text)
    {
        var salt = Randomness.Bytes(Salt.Length);
        return new SealedNote(
            Sealer.Seal(key, [.. salt, .. Encoding.UTF8.GetBytes(text.Open())], Context),
            Commitment.To(Salt.From(salt), text.Open()));
    }

    /// <summary>Opens a note and checks it against the entry's commitment; null when they disagree.</summary>
    internal static Redacted<string>? Open(AesGcm key, byte[] sealedBytes, Commitment commitment)
    {
        var plain = Sealer.Open(key, sealedBytes, Context);
        var text = Encoding.UTF8.GetString(plain.AsSpan(Salt.Length));
        return Commitment.To(Salt.From(plain.AsSpan(0, Salt.Length)), text) == commitment ? new Redacted<string>(text) : null;
    }
}
