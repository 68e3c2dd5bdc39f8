using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace WorkforceTrack.Domain.Members;

/// <content>
/// One form for what looks alike (NFKD, UAX 15; NIST SP 800-63B-4, 3.1.1.2): keyboards type the same letter in different ways.
/// The runtime has no Unicode tables under invariant globalization and gives text back unchanged, so they are here.
/// </content>
public static partial class PasswordRules
{
    private const int HangulFirst = 0xAC00;
    private const int HangulLast = 0xD7A3;

    private static readonly Lazy<Tables> Unicode = new(Tables.Read);

    /// <summary>The form in which a password is compared and hashed. The form of a form is the form itself.</summary>
    public static string Normalise(string text) => Ascii.IsValid(text) ? text : Decompose(text, Unicode.Value);

    private static string Decompose(string text, Tables tables)
    {
        var runes = new List<Rune>(text.Length + 8);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is >= HangulFirst and <= HangulLast) AddHangul(runes, rune.Value - HangulFirst);
            else if (tables.Decompositions.TryGetValue(rune.Value, out var parts)) runes.AddRange(parts);
            else runes.Add(rune);
        }

        Order(runes, tables.Classes);
        var result = new StringBuilder(text.Length + 8);
        foreach (var rune in runes) result.Append(rune);
        return result.ToString();
    }

    // Unicode 3.12: 19 leading consonants, 21 vowels, 27 trailing consonants or none.
    private static void AddHangul(List<Rune> runes, int index)
    {
        runes.Add(new Rune(0x1100 + (index / 588)));
        runes.Add(new Rune(0x1161 + (index % 588 / 28)));
        if (index % 28 != 0) runes.Add(new Rune(0x11A7 + (index % 28)));
    }

    /// <summary>Marks on the same letter stand in the order of their classes; those of one class keep their order.</summary>
    private static void Order(List<Rune> runes, FrozenDictionary<int, int> classes)
    {
        for (var at = 1; at < runes.Count; at++)
        {
            var mark = runes[at];
            var markClass = classes.GetValueOrDefault(mark.Value);
            if (markClass == 0) continue;
            var to = at;
            for (; to > 0 && classes.GetValueOrDefault(runes[to - 1].Value) > markClass; to--) runes[to] = runes[to - 1];
            runes[to] = mark;
        }
    }

    private sealed record Tables(FrozenDictionary<int, Rune[]> Decompositions, FrozenDictionary<int, int> Classes)
    {
        internal static Tables Read()
        {
            var decompositions = new Dictionary<int, Rune[]>();
            var classes = new Dictionary<int, int>();
            foreach (var line in Lines("PasswordRules.Normal.txt"))
            {
                if (line.Split('>') is [var from, var to]) decompositions.Add(Hex(from), [.. to.Split(' ').Select(part => new Rune(Hex(part)))]);
                else if (line.Split('-', ':') is [var first, var last, var number])
                {
                    for (var point = Hex(first); point <= Hex(last); point++) classes.Add(point, int.Parse(number, CultureInfo.InvariantCulture));
                }
            }

            return new Tables(decompositions.ToFrozenDictionary(), classes.ToFrozenDictionary());
        }

        private static int Hex(string digits) => int.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }
}
