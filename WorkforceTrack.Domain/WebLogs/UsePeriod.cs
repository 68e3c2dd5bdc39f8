using System.Collections.Immutable;

namespace WorkforceTrack.Domain.WebLogs;

/// <summary>What the usage page looks back on.</summary>
public enum UsePeriod
{
    /// <summary>Thirty days, day by day.</summary>
    Month,

    /// <summary>Seven days, day by day.</summary>
    Week,

    /// <summary>Twelve months, month by month.</summary>
    Year,
}

/// <summary>The stretches that a period falls into, oldest first; the last one is not over yet.</summary>
public static class UseStretches
{
    private const int MonthsOfYear = 12;

    /// <summary>The stretches of a period that ends today.</summary>
    public static ImmutableArray<(DateOnly From, DateOnly To)> Of(UsePeriod period, DateOnly today) => period switch
    {
        UsePeriod.Week => Days(7, today),
        UsePeriod.Month => Days(30, today),
        UsePeriod.Year => [.. Enumerable.Range(0, MonthsOfYear).Select(back => MonthOf(today, MonthsOfYear - 1 - back))],
    };

    private static ImmutableArray<(DateOnly From, DateOnly To)> Days(int count, DateOnly today) =>
        [.. Enumerable.Range(0, count).Select(back => today.AddDays(back + 1 - count)).Select(day => (day, day))];

    private static (DateOnly From, DateOnly To) MonthOf(DateOnly today, int back)
    {
        var first = new DateOnly(today.Year, today.Month, 1).AddMonths(-back);
        return (first, first.AddMonths(1).AddDays(-1));
    }
}
