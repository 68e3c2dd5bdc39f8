using System.Collections.Frozen;
using System.Text;

namespace WorkforceTrack.Domain.Policy;

/// <summary>
/// The names under which closed vocabularies leave the program: in the ledger, the partner API, exports and forms.
/// Kebab case of the member's name, made once; a name on the wire never changes.
/// </summary>
public static class Names
{
    public static string Of<T>(T value) where T : struct, Enum => Table<T>.Forward[value];

    public static bool TryParse<T>(string name, out T value) where T : struct, Enum => Table<T>.Backward.TryGetValue(name, out value);

    public static IReadOnlyList<T> All<T>() where T : struct, Enum => Table<T>.Values;

    /// <summary>Reads comma-separated field names; false when one is unknown, named twice or the text is empty.</summary>
    public static bool TryParseFields(string text, out FieldSet fields)
    {
        fields = FieldSet.Empty;
        foreach (var part in text.Split(','))
        {
            if (!TryParse<PersonalField>(part, out var field) || fields.Contains(field)) return false;
            fields = fields.With(field);
        }

        return true;
    }

    private static string Kebab(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        foreach (var letter in name)
        {
            if (char.IsAsciiLetterUpper(letter) && text.Length > 0) text.Append('-');
            text.Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }

    private static class Table<T> where T : struct, Enum
    {
        public static readonly T[] Values = Enum.GetValues<T>();
        public static readonly FrozenDictionary<T, string> Forward = Values.ToFrozenDictionary(v => v, v => Kebab(v.ToString()));
        public static readonly FrozenDictionary<string, T> Backward = Values.ToFrozenDictionary(v => Kebab(v.ToString()), v => v, StringComparer.Ordinal);
    }
}
