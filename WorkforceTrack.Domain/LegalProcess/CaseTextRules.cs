using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.Domain.LegalProcess;

/// <summary>What may be written down in a case: words that others can read, in as many lines as they need.</summary>
public static class CaseTextRules
{
    /// <summary>Most characters (Unicode scalar values) of one text.</summary>
    public const int Longest = 4000;

    /// <summary>Whether it can be kept; an empty one can.</summary>
    public static bool IsFit(string text) => PlainText.IsReadableInLines(text) && PlainText.Length(text) <= Longest;

    /// <summary>Whether it can be kept and says something.</summary>
    public static bool IsSaid(string text) => text.Length > 0 && IsFit(text) && PlainText.HasWords(text);
}
