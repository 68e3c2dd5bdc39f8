using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.WebLogs;

/// <summary>Cuts the addresses that were kept long enough and removes files past their time (W3). Whatever a stopped program missed is due still.</summary>
internal sealed class PruneWebLog(WebLogFolder folder, AppendToLog file, UseBook book, WebLogOptions options, TimeProvider clock)
{
    /// <summary>Does what is due now.</summary>
    /// <param name="isWrittenElsewhere">Whether another program appends to the newest file, which is then left to it.</param>
    /// <param name="progress">Told after each file how many were looked at.</param>
    [Keeps("W3")]
    internal Pruning Prune(bool isWrittenElsewhere = false, Action<long>? progress = null)
    {
        if (!folder.Exists) return new Pruning.NoLog();
        using var mine = TryLock();
        if (mine is null) return new Pruning.Busy();
        folder.RemoveUnfinished();
        var files = folder.Files();
        var (cut, removed, seen, now) = (0, 0, 0L, clock.GetUtcNow());
        foreach (var one in files)
        {
            var isNewest = one == files[^1];
            if (!(isNewest && isWrittenElsewhere))
            {
                if (options.Retention.IsToGo(one.Day, now)) removed += Remove(one);
                else if (Cut(one, isNewest, now)) cut++;
            }

            progress?.Invoke(++seen);
        }

        return new Pruning.Done(cut, removed, isWrittenElsewhere && files.Count > 0);
    }

    private bool Cut(WebLogFile one, bool isNewest, DateTimeOffset now)
    {
        if (!WebLogFolder.Lines(one).Take(1).Any(line => options.Retention.IsToBeCut(line.At, now))) return false;
        var isOver = one.Day < DateOnly.FromDateTime(now.UtcDateTime);
        // While whole addresses tell visitors apart; what is cut counts fewer.
        if (isOver) book.Past(one.Day);
        if (!isNewest) return Rewrite(one, isOver, now);
        lock (folder.Gate)
        {
            file.LetGo();
            return Rewrite(one, isClosed: false, now);
        }
    }

    private bool Rewrite(WebLogFile one, bool isClosed, DateTimeOffset now) =>
        WebLogFolder.Rewrite(one, isClosed, line => options.Retention.IsToBeCut(line.At, now) ? line.Cut() : null);

    private int Remove(WebLogFile one)
    {
        lock (folder.Gate)
        {
            file.LetGo();
            File.Delete(one.Path);
        }

        File.Delete(folder.UseFileOf(one.Day));
        book.Forget(one.Day);
        return 1;
    }

    // Two that write the same file anew could put back what the other cut.
    private FileStream? TryLock()
    {
        try
        {
            return new FileStream(Path.Combine(folder.Root, "prune.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException)
        {
            return null;
        }
    }
}

/// <summary>What came of pruning the web log.</summary>
internal abstract class Pruning
{
    private Pruning()
    {
    }

    internal sealed class Done(int cut, int removed, bool newestIsLeft) : Pruning
    {
        /// <summary>In how many files addresses were cut.</summary>
        internal int Cut { get; } = cut;

        /// <summary>How many files were past their time.</summary>
        internal int Removed { get; } = removed;

        /// <summary>Whether the newest file was left to the program that writes it.</summary>
        internal bool NewestIsLeft { get; } = newestIsLeft;
    }

    /// <summary>Somebody else is at it.</summary>
    internal sealed class Busy : Pruning;

    /// <summary>No line was written yet.</summary>
    internal sealed class NoLog : Pruning;
}
