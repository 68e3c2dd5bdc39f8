namespace WorkforceTrack.App.Shell;

/// <summary>Text with line breaks, as the paragraphs that people read.</summary>
internal static class Paragraphs
{
    internal static IEnumerable<string> Of(string text) => text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
