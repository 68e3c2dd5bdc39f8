using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.Domain.Engagements;

/// <summary>What staff type about an engaged organisation: text of one line that members can read (O4).</summary>
public static class EngagementTexts
{
    public const int LongestName = 80;
    public const int LongestContact = 254;

    /// <summary>The text as it is stored, or null when it is empty, too long or cannot be read.</summary>
    public static string? Read(string? typed, int longest)
    {
        var text = typed?.Trim() ?? "";
        return text.Length > 0 && PlainText.IsReadable(text) && PlainText.IsVisible(text) && PlainText.Length(text) <= longest ? text : null;
    }
}
