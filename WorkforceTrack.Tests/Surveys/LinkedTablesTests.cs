using System.Text;
using WorkforceTrack.Domain.Surveys;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Surveys;

/// <summary>Tables that tell of each other (S5): every set of counts is tried, grouped by what is printed, and each hidden count keeps three values.</summary>
public sealed class LinkedTablesTests(ITestOutputHelper output)
{
    private readonly Dictionary<string, (Release Release, Seen?[][] Seen)> groups = new(StringComparer.Ordinal);
    private long tried;

    // Up to here all sets of counts are tried; each bound is the largest total that prints like the one before it.
    private static int Most(int usual, int atLength) => Counts.Cases >= 100_000 ? atLength : usual;

    [Fact, Proves("S5")]
    public void Two_choices_that_may_both_be_taken_hide_each_other()
    {
        var questionnaire = Asked.Of(Asked.Multiple("q", 2));
        for (var n = 0L; n <= 62; n++)
        {
            for (var a = 0L; a <= n; a++)
            {
                // Who answers takes at least one.
                for (var b = n - a; b <= n; b++) Put(questionnaire, n, [a, n - a], [b, n - b]);
            }
        }

        HoldsOfAll();
    }

    [Fact, Proves("S5")]
    public void Three_choices_that_may_all_be_taken_hide_each_other()
    {
        var questionnaire = Asked.Of(Asked.Multiple("q", 3));
        for (var n = 0L; n <= Most(22, 42); n++)
        {
            for (var a = 0L; a <= n; a++)
            {
                for (var b = 0L; b <= n; b++)
                {
                    for (var c = Math.Max(0, n - a - b); c <= n; c++) Put(questionnaire, n, [a, n - a], [b, n - b], [c, n - c]);
                }
            }
        }

        HoldsOfAll();
    }

    [Fact, Proves("S5")]
    public void A_question_asked_of_some_does_not_tell_how_many_they_are()
    {
        var questionnaire = Asked.Of(Asked.Single("q", 2), Asked.Single("why", 2, new ShownIf("q", [0])));
        for (var n = 0L; n <= Most(37, 62); n++)
        {
            for (var a = 0L; a <= n; a++)
            {
                for (var answered = 0L; answered <= a; answered++)
                {
                    for (var c = 0L; c <= answered; c++) Put(questionnaire, n, [a, n - a], [answered - c, c]);
                }
            }
        }

        HoldsOfAll();
    }

    [Fact, Proves("S5")]
    public void A_question_asked_of_two_groups_of_three_does_not_tell_how_many_they_are()
    {
        var questionnaire = Asked.Of(Asked.Single("q", 3), Asked.Single("why", 2, new ShownIf("q", [0, 1])));
        for (var n = 0L; n <= Most(17, 32); n++)
        {
            for (var rest = 0L; rest <= n; rest++)
            {
                for (var b = 0L; b <= n - rest; b++)
                {
                    for (var answered = 0L; answered <= n - rest; answered++)
                    {
                        for (var c = 0L; c <= answered; c++) Put(questionnaire, n, [n - rest - b, b, rest], [answered - c, c]);
                    }
                }
            }
        }

        HoldsOfAll();
    }

    [Fact, Proves("S5")]
    public void Choices_asked_of_those_who_took_another_hide_each_other()
    {
        var questionnaire = Asked.Of(Asked.Multiple("q", 2), Asked.Single("why", 2, new ShownIf("q", [0])));
        for (var n = 0L; n <= Most(17, 32); n++)
        {
            for (var a = 0L; a <= n; a++)
            {
                for (var b = n - a; b <= n; b++)
                {
                    for (var answered = 0L; answered <= a; answered++)
                    {
                        for (var c = 0L; c <= answered; c++) Put(questionnaire, n, [a, n - a], [b, n - b], [answered - c, c]);
                    }
                }
            }
        }

        HoldsOfAll();
    }

    // Everyone answered the first question: for a reader who knows that, casts tell no more than its total.
    private void Put(Questionnaire questionnaire, long casts, params long[][] tables)
    {
        var release = Asked.Release(questionnaire, Asked.Tally(casts, [.. tables.Select(row => new[] { row })]));
        var key = Encoding.UTF8.GetString(ReleaseJson.Write(release));
        if (!groups.TryGetValue(key, out var group))
        {
            group = (release, [.. release.Tables.Select((table, t) => tables[t].Select((_, column) => table.Withheld is null && table.Rows[0].Cells[column].Printed is PrintedCell.About ? null : new Seen()).ToArray())]);
            groups.Add(key, group);
        }

        tried++;
        for (var table = 0; table < tables.Length; table++)
        {
            for (var column = 0; column < tables[table].Length; column++) group.Seen[table][column]?.Add(tables[table][column]);
        }
    }

    private void HoldsOfAll()
    {
        output.WriteLine($"{tried} sets of tables in {groups.Count} groups, {groups.Values.Count(g => g.Release.Tables.Any(t => t.Withheld is null))} with something shown.");
        foreach (var (release, tables) in groups.Values)
        {
            for (var table = 0; table < tables.Length; table++)
            {
                Assert.All(tables[table], (seen, column) => Assert.True(seen is null or { Count: >= 3 }, $"Table {table}, option {column} can only be {seen} in {Encoding.UTF8.GetString(ReleaseJson.Write(release))}"));
            }
        }
    }
}
