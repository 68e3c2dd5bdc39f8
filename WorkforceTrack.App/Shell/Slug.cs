namespace WorkforceTrack.App.Shell;

/// <summary>An id for markup made from words: the same words give the same id on server and circuit.</summary>
internal static class Slug
{
    public static string Of(string words) =>
        string.Join('-', string.Concat(words.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' '))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
