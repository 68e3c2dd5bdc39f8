using System.Diagnostics.CodeAnalysis;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.Domain.Surveys;

/// <summary>The name of a theme that comments are sorted under (S6). It is published, so it is one short line of characters that show.</summary>
public static class ThemeName
{
    /// <summary>In letters; short enough that no comment is copied into it.</summary>
    public const int Longest = 60;

    public static bool TryTidy(string? typed, [NotNullWhen(true)] out string? name)
    {
        var tidy = typed?.Trim().Normalize();
        name = tidy is not null && PlainText.IsReadable(tidy) && PlainText.IsVisible(tidy) && PlainText.Length(tidy) <= Longest ? tidy : null;
        return name is not null;
    }
}
