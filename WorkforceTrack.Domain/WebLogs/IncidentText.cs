using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.Domain.WebLogs;

/// <summary>What staff write at an incident: some lines that others can read.</summary>
public static class IncidentText
{
    /// <summary>Longest text of several lines.</summary>
    public const int Longest = 2000;

    /// <summary>Longest name.</summary>
    public const int LongestName = 200;

    /// <summary>The text as it is kept; null when it is missing, too long, or holds what does not show.</summary>
    public static string? Read(string? typed, int longest = Longest)
    {
        var text = string.Join('\n', (typed ?? "").Split(["\r\n", "\n", "\r"], StringSplitOptions.TrimEntries)).Trim();
        return text.Length > 0 && PlainText.Length(text) <= longest && PlainText.IsReadableInLines(text) && PlainText.HasWords(text) ? text : null;
    }
}
