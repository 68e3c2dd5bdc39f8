using System.Collections.Frozen;

namespace WorkforceTrack.Domain.Members;

/// <content>How much of a password is its own: it is cut into the fewest pieces that a guesser would put together.</content>
public static partial class PasswordRules
{
    /// <summary>A password of fewer pieces than this is guessed early; four words in a row are enough.</summary>
    private const int FewestPieces = 4;

    private const int ShortestRow = 3;
    private const int ShortestOwnWord = 3;

    // Rows of the keyboard and of the alphabet, which people walk along in either direction.
    private static readonly string[] Rows =
    [
        "01234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "yxcvbnm", "azertyuiop", "qsdfghjklm", "wxcvbn",
        "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p", "qazwsxedcrfvtgbyhnujmikolp",
    ];

    private static readonly FrozenSet<string> Common = Lines("PasswordRules.Common.txt").ToFrozenSet(StringComparer.Ordinal);
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> CommonSpans = Common.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly int LongestCommon = Common.Max(word => word.Length);
    private static readonly int ShortestCommon = Common.Min(word => word.Length);

    private static bool IsEasyToGuess(string normal, IEnumerable<string> ownWords)
    {
        var words = ownWords.Select(word => Normalise(word).ToLowerInvariant())
            .SelectMany(word => word.Split((char[])[' ', '@', '.', '-', '_'], StringSplitOptions.RemoveEmptyEntries).Append(word))
            .Where(word => word.Length >= ShortestOwnWord).Distinct(StringComparer.Ordinal).ToArray();
        var plain = normal.ToLowerInvariant();
        return Pieces(plain, words) < FewestPieces || Pieces(WithoutDisguise(plain), words) < FewestPieces;
    }

    /// <summary>The fewest pieces: words about the person and separators count nothing; a common password, a row, a year or any other character one.</summary>
    private static int Pieces(string whole, string[] ownWords)
    {
        var text = OnceOf(whole).AsSpan();
        var fewest = new int[text.Length + 1];
        Array.Fill(fewest, int.MaxValue);
        fewest[0] = 0;
        for (var at = 0; at < text.Length; at++)
        {
            var rest = text[at..];
            Reach(1, rest[0] is ' ' or '-' or '_' or '.' ? 0 : 1);
            foreach (var word in ownWords)
            {
                if (rest.StartsWith(word)) Reach(word.Length, 0);
            }

            for (var length = ShortestCommon; length <= Math.Min(LongestCommon, rest.Length); length++)
            {
                if (CommonSpans.Contains(rest[..length])) Reach(length, 1);
            }

            for (var length = RowLength(rest); length >= ShortestRow; length--) Reach(length, 1);
            if (IsYear(rest)) Reach(4, 1);

            void Reach(int length, int cost) => fewest[at + length] = Math.Min(fewest[at + length], fewest[at] + cost);
        }

        return fewest[^1];
    }

    /// <summary>What is repeated over and over, once: "abcabcab" is no better than "abc".</summary>
    private static string OnceOf(string text)
    {
        for (var period = 1; period <= text.Length / 2; period++)
        {
            if (text.AsSpan(period).SequenceEqual(text.AsSpan(0, text.Length - period))) return text[..period];
        }

        return text;
    }

    private static int RowLength(ReadOnlySpan<char> rest)
    {
        var same = 1;
        while (same < rest.Length && rest[same] == rest[0]) same++;
        var longest = same;
        foreach (var row in Rows)
        {
            longest = Math.Max(longest, Math.Max(Along(row, rest, 1), Along(row, rest, -1)));
        }

        return longest;
    }

    private static int Along(string row, ReadOnlySpan<char> rest, int step)
    {
        var longest = 0;
        for (var start = 0; start < row.Length; start++)
        {
            var length = 0;
            for (var at = start; at >= 0 && at < row.Length && length < rest.Length && row[at] == rest[length]; at += step) length++;
            longest = Math.Max(longest, length);
        }

        return longest;
    }

    private static bool IsYear(ReadOnlySpan<char> rest) =>
        rest.Length >= 4 && (rest.StartsWith("19") || rest.StartsWith("20")) && char.IsAsciiDigit(rest[2]) && char.IsAsciiDigit(rest[3]);

    private static string WithoutDisguise(string text) =>
        text.Replace('@', 'a').Replace('4', 'a').Replace('3', 'e').Replace('1', 'i').Replace('!', 'i').Replace('0', 'o').Replace('5', 's').Replace('$', 's').Replace('7', 't');

    private static IEnumerable<string> Lines(string resource)
    {
        using var stream = typeof(PasswordRules).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"{resource} is not in the assembly.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line is not ['#', ..]) yield return line;
        }
    }
}
