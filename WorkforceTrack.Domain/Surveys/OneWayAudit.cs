using System.Collections.Immutable;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.Domain.Surveys;

/// <summary>
/// Which counts a reader who knows the algorithm can still think possible in a one-way table (S5). Exact: for each possible
/// number of answers the counts lie in intervals and add up to it, with lower bounds on sums of options that do not overlap, and in
/// such a tree every interval that is left over is possible to its ends.
/// </summary>
[Keeps("S5")]
internal static class OneWayAudit
{
    internal static bool Holds(OneWayPrint print) => Of(print, long.MaxValue, []).Holds;

    /// <param name="print">What would be printed.</param>
    /// <param name="most">The most answers that there can be, known from the question that this one follows.</param>
    /// <param name="demands">What is known from questions that follow this one.</param>
    internal static AuditAnswer Of(OneWayPrint print, long most, ImmutableArray<Demand> demands)
    {
        var possible = new Possible[print.Options];
        var least = long.MaxValue;
        foreach (var sums in Sums.Of(print, most, demands))
        {
            least = Math.Min(least, sums.Answers);
            for (var option = 0; option < possible.Length; option++)
            {
                if (print.IsHidden(option)) possible[option].Add(sums.Option(option));
            }
        }

        var holds = least != long.MaxValue;
        for (var option = 0; option < possible.Length; option++) holds &= !print.IsHidden(option) || possible[option].AreEnough;
        return new AuditAnswer(holds, least);
    }

    /// <summary>The largest possible sum of these options; they do not overlap with other demands in part.</summary>
    internal static long Largest(OneWayPrint print, long most, ImmutableArray<Demand> demands, ImmutableArray<int> options) =>
        Sums.Of(print, most, demands).Select(sums => sums.Largest(options)).DefaultIfEmpty(0).Max();

    /// <summary>Everything that is possible with one number of answers.</summary>
    private readonly struct Sums(long answers, Bounds[] cells, Bounds whole, ImmutableArray<Demand> demands)
    {
        internal long Answers => answers;

        internal static IEnumerable<Sums> Of(OneWayPrint print, long most, ImmutableArray<Demand> demands)
        {
            var total = Rounding.OfTotal(print.Total);
            for (var answers = total.Low; answers <= Math.Min(total.High, most); answers++)
            {
                var cells = new Bounds[print.Options];
                var fits = true;
                for (var option = 0; option < cells.Length; option++)
                {
                    cells[option] = print.Cell(option, answers);
                    fits &= !cells[option].IsEmpty;
                }

                if (!fits) continue;
                var whole = new Bounds(0, 0);
                foreach (var cell in cells) whole = new Bounds(whole.Low + cell.Low, whole.High + cell.High);
                foreach (var demand in demands)
                {
                    var raw = Sum(cells, demand.Options);
                    fits &= raw.High >= demand.AtLeast;
                    whole = whole with { Low = whole.Low + Math.Max(0, demand.AtLeast - raw.Low) };
                }

                if (fits && whole.Low <= answers && answers <= whole.High) yield return new Sums(answers, cells, whole, demands);
            }
        }

        internal Bounds Option(int option)
        {
            var cell = cells[option];
            foreach (var demand in demands)
            {
                if (!demand.Options.Contains(option)) continue;
                var raw = Sum(cells, demand.Options);
                var group = Rest(raw with { Low = Math.Max(raw.Low, demand.AtLeast) });
                return cell.Within(new Bounds(group.Low - (raw.High - cell.High), group.High - (raw.Low - cell.Low)));
            }

            return Rest(cell);
        }

        internal long Largest(ImmutableArray<int> options)
        {
            var raw = Sum(cells, options);
            var low = raw.Low;
            // A demand on some of these options alone is part of their sum; one on the same options raises it as a whole.
            foreach (var demand in demands)
            {
                if (demand.Options.All(options.Contains)) low += Math.Max(0, demand.AtLeast - Sum(cells, demand.Options).Low);
            }

            return Rest(new Bounds(low, raw.High)).High;
        }

        // What is left of a part when all other parts are as small, or as large, as they can be.
        private Bounds Rest(Bounds part) => part.Within(new Bounds(answers - (whole.High - part.High), answers - (whole.Low - part.Low)));

        private static Bounds Sum(Bounds[] cells, ImmutableArray<int> options)
        {
            var sum = new Bounds(0, 0);
            foreach (var option in options) sum = new Bounds(sum.Low + cells[option].Low, sum.High + cells[option].High);
            return sum;
        }
    }
}
