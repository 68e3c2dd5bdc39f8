namespace WorkforceTrack.Domain.Surveys;

/// <summary>What rule 3 alone would print of a cross-tab (S5).</summary>
internal sealed class CrossPrint
{
    private readonly long[] totals;
    private readonly long[][] labels;

    private CrossPrint(long[] totals, long[][] labels) => (this.totals, this.labels) = (totals, labels);

    internal int Rows => totals.Length;

    internal int Columns => labels[0].Length;

    /// <summary>Null unless every group, and with two groups or more so its complement, has enough answers, and none is near unanimity.</summary>
    internal static CrossPrint? Of(long[][] counts)
    {
        var sums = counts.Select(row => row.Sum()).ToArray();
        if (counts.Length < 2 || sums.Any(sum => sum < Rounding.FewestAnswers)) return null;
        if (counts.Where((row, index) => row.Max() > Unanimity.Cap(sums[index])).Any()) return null;
        return new CrossPrint([.. sums.Select(Rounding.Total)], [.. counts.Select(row => row.Select(Rounding.Label).ToArray())]);
    }

    internal long Total(int row) => totals[row];

    internal long Label(int row, int column) => labels[row][column];
}
