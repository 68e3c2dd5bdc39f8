using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Surveys;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Surveys;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Surveys;

namespace WorkforceTrack.Tests.Promises;

/// <summary>The booth is killed (SIGKILL) at random moments while people cast and while staff close; what was acknowledged is counted once (S3, S4).</summary>
[Trait("needs", "server")]
public sealed class KilledBooth
{
    [Fact, Proves("S4")]
    public async Task Every_acknowledged_cast_is_counted_once_and_no_pass_is_spent_without_its_answers()
    {
        using var disk = new TestFolder().WithKey();
        var survey = await OpenSurveyAsync(disk);
        var acknowledged = Path.Combine(disk.Root, "acknowledged");
        var chance = Counts.Chance();
        for (var kill = 0; kill < Counts.Kills; kill++)
        {
            var before = Lines(acknowledged).Count;
            using (var child = BoothUnderLoad.Begin(disk, survey, acknowledged, castsBeforeClose: 0))
            {
                // One kill in four comes while it is still starting.
                if (kill % 4 == 3) await Task.Delay(chance.Next(3000), TestContext.Current.CancellationToken);
                else await WaitAsync(child, () => Lines(acknowledged).Count > before, chance.Next(10, 700));
                await KillAsync(child);
            }

            await using var held = await HeldSurvey.TakeUpAsync(disk, survey);
            await CheckAsync(held, Lines(acknowledged), chance, $"kill {kill} of seed {Counts.Seed}");
        }

        var all = Lines(acknowledged).Count;
        Assert.True(all >= Counts.Kills * 3, $"Only {all} casts were acknowledged: the load was too small.");
        await using var last = await HeldSurvey.TakeUpAsync(disk, survey);
        var spent = (await last.StateAsync()).Spent.Count;
        Assert.IsType<SurveyAnswer.Done>(await last.CloseAsync());
        var closed = await last.StateAsync();
        Assert.Equal((spent, spent), (closed.Counted, closed.InTable(0)));
        TestContext.Current.TestOutputHelper?.WriteLine($"{Counts.Kills} kills from seed {Counts.Seed}: {all} casts were acknowledged, {spent - all} more were stored before their answer left; each is counted once.");
    }

    [Fact, Proves("S4")]
    public async Task A_close_that_is_killed_is_finished_by_pressing_it_again()
    {
        using var disk = new TestFolder().WithKey();
        var survey = await OpenSurveyAsync(disk);
        var chance = Counts.Chance(1);
        var (kills, before, between, after) = (Math.Max(4, Counts.Kills / 3), 0, 0, 0);
        for (var kill = 0; kill < kills; kill++)
        {
            var when = $"kill {kill} of seed {Counts.Seed}";
            var acknowledged = Path.Combine(disk.Root, $"acknowledged{kill}");
            var casts = chance.Next(10, 40);
            using (var child = BoothUnderLoad.Begin(disk, survey, acknowledged, casts))
            {
                await WaitAsync(child, () => Lines(acknowledged).Contains(BoothUnderLoad.Closing), chance.Next(0, 40));
                await KillAsync(child);
            }

            var passes = Lines(acknowledged).Where(l => l != BoothUnderLoad.Closing).ToList();
            Assert.Equal(casts, passes.Count);
            await using var held = await HeldSurvey.TakeUpAsync(disk, survey);
            var state = await held.StateAsync();
            var again = await held.CloseAsync();
            if (again is not SurveyAnswer.Done) after++;
            else if (state.IsOpen) before++;
            else between++;
            Assert.True(again is SurveyAnswer.Done or SurveyAnswer.NotNow { Obstacle: SurveyObstacle.WrongPhase }, $"After {when}: {again}");
            Assert.IsType<SurveyAnswer.NotNow>(await held.CloseAsync());

            var closed = await held.StateAsync();
            Assert.Equal((false, casts, casts), (closed.IsOpen, closed.Counted, closed.InTable(0)));
            Assert.Empty(closed.Spent);
            Assert.Equal(0, closed.Drawn);
            AssertCounted(held, closed, passes.Select(SpentKey).ToList(), when);
            Assert.Equal(new PassCounts(casts, casts).Spent, held.Get<SurveyShelf>().Find(survey)!.Survey.Passes!.Spent);
            foreach (var use in new[] { "signing", "drawing", "waiting" }) Assert.Null(held.Get<KeyRing>().FindProgramKey(HeldSurvey.Key(survey, use)));
            Assert.Equal(CastAnswer.NotOpen, await held.CastAsync(passes[0], BoothUnderLoad.AnswersOf(Convert.FromHexString(SpentKey(passes[0])))));
            survey = await held.OpenOneMoreAsync(Audience.Members, HeldSurvey.Short);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{kills} kills during a close from seed {Counts.Seed}: {before} before the booth was closed, {between} before the main store knew, {after} later.");
    }

    private static async Task<SurveyId> OpenSurveyAsync(TestFolder disk)
    {
        await using var held = await HeldSurvey.OpenAsync(new Staging { Folder = disk, Settings = [HeldSurvey.Booth] }, Audience.Members, HeldSurvey.Short);
        return held.Id;
    }

    private static async Task CheckAsync(HeldSurvey held, List<string> acknowledged, Random chance, string when)
    {
        var state = await held.StateAsync();
        Assert.True(state.IsOpen);
        var counted = state.Comments.Select(c => held.Get<SurveyKeys>().OpenComment(held.Id, c.Question, c.Sealed)).ToList();
        // Each spent pass has its answers once, each answer its pass: by name.
        var answers = counted.Concat(state.Waiting.Select(w => Assert.Single(w.Comments).Words)).Order(StringComparer.Ordinal);
        Assert.True(state.Spent.Order(StringComparer.Ordinal).SequenceEqual(answers), $"After {when}: passes and answers do not fit.");
        Assert.True(state.Counted == counted.Count, $"After {when}: {counted.Count} are counted, {state.Counted} are said to be.");
        AssertCounted(held, state, counted, when);
        Assert.All(acknowledged, pass => Assert.True(state.Spent.Contains(SpentKey(pass)), $"After {when}: a cast was acknowledged and is not there."));

        for (var n = 0; n < Math.Min(3, acknowledged.Count); n++)
            Assert.Equal(CastAnswer.AlreadySpent, await held.CastAsync(acknowledged[chance.Next(acknowledged.Count)], HeldSurvey.Answers(0, 0)));
        Assert.Equal(state.ToString(), (await held.StateAsync()).ToString());
    }

    /// <summary>The counters are the sum of what these passes answered, exactly.</summary>
    private static void AssertCounted(HeldSurvey held, BoxState state, List<string> spent, string when)
    {
        var expected = spent.SelectMany(s => Ballot.Read(HeldSurvey.Short, BoothUnderLoad.AnswersOf(Convert.FromHexString(s)))!.Cells).CountBy(c => c).ToDictionary();
        Assert.True(state.Counts.All(c => c.Value == expected.GetValueOrDefault(c.Key)), $"After {when}: the counters are not the sum of the answers.");
        Assert.Equal(spent.Order(StringComparer.Ordinal), state.Comments.Select(c => held.Get<SurveyKeys>().OpenComment(held.Id, c.Question, c.Sealed)).Order(StringComparer.Ordinal));
    }

    private static string SpentKey(string pass) => SurveyPass.TryParse(pass, out var parsed) ? Convert.ToHexString(parsed.SpentKey.ToArray()) : throw new InvalidDataException("A line that is no pass.");

    /// <summary>Whole lines only: a kill may come in the middle of one, and what was not written was not acknowledged.</summary>
    private static List<string> Lines(string file)
    {
        if (!File.Exists(file)) return [];
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        var text = reader.ReadToEnd();
        return [.. text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }

    private static async Task WaitAsync(Process child, Func<bool> until, int milliseconds)
    {
        var patience = Stopwatch.StartNew();
        while (!until())
        {
            if (child.HasExited || patience.Elapsed > TimeSpan.FromMinutes(2))
                throw new InvalidOperationException($"The booth did not come so far: {(child.HasExited ? await child.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken) : "it hangs")}");
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        await Task.Delay(milliseconds, TestContext.Current.CancellationToken);
    }

    private static async Task KillAsync(Process child)
    {
        child.Kill(entireProcessTree: true);
        await child.WaitForExitAsync();
    }
}
