using System.Text;
using WorkforceTrack.Tests.Cast;

namespace WorkforceTrack.Tests.Promises;

/// <summary>Words that stand nowhere else in the world, and the search for them in whatever form they may have been written.</summary>
internal sealed class Marks(Random chance)
{
    private readonly List<(string Name, string Mark)> all = [];

    /// <summary>A new mark of 16 random letters.</summary>
    internal string New(string name) => Remember(name, string.Concat(Enumerable.Range(0, 16).Select(_ => (char)('a' + chance.Next(26)))));

    /// <summary>A new mark of random digits, where letters do not fit.</summary>
    internal string Digits(string name, int count) => Remember(name, string.Concat(Enumerable.Range(0, count).Select(n => (char)((n == 0 ? '1' : '0') + chance.Next(n == 0 ? 9 : 10)))));

    internal string Remember(string name, string mark)
    {
        all.Add((name, mark));
        return mark;
    }

    /// <summary>Where any mark stands, in any form: which value, in which form, in what.</summary>
    internal IReadOnlyList<string> FindIn(string what, ReadOnlySpan<byte> bytes)
    {
        var found = new List<string>();
        foreach (var (name, mark) in all)
        {
            foreach (var (form, pattern) in FormsOf(mark))
            {
                if (bytes.IndexOf(pattern) >= 0) found.Add($"{name} as {form} in {what}");
            }
        }

        return found;
    }

    /// <summary>The same in every file under a folder, also in those that a program has open.</summary>
    internal IReadOnlyList<string> FindUnder(string folder)
    {
        var found = new List<string>();
        foreach (var file in TestFolder.FilesUnder(folder))
        {
            found.AddRange(FindIn(Path.GetRelativePath(folder, file), Read(file)));
            found.AddRange(FindIn($"the name of {Path.GetRelativePath(folder, file)}", Encoding.UTF8.GetBytes(file)));
        }

        return found;
    }

    /// <summary>A mark in every form in which a program may write it: as it is and in capitals; three encodings of text; base64 at each of its three offsets; hexadecimal.</summary>
    internal static IEnumerable<(string Form, byte[] Pattern)> FormsOf(string mark)
    {
        foreach (var text in new[] { mark, mark.ToUpperInvariant() }.Distinct(StringComparer.Ordinal))
        {
            foreach (var (encoding, bytes) in new[] { ("UTF-8", Encoding.UTF8.GetBytes(text)), ("UTF-16LE", Encoding.Unicode.GetBytes(text)), ("UTF-16BE", Encoding.BigEndianUnicode.GetBytes(text)) })
            {
                yield return (encoding, bytes);
                for (var offset = 0; offset < 3; offset++)
                {
                    // Only the letters that hold nothing but the mark: neighbours change those at the edges.
                    var coded = Convert.ToBase64String([.. new byte[offset], .. bytes]);
                    var (from, to) = ((offset * 8 + 5) / 6, (offset + bytes.Length) * 8 / 6);
                    yield return ($"base64 of {encoding}", Encoding.ASCII.GetBytes(coded[from..to]));
                }

                yield return ($"hexadecimal of {encoding}", Encoding.ASCII.GetBytes(Convert.ToHexString(bytes)));
                yield return ($"hexadecimal of {encoding}", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(bytes)));
            }
        }
    }

    private static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
