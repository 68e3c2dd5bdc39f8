using System.Collections.Immutable;
using System.Text;
using CsCheck;
using WorkforceTrack.Domain.Surveys;
using WorkforceTrack.Tests.Promises;
using Question = WorkforceTrack.Domain.Surveys.Question;

namespace WorkforceTrack.Tests.Surveys;

/// <summary>
/// Cross-tabs (S5). People stand in a square with one row and one column more than the table: those who skipped one question. For a
/// release with hidden counts, sets of people are sought that release to the very same bytes and give each hidden count two other
/// values; each that is found is released for real.
/// </summary>
public sealed class CrossTabTests(ITestOutputHelper output)
{
    private static readonly Gen<long> Count = Gen.Frequency((3, Gen.Int[0, 5]), (3, Gen.Int[5, 14]), (1, Gen.Int[15, 40])).Select(count => (long)count);

    private static readonly Gen<long> Skipped = Gen.Frequency((3, Gen.Const(0)), (1, Gen.Int[1, 6])).Select(count => (long)count);

    [Theory, Proves("S5")]
    [InlineData(2, 2)]
    [InlineData(2, 3)]
    [InlineData(3, 2)]
    [InlineData(3, 4)]
    public void Each_hidden_count_in_a_cross_tab_and_at_its_margins_keeps_three_values(int rows, int columns)
    {
        var (shown, hidden, withheld) = (0, 0, 0);
        Square(rows, columns).Sample(square =>
        {
            var release = Crossed.Release(square);
            if (release.Tables[2].Withheld is not null)
            {
                Interlocked.Increment(ref withheld);
                return;
            }

            Interlocked.Increment(ref shown);
            var open = Crossed.Hidden(square, release).ToDictionary(h => h, _ => new HashSet<long>());
            Interlocked.Add(ref hidden, open.Count);
            var bytes = ReleaseJson.Write(release);
            foreach (var other in Alike(square))
            {
                if (open.Values.All(values => values.Count >= 3)) break;
                if (!open.Any(o => o.Value.Count < 3 && !o.Value.Contains(o.Key.Of(other)))) continue;
                if (!bytes.SequenceEqual(ReleaseJson.Write(Crossed.Release(other)))) continue;
                foreach (var (place, values) in open) values.Add(place.Of(other));
            }

            Assert.All(open, o => Assert.True(o.Value.Count >= 3, $"{o.Key} can only be {string.Join(" or ", o.Value)} in {Crossed.Text(square)}"));
        }, iter: 4_800 / rows / columns, threads: 1);

        output.WriteLine($"{rows} x {columns}: {shown} shown with {hidden} hidden counts, {withheld} withheld.");
        Assert.True(hidden >= 20, "Too few hidden counts were looked at.");
    }

    [Fact, Proves("S5")]
    public void A_group_of_fewer_than_ten_closes_the_table() =>
        Assert.Equal(Withheld.CouldPointToPersons, Crossed.Release(new long[,] { { 5, 4, 3 }, { 20, 20, 0 }, { 0, 0, 0 } }).Tables[2].Withheld);

    [Fact, Proves("S5")]
    public void A_group_that_nearly_all_agree_in_closes_the_table() =>
        Assert.Equal(Withheld.CouldPointToPersons, Crossed.Release(new long[,] { { 30, 1, 0 }, { 20, 20, 0 }, { 0, 0, 0 } }).Tables[2].Withheld);

    [Fact]
    public void Large_groups_are_shown_with_their_totals()
    {
        var table = Crossed.Release(new long[,] { { 30, 12, 0 }, { 21, 20, 2 }, { 1, 0, 0 } }).Tables[2];

        Assert.Null(table.Withheld);
        Assert.Equal(["A: 40", "B: 40"], table.Rows.Select(row => $"{row.Group}: {row.Answers}"));
        Assert.Equal(["about 30", "about 10", "about 20", "about 20"], table.Rows.SelectMany(row => row.Cells.Select(cell => ReleaseWords.Of(cell.Printed))));
    }

    [Fact, Proves("S5")]
    public void What_follows_another_question_is_not_crossed()
    {
        ImmutableArray<Question> questions = [Asked.Single("a", 2), Asked.Single("b", 2, new ShownIf("a", [0])), Asked.Multiple("m", 2), Asked.Single("c", 2), Asked.Single("d", 2)];
        var questionnaire = Asked.Of(questions, []);

        Assert.True(CrossTabControl.CanCross(questionnaire, new CrossTab("c", "d")));
        Assert.False(CrossTabControl.CanCross(questionnaire, new CrossTab("c", "b")));
        Assert.False(CrossTabControl.CanCross(questionnaire, new CrossTab("a", "c")));
        Assert.False(CrossTabControl.CanCross(questionnaire, new CrossTab("c", "m")));
        Assert.False(CrossTabControl.CanCross(questionnaire, new CrossTab("c", "c")));
        Assert.False(CrossTabControl.CanCross(questionnaire, new CrossTab("c", "unknown")));
    }

    [Fact, Proves("S5")]
    public void Of_cross_tabs_that_close_a_ring_the_last_stays_out()
    {
        var questionnaire = Asked.Of([Asked.Single("a", 2), Asked.Single("b", 2), Asked.Single("c", 2)], [new("a", "b"), new("b", "c"), new("a", "c")]);
        long[][] one = [[40, 40]];
        long[][] two = [[20, 20], [20, 20]];

        var release = Asked.Release(questionnaire, Asked.Tally(80, one, one, one, two, two, two));

        Assert.Equal([null, null, null, null, null, Withheld.CouldPointToPersons], release.Tables.Select(t => t.Withheld));
    }

    private static Gen<long[,]> Square(int rows, int columns) =>
        Gen.Select(Count.Array[rows * columns], Skipped.Array[rows + columns + 1]).Select((inside, outside) =>
        {
            var square = new long[rows + 1, columns + 1];
            for (var at = 0; at < inside.Length; at++) square[at / columns, at % columns] = inside[at];
            for (var row = 0; row < rows; row++) square[row, columns] = outside[row];
            for (var column = 0; column <= columns; column++) square[rows, column] = outside[rows + column];
            return square;
        });

    // Sets of people that print alike, by a walk on which one person comes, goes or changes place, or two exchange an answer.
    private static IEnumerable<long[,]> Alike(long[,] square)
    {
        const int Steps = 40_000;
        var chance = new Random(1);
        var print = Crossed.Print(square);
        for (var step = 0; step < Steps; step++)
        {
            var other = Step(square, chance);
            if (other.Cast<long>().Any(count => count < 0) || Crossed.Print(other) != print) continue;
            square = other;
            yield return square;
        }
    }

    private static long[,] Step(long[,] square, Random chance)
    {
        var other = (long[,])square.Clone();
        var (rows, columns) = (square.GetLength(0), square.GetLength(1));
        var (row, column, nextRow, nextColumn) = (chance.Next(rows), chance.Next(columns), chance.Next(rows), chance.Next(columns));
        var kind = chance.Next(4);
        if (kind != 0) other[row, column]--;
        if (kind != 1) other[nextRow, nextColumn]++;
        if (kind != 3) return other;
        if (row == nextRow || column == nextColumn) return square;
        (other[row, column], other[nextRow, nextColumn]) = (square[row, column] - 1, square[nextRow, nextColumn] - 1);
        (other[row, nextColumn], other[nextRow, column]) = (square[row, nextColumn] + 1, square[nextRow, column] + 1);
        return other;
    }
}
