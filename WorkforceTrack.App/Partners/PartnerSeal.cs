using System.Security.Cryptography;
using System.Text;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Partners;

/// <summary>
/// Marks by which a partner sees that a record changed, and nothing else. Made from the fields that it may ask for and no other: a mark
/// that moved with every change would move at all partners at once, and the moments would join their copies (P2). A keyed hash with the
/// partner's own subject, so that the marks themselves are alike nowhere.
/// </summary>
internal sealed class PartnerSeal(KeyRing keys)
{
    private readonly Lazy<byte[]> key = new(() => keys.ProgramKey("partner-versions", () => Randomness.Bytes(32)));

    /// <summary>The version of a member's data, as far as the agreement reaches.</summary>
    internal string Version(PartnerSubject subject, FieldSet agreed, IEnumerable<HeldField> held) => Mark($"version\n{subject.Value:N}\n{Words(agreed, held)}");

    /// <summary>A strong entity tag (RFC 9110, 8.8): the same only for the same data, fields and grounds.</summary>
    internal string EntityTag(PartnerSubject subject, FieldSet asked, IEnumerable<HeldField> held, IEnumerable<LegalBasis> grounds) =>
        $"\"{Mark($"record\n{subject.Value:N}\n{Words(asked, held)}\n{asked}\n{string.Join(',', grounds.Select(Names.Of))}")}\"";

    private static string Words(FieldSet of, IEnumerable<HeldField> held) => string.Join(
        ',', held.Where(f => of.Contains(f.Field)).OrderBy(f => f.Field).Select(f => $"{Names.Of(f.Field)} {Convert.ToHexStringLower(Sealer.NonceOf(f.Sealed))}"));

    private string Mark(string text) => Convert.ToHexStringLower(HMACSHA256.HashData(key.Value, Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}

/// <summary>A value that is held, still sealed.</summary>
internal readonly record struct HeldField(PersonalField Field, byte[] Sealed);
