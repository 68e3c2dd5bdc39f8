using System.Text;
using WorkforceTrack.Domain.Surveys;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Surveys;

/// <summary>Two cross-tabs with the same groups (S5): people stand in a cube, the last place of each side for those who skipped the question.</summary>
public sealed class SharedCrossTabTests(ITestOutputHelper output)
{
    private static readonly Questionnaire Questionnaire = Asked.Of(
        [Asked.Single("group", 2), Asked.Single("y", 3), Asked.Single("z", 2)], [new CrossTab("group", "y"), new CrossTab("group", "z")]);

    [Fact, Proves("S5")]
    public void Two_cross_tabs_of_the_same_groups_do_not_tell_more_together()
    {
        var chance = new Random(7);
        var hidden = 0;
        for (var survey = 0; survey < 40; survey++)
        {
            var cube = new long[3, 4, 3];
            for (var person = chance.Next(45, 90); person > 0; person--) cube[Any(chance, 10, 10, 1), Any(chance, 11, 7, 3, 1), Any(chance, 12, 8, 1)]++;
            var tables = Tables(cube);
            var release = Release(cube, tables);
            if (release.Tables.Skip(3).Any(t => t.Withheld is not null)) continue;
            hidden += KeepThreeValues(cube, release, tables, chance);
        }

        output.WriteLine($"{hidden} hidden counts.");
        Assert.True(hidden > 5, "Too few hidden counts were looked at.");
    }

    // A walk: one person comes, goes or answers otherwise; what does not release to the same bytes is stepped back from.
    private static int KeepThreeValues(long[,,] cube, Release release, long[][][] tables, Random chance)
    {
        var bytes = ReleaseJson.Write(release);
        var open = (from table in Enumerable.Range(0, tables.Length)
                    from row in Enumerable.Range(0, tables[table].Length)
                    from column in Enumerable.Range(0, tables[table][row].Length)
                    where release.Tables[table].Withheld is not null || release.Tables[table].Rows[row].Cells[column].Printed is not PrintedCell.About
                    select (table, row, column)).ToDictionary(place => place, _ => new Seen());
        for (var step = 0; step < 20_000 && open.Values.Any(seen => seen.Count < 3); step++)
        {
            var other = (long[,,])cube.Clone();
            if (chance.Next(4) != 0) other[chance.Next(3), chance.Next(4), chance.Next(3)]--;
            if (chance.Next(4) != 0) other[chance.Next(3), chance.Next(4), chance.Next(3)]++;
            if (other.Cast<long>().Any(count => count < 0)) continue;
            var counts = Tables(other);
            if (!bytes.SequenceEqual(ReleaseJson.Write(Release(other, counts)))) continue;
            cube = other;
            foreach (var ((table, row, column), seen) in open) seen.Add(counts[table][row][column]);
        }

        Assert.All(open, o => Assert.True(o.Value.Count >= 3, $"{o.Key} can only be {o.Value} in {Encoding.UTF8.GetString(bytes)}"));
        return open.Count;
    }

    private static int Any(Random chance, params int[] weights)
    {
        var left = chance.Next(weights.Sum());
        var place = 0;
        for (; left >= weights[place]; place++) left -= weights[place];
        return place;
    }

    private static Release Release(long[,,] cube, long[][][] tables) => Asked.Release(Questionnaire, Asked.Tally(cube.Cast<long>().Sum(), tables));

    private static long[][][] Tables(long[,,] cube)
    {
        long[][][] tables = [[new long[2]], [new long[3]], [new long[2]], [new long[3], new long[3]], [new long[2], new long[2]]];
        for (var g = 0; g < 3; g++)
        {
            for (var y = 0; y < 4; y++)
            {
                for (var z = 0; z < 3; z++)
                {
                    var people = cube[g, y, z];
                    if (g < 2) tables[0][0][g] += people;
                    if (y < 3) tables[1][0][y] += people;
                    if (z < 2) tables[2][0][z] += people;
                    if (g < 2 && y < 3) tables[3][g][y] += people;
                    if (g < 2 && z < 2) tables[4][g][z] += people;
                }
            }
        }

        return tables;
    }
}
