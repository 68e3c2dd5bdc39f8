using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.Domain.Partners;

/// <summary>What staff type about a partner and its service: text of one line that members can read (P1).</summary>
public static class PartnerTexts
{
    public const int LongestName = PartnerFlow.LongestName;
    public const int LongestContact = 254;
    public const int LongestTitle = 80;
    public const int LongestDescription = 400;

    /// <summary>The text as it is stored, or null when it is empty, too long or cannot be read.</summary>
    public static string? Read(string? typed, int longest)
    {
        var text = typed?.Trim() ?? "";
        return text.Length > 0 && PlainText.IsReadable(text) && PlainText.IsVisible(text) && PlainText.Length(text) <= longest ? text : null;
    }
}
