using System.Globalization;
using System.Text;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.WebLogs;

namespace WorkforceTrack.App.WebLogs;

/// <summary>The files of the web log: a few for each day, numbered, readable by their owner alone.</summary>
internal sealed class WebLogFolder(WebLogOptions options)
{
    /// <summary>Stands in a file whose addresses are all cut and that gets no more lines.</summary>
    private const string IsCut = "#Remark: addresses are cut to their networks";

    private const string Day = "yyyyMMdd";
    private const string Ending = ".log";
    private const string Unfinished = ".part";
    private static readonly UTF8Encoding Plain = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Held by whoever appends to the newest file, counts it or writes it anew.</summary>
    internal Lock Gate { get; } = new();

    internal static string Head { get; } = $"#Version: 1.0\n#Fields: {WebLogLine.Fields}\n";

    internal string Root => options.Folder;

    internal bool Exists => Directory.Exists(Root);

    internal void Make() => StoreDoor.MakeFolder(Root);

    /// <summary>All files, oldest first.</summary>
    internal List<WebLogFile> Files() => !Exists ? [] :
    [
        .. Directory.EnumerateFiles(Root, "*" + Ending).Select(Read).OfType<WebLogFile>().OrderBy(f => f.Day).ThenBy(f => f.Number),
    ];

    internal WebLogFile FileOf(DateOnly day, int number) =>
        new(Path.Combine(Root, $"{day.ToString(Day, CultureInfo.InvariantCulture)}.{number.ToString("0000", CultureInfo.InvariantCulture)}{Ending}"), day, number);

    /// <summary>Where the numbers of a day are kept.</summary>
    internal string UseFileOf(DateOnly day) => Path.Combine(Root, $"{day.ToString(Day, CultureInfo.InvariantCulture)}.use.json");

    /// <summary>The lines of a file, one after the other; what is no line is left out.</summary>
    internal static IEnumerable<WebLogLine> Lines(WebLogFile file)
    {
        foreach (var text in Texts(file))
        {
            if (WebLogLine.TryRead(text, out var line)) yield return line!;
        }
    }

    /// <summary>
    /// Writes a file anew where lines of it change: beside the old one, then in its place, so that a crash leaves one of the two whole.
    /// Says whether it did.
    /// </summary>
    /// <param name="isClosed">Whether no line can come to it any more.</param>
    /// <param name="change">A line as it is to be; null when it stays as it is for now.</param>
    internal static bool Rewrite(WebLogFile file, bool isClosed, Func<WebLogLine, WebLogLine?> change)
    {
        var (isChanged, isDone) = (false, isClosed);
        foreach (var text in Texts(file))
        {
            if (text == IsCut) return false;
            if (text.StartsWith('#')) continue;
            var after = WebLogLine.TryRead(text, out var line) ? change(line!) : null;
            isChanged |= line is null || (after is not null && after.Text != text);
            isDone &= line is null || after is not null;
        }

        if (!isChanged && !isDone) return false;
        using (var written = Create(file.Path + Unfinished))
        using (var writer = new StreamWriter(written, Plain))
        {
            writer.Write(isDone ? $"{Head}{IsCut}\n" : Head);
            // What is no line, as after a torn write, may hold anything, so it goes.
            foreach (var line in Lines(file)) writer.Write((change(line) ?? line).Text + "\n");
            writer.Flush();
            written.Flush(flushToDisk: true);
        }

        File.Move(file.Path + Unfinished, file.Path, overwrite: true);
        return isChanged;
    }

    /// <summary>Removes what a killed program was still writing.</summary>
    internal void RemoveUnfinished()
    {
        foreach (var part in Directory.EnumerateFiles(Root, "*" + Unfinished)) File.Delete(part);
    }

    /// <summary>Writes a file whole or not at all.</summary>
    internal static void WriteWhole(string path, byte[] bytes)
    {
        using (var file = Create(path + Unfinished))
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }

        File.Move(path + Unfinished, path, overwrite: true);
    }

    /// <summary>A stream that its owner alone reads.</summary>
    internal static FileStream Create(string path, FileMode mode = FileMode.Create)
    {
        var how = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite | FileShare.Delete };
        if (!OperatingSystem.IsWindows()) how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, how);
    }

    private static IEnumerable<string> Texts(WebLogFile file)
    {
        using var reader = new StreamReader(Open(file.Path), Plain);
        while (reader.ReadLine() is { } text) yield return text;
    }

    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    // A file of another name is none of ours, and stays as it is.
    private WebLogFile? Read(string path) => Path.GetFileName(path).Split('.') is [var day, { Length: 4 } number, _]
        && DateOnly.TryParseExact(day, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var of)
        && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
            ? FileOf(of, n)
            : null;
}

/// <summary>One file of the web log.</summary>
internal sealed record WebLogFile(string Path, DateOnly Day, int Number);
