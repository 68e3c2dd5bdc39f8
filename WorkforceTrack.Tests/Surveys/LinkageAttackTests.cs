using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Surveys;

/// <summary>
/// The linkage attack (S3): members draw and cast in random interleaving, at least ten active all the while; the attacker gets every
/// file at every moment and every key, and tries in every way we know to match members to answers.
/// </summary>
public sealed class LinkageAttackTests
{
    /// <summary>Over all ways together; each gets its share (Bonferroni).</summary>
    private const double Significant = 0.001;

    private static readonly int Runs = Counts.Cases >= 100_000 ? 12 : 2;

    [Fact, Proves("S3")]
    public async Task Whoever_has_every_file_links_members_to_answers_no_better_than_chance_among_those_active()
    {
        var runs = new List<(LinkageEvidence, List<Guess>)>();
        for (var run = 0; run < Runs; run++)
        {
            var chance = Counts.Chance(run);
            await using var store = await RealStore.OpenAsync(chance);
            var plan = LinkagePlan.Make(chance);
            AssertTenAreActive(plan);
            var counted = 0;
            var evidence = await LinkageEvidence.GatherAsync(store, plan, _ =>
            {
                var now = store.Counted();
                Assert.True(now == counted || now - counted >= 10, $"The counters rose by the answers of {now - counted}.");
                counted = now;
                return Task.CompletedTask;
            });
            Assert.True(store.Counted() - counted >= 10, $"At close the counters rose by the answers of {store.Counted() - counted}.");
            AssertDrawAndCastMeetInNoFile(store, evidence);
            evidence.Forget();
            runs.Add((evidence, LinkageAttack.Guesses(evidence, chance)));
        }

        Assert.All(runs, run => Assert.Equal(LinkagePlan.Casts, run.Item1.Answers["Comments"].Count));
        var scores = LinkageAttack.Scores(runs, Counts.Chance(99));
        Tell(scores);
        var found = scores.Where(s => s.P < Significant / scores.Count).ToArray();
        Assert.True(found.Length == 0, $"Better than chance (seed {Counts.Seed}):\n{string.Join('\n', found.OrderBy(s => s.P))}");
    }

    [Fact, Proves("S3")]
    public async Task The_same_attack_links_nearly_all_in_a_store_that_numbers_what_comes()
    {
        var chance = Counts.Chance();
        await using var store = new NaiveStore();
        var evidence = await LinkageEvidence.GatherAsync(store, LinkagePlan.Make(chance));
        var scores = LinkageAttack.Scores([(evidence, LinkageAttack.Guesses(evidence, chance))], Counts.Chance(99));
        Tell(scores);
        foreach (var outside in Enum.GetValues<Outside>())
            Assert.True(scores.Where(s => s.Outside == outside).Max(s => s.Right) >= LinkagePlan.Casts * 0.95, $"{outside} links too few: the attack is blunt.");
        // By transactions alone, by the order of two tables alone; and by bytes alone, of which the attack looks at one place in four.
        foreach (var (way, share) in new[] { ("marks of a member in what the cast wrote", 0.95), ("bytes that draw and cast both wrote", 0.3), ("Participation, by place, beside Responses, by place", 0.95) })
            Assert.True(scores.Single(s => s.Name == way).Right >= LinkagePlan.Casts * share, $"{way}: {scores.Single(s => s.Name == way)}");
    }

    /// <summary>
    /// What docs/security.md and the booth's page admit: whoever has the booth file, the vault and the master key while the survey is
    /// open, and sees from elsewhere who casts when, reads the answers of those who wait. Held here, so that nobody claims more.
    /// </summary>
    [Fact]
    public async Task What_a_live_operator_could_see_is_what_the_page_says()
    {
        var chance = Counts.Chance(7);
        await using var store = await RealStore.OpenAsync(chance);
        var plan = LinkagePlan.Make(chance);
        var (read, most) = (0, 0);
        var before = new HashSet<int>();
        await LinkageEvidence.GatherAsync(store, plan, e =>
        {
            var waiting = store.Waiting(store.AnswersFile).Select(w => w.Who).ToHashSet();
            most = Math.Max(most, waiting.Count);
            if (plan[e].IsCast && waiting.Except(before).ToArray() is [var fresh] && fresh == plan[e].Member) read++;
            before = waiting;
            return Task.CompletedTask;
        });
        Assert.Equal(19, most);
        Assert.True(read >= LinkagePlan.Casts / 2, $"Only {read} of {LinkagePlan.Casts} were read along: the page can claim more.");
        TestContext.Current.TestOutputHelper?.WriteLine($"With every key, every file and who cast when, while it is open: {read} of {LinkagePlan.Casts} sets of answers read along; at most {most} lie there at once.");
    }

    private static void AssertTenAreActive(List<Happening> plan)
    {
        var active = 0;
        var begun = false;
        foreach (var happening in plan)
        {
            active += happening.IsCast ? -1 : 1;
            begun |= active >= 10;
            Assert.True(!begun || active >= 10);
        }

        Assert.Equal(LinkagePlan.Casts, plan.Count(h => h.IsCast));
        Assert.True(LinkagePlan.Casts >= 60);
    }

    /// <summary>A draw writes to the main store alone, a cast to the booth alone; no member's mark is in what a cast wrote.</summary>
    private static void AssertDrawAndCastMeetInNoFile(RealStore store, LinkageEvidence evidence)
    {
        for (var e = 0; e < evidence.Plan.Count; e++)
        {
            var file = evidence.Plan[e].IsCast ? store.AnswersFile : store.Survey.Store.Folder.MainFile;
            Assert.All(evidence.Changed[e], changed => Assert.StartsWith(file, changed, StringComparison.Ordinal));
            if (evidence.Plan[e].IsCast) Assert.Empty(evidence.MembersWritten[e]);
        }

        // No moment of a cast is in any file or in the log.
        Assert.Empty(evidence.FilesWith(store.MarksOfMoments()));
        Assert.DoesNotContain(store.Log, line => store.MarksOfMoments().Any(mark => line.Contains(System.Text.Encoding.ASCII.GetString(mark), StringComparison.Ordinal)));
        Assert.DoesNotContain(evidence.InFilesAtTheEnd, s => s.Where.StartsWith("members in booth", StringComparison.Ordinal));
        Assert.All(evidence.InFilesAtTheEnd.Where(s => s.Where.StartsWith("answers in ", StringComparison.Ordinal)), s => Assert.Equal("answers in booth.db", s.Where));
    }

    private static void Tell(List<Score> scores)
    {
        var output = TestContext.Current.TestOutputHelper;
        foreach (var outside in scores.GroupBy(s => s.Outside))
        {
            var best = outside.MaxBy(s => s.Right)!;
            var (low, high) = LinkageAttack.Interval(best.Right, best.Of);
            output?.WriteLine($"{outside.Key}: the best of {outside.Count()} ways linked {best.Right} of {best.Of} ({100.0 * best.Right / best.Of:0.0} %, 95 % {100 * low:0.0} to {100 * high:0.0}); chance {best.Chance:0.0}, 95 % {best.Low} to {best.High}.");
        }

        foreach (var score in scores.OrderBy(s => s.P).Take(12)) output?.WriteLine(score.ToString());
    }
}
