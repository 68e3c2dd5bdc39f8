using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.Domain.Surveys;

/// <summary>
/// The exact bounds of every hidden count in a cross-tab and at its margins (S5). People flow from the group that they named, or
/// none, to the answer that they gave, or none; everything that is printed is a pair of bounds on one edge. Flows in whole numbers
/// reach their bounds, and every number between.
/// </summary>
[Keeps("S5")]
internal static class CrossAudit
{
    /// <param name="print">What would be printed of the cross-tab.</param>
    /// <param name="casts">How many took part. Held fast: with more, all of this stays possible.</param>
    /// <param name="groups">The margin of the rows.</param>
    /// <param name="answers">The margin of the columns.</param>
    internal static bool Holds(CrossPrint print, long casts, CrossMargin groups, CrossMargin answers)
    {
        var network = new FlowBounds();
        var watched = new List<int>();
        var (from, to, named, gave, noGroup, noAnswer) = (network.AddNode(), network.AddNode(), network.AddNode(), network.AddNode(), network.AddNode(), network.AddNode());
        var any = new Bounds(0, casts);
        network.AddEdge(to, from, new Bounds(casts, casts));
        network.AddEdge(from, named, groups.Answers.Within(any));
        network.AddEdge(from, noGroup, any);
        network.AddEdge(gave, to, answers.Answers.Within(any));
        network.AddEdge(noAnswer, to, any);
        network.AddEdge(noGroup, noAnswer, any);
        var columns = new int[answers.Options];
        for (var column = 0; column < columns.Length; column++)
        {
            columns[column] = network.AddNode();
            network.AddEdge(noGroup, columns[column], any);
            Add(columns[column], gave, answers.Option(column), answers.IsHidden(column));
        }

        for (var row = 0; row < groups.Options; row++)
        {
            var (all, both) = (network.AddNode(), network.AddNode());
            Add(named, all, groups.Option(row), groups.IsHidden(row));
            network.AddEdge(all, noAnswer, any);
            var total = Rounding.OfTotal(print.Total(row));
            network.AddEdge(all, both, total);

            // That the row is not near unanimity is known too; the cap of its smallest total holds for all.
            var unanimous = new Bounds(0, Unanimity.Cap(total.Low));
            for (var column = 0; column < columns.Length; column++)
                Add(both, columns[column], Rounding.OfLabel(print.Label(row, column)).Within(unanimous), print.Label(row, column) == 0);
        }

        return network.HasFlow() && watched.TrueForAll(edge => network.CanTake(edge, Possible.Fewest));

        // A margin that is held fast for the sake of another cross-tab has one value, and if it is hidden the audit must not hold.
        void Add(int start, int end, Bounds bounds, bool isHidden)
        {
            var edge = network.AddEdge(start, end, bounds);
            if (isHidden) watched.Add(edge);
        }
    }
}
