using System.Text;
using WorkforceTrack.Domain.WebLogs;

namespace WorkforceTrack.App.WebLogs;

/// <summary>Appends lines to the newest file; begins another when the day or the size is full. Call it within the folder's gate.</summary>
internal sealed class AppendToLog(WebLogFolder folder) : IDisposable
{
    /// <summary>From this size on, the day goes on in another file.</summary>
    internal const long Largest = 10 * 1024 * 1024;

    private static readonly byte[] Head = Encoding.ASCII.GetBytes(WebLogFolder.Head);

    private WebLogFile? current;
    private FileStream? stream;

    /// <summary>Writes whole lines, or of a file none of these: what a full disk cut off is taken back.</summary>
    internal void Append(IReadOnlyCollection<WebLogLine> lines)
    {
        // INVARIANT: days only go forward, so that the newest file is the only one that grows, also when the clock is set back.
        foreach (var day in lines.GroupBy(l => DateOnly.FromDateTime(l.At.UtcDateTime)).OrderBy(g => g.Key))
        {
            var to = OpenFor(day.Key);
            var good = to.Length;
            try
            {
                to.Write(Encoding.ASCII.GetBytes(string.Concat(day.Select(l => l.Text + "\n"))));
                to.Flush();
            }
            catch (IOException)
            {
                LetGo();
                TakeBack(good);
                throw;
            }
        }
    }

    /// <summary>Closes the file, which may then be written anew. The next line opens it again.</summary>
    internal void LetGo()
    {
        stream?.Dispose();
        stream = null;
    }

    public void Dispose() => stream?.Dispose();

    private FileStream OpenFor(DateOnly day)
    {
        current ??= folder.Files().LastOrDefault();
        var next = current is null || day > current.Day ? folder.FileOf(day, 1) : current;
        if (next != current) LetGo();
        if (stream is { Length: < Largest }) return stream;
        if (stream is not null) next = folder.FileOf(next.Day, next.Number + 1);
        LetGo();
        folder.Make();
        var opened = WebLogFolder.Create(next.Path, FileMode.OpenOrCreate);
        Mend(opened);
        (current, stream) = (next, opened);
        return opened.Length < Largest ? opened : OpenFor(next.Day);
    }

    // A program that was killed while it wrote leaves half a line, which would swallow the next.
    private static void Mend(FileStream file)
    {
        var end = file.Length;
        for (; end > 0; end--)
        {
            file.Position = end - 1;
            if (file.ReadByte() == '\n') break;
        }

        if (end < Head.Length) end = 0;
        if (end < file.Length) file.SetLength(end);
        file.Position = end;
        if (end > 0) return;
        file.Write(Head);
        file.Flush();
    }

    private void TakeBack(long length)
    {
        using var file = WebLogFolder.Create(current!.Path, FileMode.Open);
        if (file.Length > length) file.SetLength(length);
    }
}
