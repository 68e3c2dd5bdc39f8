using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.Surveys;

/// <summary>
/// A pass as the booth is shown it: <c>workforcetrack-pass-1.message.signature</c>, both in base64url without padding. Well formed is
/// all that it says; <see cref="PassVerifier"/> says whether it counts. It holds no survey's name and no number of a person.
/// </summary>
[Keeps("S4")]
internal sealed class SurveyPass
{
    /// <summary>32 random bytes of the preparation (RFC 9474 4.1) and 32 random bytes of the pass itself.</summary>
    internal const int MessageLength = 64;

    internal const int SignatureLength = SurveyKeyPair.Bits / 8;
    private const string Version = "workforcetrack-pass-1";

    private readonly byte[] message;
    private readonly byte[] signature;

    private SurveyPass(byte[] message, byte[] signature) => (this.message, this.signature) = (message, signature);

    internal ReadOnlySpan<byte> PreparedMessage => message;

    internal ReadOnlySpan<byte> Signature => signature;

    /// <summary>By what a pass that was used is known again. The signature is not in it: another one over the same message is the same pass.</summary>
    internal Digest SpentKey => Digest.Of([.. "workforcetrack/pass-spent@v1\n"u8, .. message]);

    /// <summary>Reads any text; false for all but the one spelling of a pass. Never throws.</summary>
    internal static bool TryParse(string? text, [NotNullWhen(true)] out SurveyPass? pass)
    {
        pass = null;
        if (text is null || text.Split('.', 4) is not [Version, var first, var second]) return false;
        if (!TryDecode(first, MessageLength, out var message) || !TryDecode(second, SignatureLength, out var signature)) return false;
        pass = new SurveyPass(message, signature);
        return true;
    }

    // A pass is good for one vote in whoever's hand: it is not printed.
    public override string ToString() => "(pass)";

    private static bool TryDecode(string text, int length, out byte[] bytes)
    {
        bytes = new byte[length];
        return text.Length == Base64Url.GetEncodedLength(length)
            && Base64Url.DecodeFromChars(text, bytes, out _, out var written) == OperationStatus.Done
            && written == length
            // INVARIANT: what is not written back the same was another spelling, with spaces or loose bits at its end.
            && string.Equals(Base64Url.EncodeToString(bytes), text, StringComparison.Ordinal);
    }
}
