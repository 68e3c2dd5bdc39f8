namespace WorkforceTrack.App.Shell;

/// <summary>Progress of long work on the command line: one moving line on a terminal, nothing where nobody watches.</summary>
internal sealed class ProgressLine(string what) : IDisposable
{
    private bool isShown;

    internal void Show(long count) => Show(count, "");

    /// <summary>With what the count is of, as in "of 20 MiB".</summary>
    internal void Show(long count, string of)
    {
        if (Console.IsErrorRedirected) return;
        Console.Error.Write(of.Length == 0 ? $"\r{count} {what} " : $"\r{count} {of} {what} ");
        isShown = true;
    }

    public void Dispose()
    {
        if (isShown) Console.Error.WriteLine();
    }
}
