using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.RegularExpressions;

namespace WorkforceTrack.Domain.Surveys;

/// <summary>The name of a survey in its address, as in "night-shifts" (S1). It is public and says nothing of who answers.</summary>
public sealed partial record SurveySlug
{
    public const int Shortest = 3;

    public const int Longest = 60;

    // Letters of the languages of our neighbours. String.Normalize returns its input under invariant globalization, so it cannot take them apart.
    private const string Accented = "àáâãäåçèéêëìíîïñòóôõöøùúûüýÿ";
    private const string Bare = "aaaaaaceeeeiiiinoooooouuuuyy";

    private SurveySlug(string value) => Value = value;

    public string Value { get; }

    public override string ToString() => Value;

    public static bool TryParse(string? text, [NotNullWhen(true)] out SurveySlug? slug)
    {
        slug = text is { Length: >= Shortest and <= Longest } && Form.IsMatch(text) ? new SurveySlug(text) : null;
        return slug is not null;
    }

    /// <summary>A slug made from a title; always one, whatever the title.</summary>
    public static SurveySlug Suggest(string title)
    {
        var text = new StringBuilder(title.Length);
        foreach (var letter in title.ToLowerInvariant())
        {
            var bare = Accented.IndexOf(letter, StringComparison.Ordinal) is >= 0 and var at ? Bare[at] : letter;
            if (bare == 'ß') text.Append("ss");
            else if (bare == 'æ') text.Append("ae");
            else if (char.IsAsciiLetterLower(bare) || char.IsAsciiDigit(bare)) text.Append(bare);
            // An apostrophe parts no word: "members' day", "what's next".
            else if (bare is not ('\'' or '’') && text.Length > 0 && text[^1] != '-') text.Append('-');
        }

        var whole = text.ToString().TrimEnd('-');
        if (whole.Length > Longest) whole = whole[..(whole.LastIndexOf('-', Longest) is > Shortest and var end ? end : Longest)].TrimEnd('-');
        return new SurveySlug(whole.Length >= Shortest ? whole : $"survey-{whole}".TrimEnd('-'));
    }

    [GeneratedRegex(@"\A[a-z0-9]+(-[a-z0-9]+)*\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Form { get; }
}
