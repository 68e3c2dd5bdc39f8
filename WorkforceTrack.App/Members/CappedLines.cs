using System.Text;

namespace WorkforceTrack.App.Members;

/// <summary>Reads lines of a text without ever holding more of one than asked: a file without line ends does not fill the memory.</summary>
internal static class CappedLines
{
    /// <summary>Each line, however it ends (RFC 4180 or Unix); of one that is too long, one character more than <paramref name="most"/>.</summary>
    internal static async IAsyncEnumerable<string> ReadAsync(TextReader reader, int most)
    {
        var buffer = new char[16_384];
        var line = new StringBuilder();
        var (afterReturn, isBegun) = (false, false);
        for (var read = await reader.ReadAsync(buffer); read > 0; read = await reader.ReadAsync(buffer))
        {
            for (var at = 0; at < read; at++)
            {
                var letter = buffer[at];
                var isSecondHalf = letter == '\n' && afterReturn;
                afterReturn = letter == '\r';
                if (isSecondHalf) continue;
                if (letter is '\r' or '\n')
                {
                    yield return line.ToString();
                    line.Clear();
                    isBegun = false;
                    continue;
                }

                isBegun = true;
                if (line.Length <= most) line.Append(letter);
            }
        }

        if (isBegun) yield return line.ToString();
    }
}
