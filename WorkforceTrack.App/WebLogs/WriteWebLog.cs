using WorkforceTrack.Domain.WebLogs;

namespace WorkforceTrack.App.WebLogs;

/// <summary>
/// Puts lines on the disk while the program runs: at once, in batches of what waits. When the disk is full the site goes on, and the
/// program's own log says so once.
/// </summary>
internal sealed class WriteWebLog(WebLogQueue queue, WebLogFolder folder, AppendToLog file, UseBook book, HostNames names, ILogger<WriteWebLog> log) : BackgroundService
{
    private long lost;

    /// <summary>Waits until what was noted is on the disk: the server took its last request before.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        queue.Close();
        if (ExecuteTask is { } writing) await writing.WaitAsync(cancellationToken);
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The stop closes the queue; a token would leave what still waits in it.
        while (await queue.WaitAsync())
        {
            Write(await names.AddAsync(queue.Take()));
        }

        lock (folder.Gate) file.LetGo();
    }

    private void Write(List<WebLogLine> lines)
    {
        var wasWell = lost == 0;
        try
        {
            // INVARIANT: written and counted in one step, so that a day that is counted from its file meets no line twice.
            lock (folder.Gate)
            {
                file.Append(lines);
                book.Count(lines);
            }

            if (queue.TakeLeftOut() is > 0 and var leftOut) log.LinesLeftOut(leftOut);
            if (wasWell) return;
            log.WritingAgain(lost);
            lost = 0;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            lost += lines.Count + queue.TakeLeftOut();
            if (wasWell) log.NotWritten(failure.GetType().Name);
        }
    }
}

internal static partial class WriteWebLogLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "The web log cannot be written ({Kind}); the site goes on without it. Make room on the disk or give back the right to write; this is said once.")]
    internal static partial void NotWritten(this ILogger logger, string kind);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The web log is written again. {Lost} lines are missing.")]
    internal static partial void WritingAgain(this ILogger logger, long lost);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The disk was slower than the visitors: {Lost} lines of the web log were left out.")]
    internal static partial void LinesLeftOut(this ILogger logger, long lost);
}
