using System.Collections.Immutable;
using System.Globalization;

namespace WorkforceTrack.Domain.Surveys;

/// <summary>How the points of a scale and the bands of numbers and days read. A draft may hold nonsense, and gets words for it all the same.</summary>
internal static class BandWords
{
    // A scale out of its limits has no points: two billion of them would fill the memory before a rule could refuse it.
    internal static ImmutableArray<string> Points(int from, int to, string lowest, string highest) => QuestionnaireRules.IsScale(from, to)
        ?
        [
            .. Enumerable.Range(from, to - from + 1).Select(point =>
                point == from ? $"{Text(point)} · {lowest}" : point == to ? $"{Text(point)} · {highest}" : Text(point)),
        ]
        : [];

    internal static ImmutableArray<string> Numbers(ImmutableArray<int> edges, string? unit)
    {
        var suffix = unit is null ? "" : $" {unit}";
        return Bands(
            edges,
            first => $"Below {Text(first)}{suffix}",
            (low, next) => (long)next - low == 1 ? $"{Text(low)}{suffix}" : $"{Text(low)} to {Text((long)next - 1)}{suffix}",
            last => $"{Text(last)}{suffix} or more");
    }

    internal static ImmutableArray<string> Days(ImmutableArray<DateOnly> edges) => Bands(
        edges,
        first => $"Before {Text(first)}",
        (low, next) => next.DayNumber - low.DayNumber == 1 ? Text(low) : $"{Text(low)} to {Text(next == DateOnly.MinValue ? next : next.AddDays(-1))}",
        last => $"{Text(last)} or later");

    private static ImmutableArray<string> Bands<T>(ImmutableArray<T> edges, Func<T, string> first, Func<T, T, string> between, Func<T, string> last) =>
        edges.IsDefaultOrEmpty
            ? []
            : [first(edges[0]), .. edges.Zip(edges.Skip(1), between), last(edges[^1])];

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
}
