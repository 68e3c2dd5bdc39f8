namespace WorkforceTrack.App.Shell;

/// <summary>Progress of long work on the command line: one moving line on a terminal, nothing where nobody watches.</summary>
internal sealed class ProgressLine(string what) : IDisposable
{
    private bool isShown;

    internal void Show(long count)
    {
        if (Console.IsErrorRedirected) return;
        Console.Error.Write($"\r{count} {what} ");
        isShown = true;
    }

    public void Dispose()
    {
        if (isShown) Console.Error.WriteLine();
    }
}
