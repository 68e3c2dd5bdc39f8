using System.Text;
using WorkforceTrack.Domain.Surveys;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Surveys;

/// <summary>What holds of every one-way table, tried one by one (S5): nothing here is sampled.</summary>
public sealed class DisclosureProperties(ITestOutputHelper output)
{
    [Theory, Proves("S5")]
    // Past 300 answers no bound of unanimity is left; with three options it can pin two small counts down to about 160.
    [InlineData(2, 312)]
    [InlineData(3, 167)]
    [InlineData(4, EveryOneWayTable.MostAnswers)]
    [InlineData(5, EveryOneWayTable.MostAnswers)]
    public void No_hidden_count_has_fewer_than_three_possible_values_given_everything_that_prints_alike(int options, int most)
    {
        var groups = EveryOneWayTable.Groups(options, most);
        output.WriteLine($"{options} options, up to {most} answers: {groups.Sum(g => g.Tables)} tables up to order in {groups.Count} groups, {groups.Where(g => g.Release.Tables[0].Withheld == Withheld.CouldPointToPersons).Sum(g => g.Tables)} withheld by the audit.");
        foreach (var group in groups)
        {
            foreach (var (printed, seen) in group.Hidden)
                Assert.True(seen.Count >= 3, $"\"{printed}\" can only be {seen} in {Encoding.UTF8.GetString(ReleaseJson.Write(group.Release))}");
            if (group.Release.Tables[0].Withheld is null) continue;
            Assert.True(group.First.Count >= 3, $"Whoever knows which option came first knows that it has {group.First} of about {group.Release.Answers}.");
            Assert.True(group.Others.Count >= 3, $"Whoever knows which option came first knows that each other has {group.Others} of about {group.Release.Answers}.");
        }
    }

    public static TheoryData<int> EveryOrder => Counts.Cases >= 100_000 ? [2, 3, 4, 5] : [2, 3];

    // The long run takes all orders of 4 and 5 options too, ten million tables; that they add nothing is checked above at each table.
    [Theory, Proves("S5")]
    [MemberData(nameof(EveryOrder))]
    public void The_same_holds_when_every_order_of_options_is_tried_and_nothing_is_put_together(int options)
    {
        var groups = new Dictionary<string, Seen[]>(StringComparer.Ordinal);
        for (var answers = 0; answers <= EveryOneWayTable.MostAnswers; answers++)
        {
            foreach (var counts in EveryOneWayTable.All(options, answers))
            {
                var release = EveryOneWayTable.Release(counts);
                var printed = EveryOneWayTable.Printed(release, options);
                var key = Encoding.UTF8.GetString(ReleaseJson.Write(release));
                if (!groups.TryGetValue(key, out var seen)) groups.Add(key, seen = [.. printed.Select(p => p is PrintedCell.About ? null! : new Seen())]);
                for (var option = 0; option < options; option++) seen[option]?.Add(counts[option]);
            }
        }

        Assert.All(groups, group => Assert.DoesNotContain(group.Value, seen => seen is { Count: < 3 }));
    }

    // Why rule 5 ends in withholding at once. Merging is seen, and who sees it knows that the audit failed: the hidden count is then
    // as good as printed. To merge tables that need no merging as well would cost most of them.
    [Theory, Proves("S5")]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Merging_the_smallest_options_of_what_failed_would_tell_what_withholding_does_not(int options)
    {
        var merged = new Dictionary<string, Seen>(StringComparer.Ordinal);
        for (var answers = 18; answers <= EveryOneWayTable.MostAnswers; answers++)
        {
            foreach (var counts in EveryOneWayTable.Descending(options, answers, answers))
            {
                if (EveryOneWayTable.Release(counts).Tables[0].Withheld is null || counts[0] * 10 > answers * 9) continue;
                for (var keep = 1; keep <= options - 2; keep++)
                {
                    var (kept, rest) = (counts[..keep], counts[keep..]);
                    if (Rounded(kept[^1]) == Rounded(rest[0])) continue;
                    var key = $"{(answers + 2) / 5 * 5}: {string.Join(' ', kept.Select(Rounded))} {Rounded(rest.Sum())}";
                    if (!merged.TryGetValue(key, out var seen)) merged.Add(key, seen = new Seen());
                    seen.Add(rest[^1]);
                }
            }
        }

        Assert.NotEmpty(merged);
        output.WriteLine($"{options} options: {merged.Count} ways to merge, {merged.Count(m => m.Value.Count >= 3)} safe.");
        Assert.All(merged, m => Assert.True(m.Value.Count < 3, $"{m.Key}: {m.Value}"));
    }

    private static long Rounded(long count) => count < 5 ? 0 : (count + 2) / 5 * 5;
}
