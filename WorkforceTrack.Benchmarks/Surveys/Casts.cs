using Microsoft.Extensions.DependencyInjection;
using WorkforceTrack.App.Surveys;
using WorkforceTrack.Domain.Surveys;

namespace WorkforceTrack.Benchmarks.Surveys;

/// <summary>Casts into the store, whole (pass verified, spent, answers durable), beside a bare one-row commit at the same durability.</summary>
internal static class Casts
{
    private const int Rounds = 10;

    internal static async Task RunAsync()
    {
        await using var ground = await Ground.MakeAsync(1);
        var polling = await Polling.BeginAsync(ground);
        var cast = ground.Services.GetRequiredService<CastBallot>();
        using var bare = new BareCommits();
        foreach (var (callers, each, goal) in new[] { (1, 1_000, "-"), (8, 2_000, "-"), (32, 4_000, "at least 3") })
        {
            var survey = (await polling.OpenAsync(Audience.Members)).Plan.Id;
            var passes = polling.MakePasses(survey, each * Rounds);
            var answers = Enumerable.Range(0, each).Select(Polling.Answers).ToArray();
            var next = -1;
            await Pair.RunAsync(
                $"casts, {callers} {(callers == 1 ? "caller" : "callers")}",
                "bare one-row commit (FULL)",
                async () =>
                {
                    await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
                    {
                        for (var i = 0; i < each / callers; i++)
                        {
                            var turn = Interlocked.Increment(ref next);
                            if (await cast.CastAsync(survey, passes[turn], network: null, answers[turn % each]) is not CastAnswer.Taken)
                                throw new InvalidOperationException("A cast was refused; the measurement would be of refusals.");
                        }
                    })));
                    return each / callers * callers;
                },
                () => Task.Run(() => bare.Commit(each)),
                goal);
            if (callers == 32) await VerifyAsync(ground.Services.GetRequiredService<SurveyShelf>().Find(survey)!.Verifier!, passes[..each], bare);
        }
    }

    /// <summary>The bound of the above: nothing is stored, passes alone are verified, on all cores.</summary>
    private static Task VerifyAsync(PassVerifier verifier, IReadOnlyList<string> passes, BareCommits bare) => Pair.RunAsync(
        "passes verified alone, all cores",
        "bare one-row commit (FULL)",
        () => Task.Run(() =>
        {
            Parallel.ForEach(passes, text =>
            {
                if (!SurveyPass.TryParse(text, out var pass) || !verifier.Verifies(pass)) throw new InvalidOperationException("A pass was refused; the measurement would be of refusals.");
            });
            return (long)passes.Count;
        }),
        () => Task.Run(() => bare.Commit(passes.Count)),
        "-");
}
