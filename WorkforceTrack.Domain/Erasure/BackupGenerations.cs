using System.Collections.Immutable;

namespace WorkforceTrack.Domain.Erasure;

/// <summary>For what a backup is kept the longest (T5).</summary>
public enum BackupGeneration
{
    /// <summary>One of the last days.</summary>
    Daily,

    /// <summary>The first of its week, which begins on Monday.</summary>
    Weekly,

    /// <summary>The first of its month.</summary>
    Monthly,
}

/// <summary>A backup, for what it is kept, and the day on which it goes once a newer one is there (T5).</summary>
public sealed record AgedBackup(BackupName Name, BackupGeneration Generation, DateOnly GoesOn);

/// <summary>
/// Which backups are kept and when each goes (T4, T5). The first of a week or month stands for it, not the last: so the day on which a
/// backup goes is known when it is made, whatever comes after it, and a member can be told.
/// </summary>
public static class BackupGenerations
{
    /// <summary>Each backup with its generation, the newest first.</summary>
    public static ImmutableArray<AgedBackup> Of(IEnumerable<BackupName> existing, BackupKeep keep)
    {
        var aged = new List<AgedBackup>();
        var (week, month) = (DateOnly.MinValue, DateOnly.MinValue);
        foreach (var name in existing.Order())
        {
            var (ownWeek, ownMonth) = (MondayOf(name.Day), FirstOf(name.Day));
            aged.Add(Age(name, keep, isFirstOfWeek: ownWeek != week || aged.Count == 0, isFirstOfMonth: ownMonth != month || aged.Count == 0));
            (week, month) = (ownWeek, ownMonth);
        }

        aged.Reverse();
        return [.. aged];
    }

    /// <summary>Those that go now. The newest stays whatever its age, and so does <paramref name="lastVerified"/>.</summary>
    public static ImmutableArray<BackupName> ToRemove(IReadOnlyCollection<BackupName> existing, BackupKeep keep, DateOnly today, BackupName? lastVerified) =>
    [
        .. Of(existing, keep).Skip(1).Where(b => b.GoesOn <= today && b.Name != lastVerified).Select(b => b.Name),
    ];

    /// <summary>
    /// The day by which the last of the backups is gone that exist now, or that may still be made until <paramref name="until"/>: what
    /// was removed from the store on that day is in none of the later ones. Holds as long as backups go on being made.
    /// </summary>
    public static DateOnly LastGoesOn(IEnumerable<BackupName> existing, BackupKeep keep, DateOnly today, DateOnly until)
    {
        var all = existing.ToList();
        for (var day = today; day <= until || day == today; day = day.AddDays(1)) all.Add(BackupName.Of(new DateTimeOffset(day, TimeOnly.MaxValue, TimeSpan.Zero)));
        return Of(all, keep).Max(b => b.GoesOn);
    }

    private static AgedBackup Age(BackupName name, BackupKeep keep, bool isFirstOfWeek, bool isFirstOfMonth)
    {
        var aged = new AgedBackup(name, BackupGeneration.Daily, name.Day.AddDays(keep.Days));
        if (isFirstOfWeek && MondayOf(name.Day).AddDays(7 * keep.Weeks) is var afterWeeks && afterWeeks > aged.GoesOn) aged = new AgedBackup(name, BackupGeneration.Weekly, afterWeeks);
        if (isFirstOfMonth && FirstOf(name.Day).AddMonths(keep.Months) is var afterMonths && afterMonths > aged.GoesOn) aged = new AgedBackup(name, BackupGeneration.Monthly, afterMonths);
        return aged;
    }

    private static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    private static DateOnly FirstOf(DateOnly day) => new(day.Year, day.Month, 1);
}
