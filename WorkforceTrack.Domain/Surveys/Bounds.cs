namespace WorkforceTrack.Domain.Surveys;

/// <summary>What a reader can tell of a count from what is printed: it lies between these, both included.</summary>
internal readonly record struct Bounds(long Low, long High)
{
    internal bool IsEmpty => Low > High;

    internal Bounds Within(Bounds other) => new(Math.Max(Low, other.Low), Math.Min(High, other.High));
}

/// <summary>Rounding to 5 (S5). A cell's label is its rounded count, or 0 for "fewer than 5".</summary>
internal static class Rounding
{
    /// <summary>Fewest answers to a survey or question that anything is shown of.</summary>
    internal const long FewestAnswers = 10;

    internal static long Total(long count) => (count + 2) / 5 * 5;

    internal static long Label(long count) => count < 5 ? 0 : Total(count);

    internal static PrintedCell Print(long count) => PrintLabel(Label(count));

    internal static PrintedCell PrintLabel(long label) => label == 0 ? PrintedCell.FewerThanFive.Instance : new PrintedCell.About(label);

    /// <summary>The counts that print this label.</summary>
    internal static Bounds OfLabel(long label) => label switch
    {
        0 => new Bounds(0, 4),
        5 => new Bounds(5, 7),
        _ => new Bounds(label - 2, label + 2),
    };

    /// <summary>The totals that print alike, of those that are shown at all.</summary>
    internal static Bounds OfTotal(long total) => new(Math.Max(FewestAnswers, total - 2), total + 2);
}

/// <summary>When nearly all chose the same (S5): above 90 % under 100 answers, above 95 % under 300.</summary>
internal static class Unanimity
{
    /// <summary>From so many answers on there is no bound.</summary>
    internal const long Unbounded = 300;

    /// <summary>The bound for so many answers; null where there are enough to hide among.</summary>
    internal static int? Bound(long answers) => answers < 100 ? 90 : answers < Unbounded ? 95 : null;

    /// <summary>The largest count of one option that is not yet near unanimity. It never falls as the answers rise.</summary>
    internal static long Cap(long answers) => Bound(answers) is { } percent ? percent * answers / 100 : answers;
}
