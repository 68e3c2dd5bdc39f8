using System.Collections.Immutable;
using CsCheck;
using WorkforceTrack.Domain.Surveys;
using WorkforceTrack.Tests.Promises;
using Question = WorkforceTrack.Domain.Surveys.Question;

namespace WorkforceTrack.Tests.Surveys;

/// <summary>The rules of disclosure control by example, and what holds of any survey (S5).</summary>
public sealed class DisclosureControlTests
{
    [Fact, Proves("S5")]
    public void Fewer_than_ten_answers_show_nothing()
    {
        var release = Asked.OneWay(5, 4);

        Assert.Null(release.Answers);
        Assert.Equal(["Fewer than 10 answers."], Asked.Words(release));
    }

    [Fact, Proves("S5")]
    public void A_question_with_fewer_than_ten_answers_shows_nothing()
    {
        var release = Asked.Release(Asked.Of(Asked.Single("q", 2), Asked.Single("r", 2)), Asked.Tally(40, [[25, 15]], [[5, 4]]));

        Assert.Equal(["about 25", "about 15"], Asked.Words(release));
        Assert.Equal(Withheld.TooFewAnswers, release.Tables[1].Withheld);
    }

    [Theory, Proves("S5")]
    [InlineData("about 20; about 15; fewer than 5", 21L, 13L, 3L)]
    [InlineData("about 20; about 20; fewer than 5", 20L, 18L, 0L)]
    [InlineData("more than 90 %; not shown; not shown", 60L, 3L, 2L)]
    [InlineData("about 55; about 5; fewer than 5", 54L, 5L, 1L)]
    [InlineData("more than 95 %; not shown", 200L, 10L)]
    [InlineData("about 190; about 10", 190L, 10L)]
    [InlineData("about 1000; fewer than 5", 999L, 1L)]
    [InlineData("about 5; about 5", 7L, 5L)]
    // With two options and about 40 answers, "not near unanimity" and "fewer than 5" would together say 4.
    [InlineData("Not shown, because it could point to persons.", 36L, 4L)]
    [InlineData("Not shown, because it could point to persons.", 33L, 5L)]
    [InlineData("Not shown, because it could point to persons.", 12L, 0L)]
    [InlineData("Not shown, because it could point to persons.", 14L, 3L)]
    // About 140 answers, not near unanimity, and two that are fewer than 5: each would have to be 3 or 4.
    [InlineData("Not shown, because it could point to persons.", 133L, 4L, 4L)]
    [InlineData("Not shown, because it could point to persons.", 297L, 3L)]
    [InlineData("about 300; fewer than 5", 300L, 1L)]
    // 42 + 32 + 4: the others are rounded down as far as can be, and the total up.
    [InlineData("Not shown, because it could point to persons.", 42L, 32L, 4L)]
    public void One_question_reads_like_this(string words, params long[] counts) => Assert.Equal(words, string.Join("; ", Asked.Words(Asked.OneWay(counts))));

    [Fact, Proves("S5")]
    public void Percentages_are_whole_made_from_rounded_counts_and_only_from_20_answers()
    {
        var few = Asked.OneWay(10, 7).Tables[0].Rows[0];
        var many = Asked.OneWay(22, 16).Tables[0].Rows[0];

        Assert.All(few.Cells, cell => Assert.Null(few.PercentOf(cell.Printed)));
        Assert.Equal([50, 38], many.Cells.Select(cell => many.PercentOf(cell.Printed)!.Value));
    }

    [Fact, Proves("S5")]
    public void Themes_are_counted_from_20_answers_and_10_comments_on_and_named_from_5()
    {
        ImmutableArray<ThemedComments> themes = [new("c", "Breaks", 7), new("c", "Pay", 3), new("d", "Other", 9)];
        var questionnaire = Asked.Of(new Question.Comment("c", "Why?", help: null, condition: null), new Question.Comment("d", "What else?", help: null, condition: null));

        ReleasedTheme[] Themes(long casts) => [.. DisclosureControl.Release(questionnaire, new RawTally(casts, ImmutableDictionary<Cell, long>.Empty, ImmutableDictionary<string, long>.Empty.Add("c", 10).Add("d", 9)), Audience.Visitors, Asked.Opened, Asked.Closed, themes).Themes];

        Assert.Empty(Themes(19));
        Assert.Equal(["Why? Breaks: about 5"], Themes(20).Select(t => $"{t.Question} {t.Theme}: {t.Printed}"));
    }

    [Fact, Proves("S5")]
    public void A_multiple_choice_is_a_yes_or_no_for_each_option()
    {
        var release = Asked.Release(Asked.Of(Asked.Multiple("m", 2)), Asked.Tally(60, [[40, 20]], [[30, 30]]));

        Assert.Equal(["A", "B"], release.Tables.Select(t => t.Choice));
        Assert.Equal(["Yes", "No"], release.Tables[0].Rows[0].Cells.Select(c => c.Option));
        Assert.Equal(["about 40", "about 20"], Asked.Words(release));
    }

    [Fact, Proves("S5")]
    public void What_a_follow_up_prints_does_not_tell_who_was_not_asked()
    {
        var questionnaire = Asked.Of(Asked.Single("q", 2), Asked.Single("why", 3, new ShownIf("q", [0])));

        // About 20, nearly all of them A: B can be 0, 1 or 2. Of a follow-up that adds up to 21 or more, 2 could not be true.
        Assert.Equal(Withheld.CouldPointToPersons, Asked.Release(questionnaire, Asked.Tally(22, [[22, 0]], [[8, 8, 5]])).Tables[1].Withheld);
        Assert.Null(Asked.Release(questionnaire, Asked.Tally(40, [[25, 15]], [[8, 8, 5]])).Tables[1].Withheld);
    }

    [Fact, Proves("S5")]
    public void The_order_of_options_changes_nothing_but_the_order_of_what_is_printed() =>
        Gen.Select(Gen.Int[0, 30].Array[9], Gen.Shuffle(new[] { 0, 1 }), Gen.Shuffle(new[] { 0, 1 })).Sample((counts, rows, columns) =>
        {
            long[,] square = new long[3, 3];
            long[,] turned = new long[3, 3];
            int[] allRows = [.. rows, 2];
            int[] allColumns = [.. columns, 2];
            for (var row = 0; row < 3; row++)
            {
                for (var column = 0; column < 3; column++)
                {
                    square[row, column] = counts[(row * 3) + column];
                    turned[allRows[row], allColumns[column]] = square[row, column];
                }
            }

            var (one, other) = (Crossed.Release(square).Tables[2], Crossed.Release(turned).Tables[2]);
            Assert.Equal(one.Withheld, other.Withheld);
            for (var row = 0; row < one.Rows.Length; row++)
            {
                Assert.Equal(one.Rows[row].Answers, other.Rows[rows[row]].Answers);
                for (var column = 0; column < 2; column++) Assert.Equal(one.Rows[row].Cells[column].Printed, other.Rows[rows[row]].Cells[columns[column]].Printed);
            }
        }, iter: 500);

    [Fact, Proves("S5")]
    public void A_large_survey_is_released_too()
    {
        var release = Asked.OneWay(60_003, 30_001, 9_999, 1);

        Assert.Equal(100_005, release.Answers);
        Assert.Equal(["about 60005", "about 30000", "about 10000", "fewer than 5"], Asked.Words(release));
    }

    // Someone who learns both results, with and without one person, and knows that they differ by that person alone. Where an
    // answer reads the same hidden way in both, another answer would have given the same two results.
    [Theory, Proves("S5")]
    [InlineData(2)]
    [InlineData(3)]
    public void The_same_survey_with_one_person_more_never_tells_that_they_gave_a_hidden_answer(int options)
    {
        var answers = new Dictionary<string, HashSet<int>>(StringComparer.Ordinal);
        var hidden = new Dictionary<string, HashSet<int>>(StringComparer.Ordinal);
        for (var n = 10; n <= 61; n++)
        {
            foreach (var counts in EveryOneWayTable.All(options, n))
            {
                var before = EveryOneWayTable.Release(counts);
                for (var option = 0; option < options; option++)
                {
                    counts[option]++;
                    var after = EveryOneWayTable.Release(counts);
                    counts[option]--;
                    var key = $"{before.Answers} {string.Join(", ", Asked.Words(before))} then {after.Answers} {string.Join(", ", Asked.Words(after))}";
                    (answers.TryGetValue(key, out var known) ? known : answers[key] = []).Add(option);
                    if (Hidden(before, option) is { } reads && reads == Hidden(after, option)) (hidden.TryGetValue(key, out var mine) ? mine : hidden[key] = []).Add(option);
                }
            }
        }

        Assert.NotEmpty(hidden);
        Assert.All(hidden.Keys, key => Assert.True(answers[key].Count > 1, $"{key} tells that the answer was {string.Join(" or ", answers[key])}."));
    }

    // And why there is one release alone: of an answer that is printed, two results could tell.
    [Fact, Proves("S5")]
    public void Two_results_could_tell_a_printed_answer_so_there_is_only_one() => Assert.Equal(
        ["about 30; about 10; about 10", "about 30; about 15; about 10"],
        new[] { Asked.OneWay(30, 12, 9), Asked.OneWay(30, 13, 9) }.Select(r => string.Join("; ", Asked.Words(r))));

    // How a hidden answer reads; null when it is printed.
    private static string? Hidden(Release release, int option) => release.Tables[0] is not { Withheld: null } shown ? "withheld"
        : shown.Rows[0].Cells[option].Printed is PrintedCell.About ? null
        : shown.Rows[0].Cells[option].Printed.ToString();
}
