namespace WorkforceTrack.Domain.Surveys;

/// <summary>
/// What rules 3 and 4 alone would print of a one-way table, before the audit (S5). Every table with the same print gets the same
/// answer from the audit, so that the answer itself tells nothing.
/// </summary>
internal sealed class OneWayPrint
{
    private readonly long[] labels;
    private readonly int top;
    private readonly int? percent;

    private OneWayPrint(long total, long[] labels, int top, int? percent) => (Total, this.labels, this.top, this.percent) = (total, labels, top, percent);

    /// <summary>The rounded number of answers.</summary>
    internal long Total { get; }

    internal int Options => labels.Length;

    internal bool IsNearUnanimous => percent is not null;

    internal static OneWayPrint Of(ReadOnlySpan<long> counts)
    {
        long sum = 0;
        var first = 0;
        var rounded = new long[counts.Length];
        for (var option = 0; option < counts.Length; option++)
        {
            sum += counts[option];
            if (counts[option] > counts[first]) first = option;
            rounded[option] = Rounding.Label(counts[option]);
        }

        return new OneWayPrint(Rounding.Total(sum), rounded, first, counts[first] > Unanimity.Cap(sum) ? Unanimity.Bound(sum) : null);
    }

    /// <summary>Whether the exact count of this option is hidden, not only rounded.</summary>
    internal bool IsHidden(int option) => IsNearUnanimous || labels[option] == 0;

    internal PrintedCell Printed(int option) =>
        percent is not { } bound ? Rounding.PrintLabel(labels[option])
        : option == top ? new PrintedCell.MoreThan(bound)
        : PrintedCell.Hidden.Instance;

    /// <summary>Where the count of an option lies, if the exact number of answers were this one; that they add up is left to the reader.</summary>
    internal Bounds Cell(int option, long answers)
    {
        var cap = Unanimity.Cap(answers);
        if (percent is null) return Rounding.OfLabel(labels[option]).Within(new Bounds(0, cap));
        if (Unanimity.Bound(answers) != percent) return new Bounds(1, 0);
        return option == top ? new Bounds(cap + 1, answers) : new Bounds(0, answers);
    }

    /// <summary>
    /// Whether this print stays out although no cell of it can be worked out: so that "withheld" is said of tables that differ enough,
    /// even for a reader who knows which option came first.
    /// </summary>
    internal bool KeepsOthersCompany()
    {
        if (IsNearUnanimous) return false;
        var largest = labels.Max();
        // Under 18 answers near unanimity leaves one or none apart, and is withheld. With it goes what only looks like it.
        if (Total < ReleasedRow.FirstWithPercentages) return largest >= Total;
        if (labels.Length != 2 || labels.Min() > 5) return false;

        // Of two options the smaller, not near unanimity, can here only be 3 or 4 when it is under 5. With it goes "about 5".
        var least = Rounding.OfTotal(Total).Low - Unanimity.Cap(Rounding.OfTotal(Total).Low);
        if (least is 3 or 4) return true;

        // About 300, and not near unanimity: with so few in the smaller it is 300 or more, and the rounding pins them down.
        return Total == Unanimity.Unbounded && largest < Total;
    }
}
