using System.Globalization;
using System.Text;

namespace WorkforceTrack.Domain.Policy;

/// <summary>What counts as text that a person can read, on one line or in several (ASVS 5.0, V2.2).</summary>
internal static class PlainText
{
    /// <summary>Length in Unicode scalar values, so that one letter of any script counts as one.</summary>
    internal static int Length(string text)
    {
        var length = 0;
        foreach (var _ in text.EnumerateRunes()) length++;
        return length;
    }

    /// <summary>Whether every character is one that shows: no half of a pair, no control or line break, nothing that turns the direction, nothing unassigned.</summary>
    internal static bool IsReadable(string text)
    {
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var used) != System.Buffers.OperationStatus.Done || !IsReadable(rune)) return false;
            rest = rest[used..];
        }

        return true;
    }

    /// <summary>The same for text in paragraphs: lines may break, as any browser sends them.</summary>
    internal static bool IsReadableInLines(string text) => text.Split('\n').All(line => IsReadable(line.EndsWith('\r') ? line[..^1] : line));

    /// <summary>Whether there is anything to see but space, joiners and marks.</summary>
    internal static bool IsVisible(string text) => text.EnumerateRunes().Any(r => Rune.GetUnicodeCategory(r) is not
        (UnicodeCategory.SpaceSeparator or UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark));

    /// <summary>The same for text in paragraphs, where a line break is nothing to see either.</summary>
    internal static bool HasWords(string text) => text.Split('\n', '\r').Any(IsVisible);

    private static bool IsReadable(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => false,
        UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned => false,
        // The two joiners shape words in Persian and the languages of India; the other format characters hide or reorder text.
        UnicodeCategory.Format => rune.Value is 0x200C or 0x200D,
        // Letters and symbols by category, blank to the eye: a name made of them looks like no name. And what stands for a letter lost on the way.
        _ => rune.Value is not (0x115F or 0x1160 or 0x2800 or 0x3164 or 0xFFA0 or 0xFFFD),
    };
}
