using System.Globalization;

namespace WorkforceTrack.Domain.Ledger;

/// <summary>Base64 and numbers that have one spelling only, as the C2SP formats want them.</summary>
internal static class StrictText
{
    public static bool TryBase64(string text, out byte[] bytes)
    {
        bytes = new byte[text.Length / 4 * 3];
        if (!Convert.TryFromBase64String(text, bytes, out var length)) return false;
        bytes = bytes[..length];
        return string.Equals(Convert.ToBase64String(bytes), text, StringComparison.Ordinal);
    }

    public static bool TryHash(string text, out MerkleHash hash)
    {
        hash = default;
        if (!TryBase64(text, out var bytes) || bytes.Length != MerkleHash.Length) return false;
        hash = MerkleHash.From(bytes);
        return true;
    }

    public static bool TryNumber(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number)
        && string.Equals(number.ToString(CultureInfo.InvariantCulture), text, StringComparison.Ordinal);

    /// <summary>A name of a key or a log: something, without white space, control characters or plus (C2SP signed-note).</summary>
    public static bool IsName(string text) =>
        text.Length > 0 && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || char.IsSurrogate(c) || c == '+');
}
