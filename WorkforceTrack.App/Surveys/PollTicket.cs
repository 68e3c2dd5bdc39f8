using System.Buffers.Text;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.Surveys;

/// <summary>
/// What a tab draws by lot when it hands in answers to a poll, and sends again with them should the acknowledgement be lost: 32
/// random bytes in base64url. It gives no right to anything, and says nothing of who sends it.
/// </summary>
[Keeps("S3")]
internal static class PollTicket
{
    private const int Length = 32;

    /// <summary>By what the answers are known again until the poll closes; null for what is no ticket, which protects from nothing.</summary>
    internal static Digest? KeyOf(string? text) => text?.Length == Base64Url.GetEncodedLength(Length) && Base64Url.IsValid(text)
        ? Digest.Of([.. "workforcetrack/poll-ticket@v1\n"u8, .. Base64Url.DecodeFromChars(text)])
        : null;
}
