using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.Domain.Correspondence;

/// <summary>What a visitor may write to us, and what we may answer (C4): text of some length, on as many lines as it takes.</summary>
[Keeps("C4")]
public static class MessageText
{
    /// <summary>Most characters (Unicode scalar values).</summary>
    public const int Most = 4000;

    /// <summary>The text as it is stored; null, with words for the person, when it cannot be.</summary>
    public static Redacted<string>? Check(string typed, out string? words)
    {
        var text = typed.ReplaceLineEndings("\n").Trim();
        words = !PlainText.HasWords(text) ? "Please write something."
            : PlainText.Length(text) > Most ? $"Please shorten this to at most {Most} characters."
            : !PlainText.IsReadableInLines(text.Replace('\t', ' ')) ? "Something in here cannot be read as text. Please type it again, with letters, numbers and ordinary signs."
            : null;
        return words is null ? new Redacted<string>(text) : null;
    }
}
