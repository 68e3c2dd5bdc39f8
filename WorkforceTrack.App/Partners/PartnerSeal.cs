using System.Security.Cryptography;
using System.Text;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Partners;

/// <summary>
/// Marks by which a partner sees that a record changed, and nothing else. The member's own counter of changes would be the
/// same at every partner and would help to join their copies (P2); a keyed hash of it with the partner's own subject is not.
/// </summary>
internal sealed class PartnerSeal(KeyRing keys)
{
    private readonly Lazy<byte[]> key = new(() => keys.ProgramKey("partner-versions", () => Randomness.Bytes(32)));

    /// <summary>The version of a member's data, as this partner may know it.</summary>
    internal string Version(PartnerSubject subject, long dataVersion) => Mark($"version\n{subject.Value:N}\n{dataVersion}");

    /// <summary>A strong entity tag (RFC 9110, 8.8): the same only for the same data, fields and grounds.</summary>
    internal string EntityTag(PartnerSubject subject, long dataVersion, FieldSet fields, IEnumerable<LegalBasis> grounds) =>
        $"\"{Mark($"record\n{subject.Value:N}\n{dataVersion}\n{fields}\n{string.Join(',', grounds.Select(Names.Of))}")}\"";

    private string Mark(string text) => Convert.ToHexStringLower(HMACSHA256.HashData(key.Value, Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}
