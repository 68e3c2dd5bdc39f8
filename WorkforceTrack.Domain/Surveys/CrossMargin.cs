namespace WorkforceTrack.Domain.Surveys;

/// <summary>What is known of the one-way table of a question that is crossed (S5).</summary>
internal sealed class CrossMargin
{
    private readonly Bounds[] options;
    private readonly bool[] hidden;

    private CrossMargin(Bounds answers, Bounds[] options, bool[] hidden) => (Answers, this.options, this.hidden) = (answers, options, hidden);

    internal Bounds Answers { get; }

    internal int Options => options.Length;

    /// <param name="print">What is printed of it; not near unanimity.</param>
    /// <param name="exact">The exact counts, where they are held fast.</param>
    internal static CrossMargin Of(OneWayPrint print, long[]? exact)
    {
        var unprinted = Enumerable.Range(0, print.Options).Select(print.IsHidden).ToArray();
        if (exact is not null) return new CrossMargin(new Bounds(exact.Sum(), exact.Sum()), [.. exact.Select(e => new Bounds(e, e))], unprinted);

        // That it is not near unanimity depends on the exact number of answers. The bound for the smallest holds for all.
        var answers = Rounding.OfTotal(print.Total);
        return new CrossMargin(answers, [.. Enumerable.Range(0, print.Options).Select(option => print.Cell(option, answers.Low))], unprinted);
    }

    internal Bounds Option(int option) => options[option];

    internal bool IsHidden(int option) => hidden[option];
}
