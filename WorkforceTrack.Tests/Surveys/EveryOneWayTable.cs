using System.Text;
using WorkforceTrack.Domain.Surveys;

namespace WorkforceTrack.Tests.Surveys;

/// <summary>
/// Every one-way table with so many options and up to so many answers, released for real and grouped by the bytes of the release. Totals to
/// 62 complete the groups of about 60. Tables that differ in the order of their options are released in one order only: the printed cells
/// sorted. Whatever prints alike is then in one group, up to changing places among options that print alike, so the values of
/// such options are put together. That the order of options changes nothing but the order of cells is checked at each table.
/// </summary>
internal static class EveryOneWayTable
{
    internal const int MostAnswers = 62;

    private static readonly Questionnaire[] Questionnaires = [.. Enumerable.Range(0, 6).Select(k => Asked.Of(Asked.Single("q", k)))];

    /// <summary>What prints alike: the tables, and the possible counts of each set of options that print alike and whose counts are hidden.</summary>
    internal sealed class Group(Release release)
    {
        internal Release Release { get; } = release;

        internal long Tables { get; set; }

        internal Dictionary<string, Seen> Hidden { get; } = new(StringComparer.Ordinal);

        /// <summary>The largest count, and the others, of withheld tables: for a reader who knows which option came first.</summary>
        internal Seen First { get; } = new();

        internal Seen Others { get; } = new();
    }

    internal static IReadOnlyCollection<Group> Groups(int options, int most)
    {
        var groups = new Dictionary<string, Group>(StringComparer.Ordinal);
        for (var answers = 0; answers <= most; answers++)
        {
            foreach (var counts in Descending(options, answers, answers)) Put(groups, counts);
        }

        return groups.Values;
    }

    /// <summary>All tables up to the order of options.</summary>
    internal static IEnumerable<long[]> Descending(int options, long answers, long most)
    {
        if (options == 1)
        {
            if (answers <= most) yield return [answers];
            yield break;
        }

        for (var first = Math.Min(answers, most); first * options >= answers; first--)
        {
            foreach (var rest in Descending(options - 1, answers - first, first)) yield return [first, .. rest];
        }
    }

    /// <summary>All tables, in every order of options.</summary>
    internal static IEnumerable<long[]> All(int options, long answers)
    {
        if (options == 1)
        {
            yield return [answers];
            yield break;
        }

        for (long first = 0; first <= answers; first++)
        {
            foreach (var rest in All(options - 1, answers - first)) yield return [first, .. rest];
        }
    }

    internal static Release Release(long[] counts) => Asked.Release(Questionnaires[counts.Length], Asked.Tally(counts.Sum(), [counts]));

    /// <summary>What is printed for each option; a withheld option prints nothing.</summary>
    internal static PrintedCell[] Printed(Release release, int options) => release.Tables[0] is { Withheld: null } shown
        ? [.. shown.Rows[0].Cells.Select(cell => cell.Printed)]
        : [.. Enumerable.Repeat(PrintedCell.Hidden.Instance, options)];

    private static void Put(Dictionary<string, Group> groups, long[] counts)
    {
        var release = Release(counts);
        var printed = Printed(release, counts.Length);
        var order = Enumerable.Range(0, counts.Length).OrderBy(option => Key(printed[option])).ToArray();
        var sorted = Release([.. order.Select(option => counts[option])]);
        Assert.Equal(order.Select(option => printed[option]), Printed(sorted, counts.Length));
        Assert.Equal(release.Tables[0].Withheld, sorted.Tables[0].Withheld);

        var bytes = Encoding.UTF8.GetString(ReleaseJson.Write(sorted));
        if (!groups.TryGetValue(bytes, out var group)) groups.Add(bytes, group = new Group(sorted));
        group.Tables++;
        for (var option = 0; option < counts.Length; option++)
        {
            if (printed[option] is PrintedCell.About) continue;
            if (!group.Hidden.TryGetValue(printed[option].ToString(), out var seen)) group.Hidden.Add(printed[option].ToString(), seen = new Seen());
            seen.Add(counts[option]);
        }

        if (release.Tables[0].Withheld is null) return;
        group.First.Add(counts[0]);
        foreach (var other in counts.Skip(1)) group.Others.Add(other);
    }

    private static long Key(PrintedCell printed) => printed switch
    {
        PrintedCell.About about => about.Count,
        PrintedCell.MoreThan more => -more.Percent,
        PrintedCell.FewerThanFive => 0,
        _ => -1,
    };
}
