using System.Collections.Concurrent;
using WorkforceTrack.Domain.WebLogs;

namespace WorkforceTrack.App.WebLogs;

/// <summary>
/// The days of the web log in numbers (W2): today's counted as the lines are written, each past one in a small file beside its log,
/// made again when it is missing.
/// </summary>
internal sealed class UseBook(WebLogFolder folder, ILogger<UseBook> log)
{
    private readonly ConcurrentDictionary<DateOnly, DayOfUse> past = new();
    private UseCounter? today;

    /// <summary>Counts lines that were just written. Call it within the folder's gate.</summary>
    internal void Count(IReadOnlyCollection<WebLogLine> lines)
    {
        foreach (var day in lines.GroupBy(l => DateOnly.FromDateTime(l.At.UtcDateTime)).OrderBy(g => g.Key))
        {
            if (today is { } counter && day.Key <= counter.Day)
            {
                foreach (var line in day) counter.Add(line);
                continue;
            }

            if (today is not null) Keep(today.ToDay());
            // With what the program wrote before it was started again, and these lines.
            today = CountFiles(day.Key);
        }
    }

    /// <summary>The days between two, oldest first; a day without a file is left out.</summary>
    internal List<DayOfUse> Days(DateOnly from, DateOnly now)
    {
        var days = folder.Files().Select(f => f.Day).Where(d => d >= from && d < now).Distinct().Select(Past).ToList();
        lock (folder.Gate)
        {
            today ??= CountFiles(now);
            // Counted on from yesterday, it stands among the past ones until the first line of today.
            if (today.Day == now) days.Add(today.ToDay());
        }

        return days;
    }

    /// <summary>The numbers of a day that is over, before its lines change.</summary>
    internal DayOfUse Past(DateOnly day)
    {
        if (past.TryGetValue(day, out var known)) return known;
        if (UseFile.Read(folder.UseFileOf(day)) is { } kept && kept.Day == day) return past[day] = kept;
        return Keep(CountFiles(day).ToDay());
    }

    /// <summary>Forgets a day whose files are gone.</summary>
    internal void Forget(DateOnly day) => past.TryRemove(day, out _);

    private DayOfUse Keep(DayOfUse day)
    {
        past[day.Day] = day;
        try
        {
            UseFile.Write(folder.UseFileOf(day.Day), day);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Only a shorter way: the numbers are counted from the log again after the next start.
            log.NumbersNotKept(failure.GetType().Name);
        }

        return day;
    }

    private UseCounter CountFiles(DateOnly day)
    {
        var counter = new UseCounter(day);
        foreach (var line in folder.Files().Where(f => f.Day == day).SelectMany(WebLogFolder.Lines)) counter.Add(line);
        return counter;
    }
}

internal static partial class UseBookLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The numbers of a day of the web log could not be kept ({Kind}); they are counted again when they are needed.")]
    internal static partial void NumbersNotKept(this ILogger logger, string kind);
}
