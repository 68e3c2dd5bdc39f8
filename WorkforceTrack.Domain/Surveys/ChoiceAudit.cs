using System.Collections.Immutable;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.Domain.Surveys;

/// <summary>
/// The yes/no tables of a multiple choice, audited together (S5): they share one number of answers, and everyone who answered said
/// yes at least once. Exact: beside that number only lower bounds on sums of yes join the tables.
/// </summary>
[Keeps("S5")]
internal static class ChoiceAudit
{
    /// <param name="prints">One for each option.</param>
    /// <param name="shown">Which of them would be printed; of the others is known that they were withheld.</param>
    /// <param name="most">The most answers that there can be.</param>
    /// <param name="demands">What is known from questions that follow this one.</param>
    internal static AuditAnswer Of(OneWayPrint[] prints, bool[] shown, long most, ImmutableArray<Demand> demands)
    {
        var possibleYes = new Possible[prints.Length];
        var possibleNo = new Possible[prints.Length];
        var least = long.MaxValue;
        foreach (var (answers, yes) in Cases(prints, shown, most, demands))
        {
            least = Math.Min(least, answers);
            for (var option = 0; option < prints.Length; option++)
            {
                var low = Needs(answers, demands, prints.Length).Where(d => d.Options.Contains(option)).Max(d => d.AtLeast - Highest(yes, d.Options) + yes[option][^1].High);
                foreach (var part in yes[option].Select(part => part.Within(new Bounds(low, answers))))
                {
                    possibleYes[option].Add(part);
                    possibleNo[option].Add(new Bounds(answers - part.High, answers - part.Low));
                }
            }
        }

        var holds = least != long.MaxValue;
        for (var option = 0; option < prints.Length; option++)
        {
            holds &= (shown[option] && !prints[option].IsHidden(CountedTable.Yes)) || possibleYes[option].AreEnough;
            holds &= (shown[option] && !prints[option].IsHidden(CountedTable.No)) || possibleNo[option].AreEnough;
        }

        return new AuditAnswer(holds, least);
    }

    /// <summary>The most people who can have chosen one of these options.</summary>
    internal static long Largest(OneWayPrint[] prints, bool[] shown, long most, ImmutableArray<Demand> demands, ImmutableArray<int> options) =>
        Cases(prints, shown, most, demands).Select(c => Math.Min(c.Answers, Highest(c.Yes, options))).DefaultIfEmpty(0).Max();

    // For each possible number of answers, where the yes of each option can lie, in order.
    private static IEnumerable<(long Answers, ImmutableArray<Bounds>[] Yes)> Cases(OneWayPrint[] prints, bool[] shown, long most, ImmutableArray<Demand> demands)
    {
        var total = Rounding.OfTotal(prints[0].Total);
        for (var answers = total.Low; answers <= Math.Min(total.High, most); answers++)
        {
            var yes = prints.Select((print, option) => shown[option] ? Shown(print, answers) : Withheld(answers)).ToArray();
            if (yes.All(y => !y.IsEmpty) && Needs(answers, demands, prints.Length).All(d => Highest(yes, d.Options) >= d.AtLeast)) yield return (answers, yes);
        }
    }

    private static IEnumerable<Demand> Needs(long answers, ImmutableArray<Demand> demands, int options) => demands.Prepend(new Demand([.. Enumerable.Range(0, options)], answers));

    private static ImmutableArray<Bounds> Shown(OneWayPrint print, long answers)
    {
        var no = print.Cell(CountedTable.No, answers);
        var yes = print.Cell(CountedTable.Yes, answers).Within(new Bounds(answers - no.High, answers - no.Low));
        return yes.IsEmpty || no.IsEmpty ? [] : [yes];
    }

    // Two options are withheld only up to about 300 answers, so all of them are tried.
    private static ImmutableArray<Bounds> Withheld(long answers) => answers > Unanimity.Unbounded + 2
        ? []
        : [.. Enumerable.Range(0, (int)answers + 1).Where(yes => !OneWayControl.IsShown(OneWayPrint.Of([yes, answers - yes]))).Select(yes => new Bounds(yes, yes))];

    private static long Highest(ImmutableArray<Bounds>[] yes, ImmutableArray<int> options) => options.Sum(option => yes[option][^1].High);
}
