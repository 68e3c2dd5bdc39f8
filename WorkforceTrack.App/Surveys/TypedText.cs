using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace WorkforceTrack.App.Surveys;

/// <summary>Reads what was typed into the editor's fields.</summary>
internal static class TypedText
{
    /// <summary>Lines as they were typed, without space around them. Empty ones at the end are none; one in between is a line.</summary>
    internal static ImmutableArray<string> Lines(string text)
    {
        var end = text.TrimEnd();
        return end.Length == 0 ? [] : [.. end.Split('\n').Select(line => line.Trim())];
    }

    internal static bool TryNumber(string text, out int number) => int.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);

    internal static bool TryDay(string text, out DateOnly day) => DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    internal static string Of(int number) => number.ToString(CultureInfo.InvariantCulture);

    internal static string Of(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    internal static string? OrNone(string text) => text.Trim() is { Length: > 0 } given ? given : null;

    internal delegate bool Read<T>(string text, [MaybeNullWhen(false)] out T value);

    /// <summary>What can be read of lines that are not empty.</summary>
    internal static ImmutableArray<T> Each<T>(string text, Read<T> read) => [.. Lines(text).Where(l => l.Length > 0).Select(l => (IsRead: read(l, out var value), Value: value)).Where(l => l.IsRead).Select(l => l.Value!)];

    /// <summary>The first line that cannot be read; null when there is none.</summary>
    internal static string? Unreadable<T>(string text, Read<T> read) => Lines(text).FirstOrDefault(l => l.Length > 0 && !read(l, out _));
}
