using Microsoft.Extensions.DependencyInjection;
using WorkforceTrack.App.Disclosures;

namespace WorkforceTrack.Benchmarks;

/// <summary>Recording a disclosure, whole, beside a bare one-row commit at the same durability.</summary>
internal static class Recording
{
    private const int Each = 1500;

    internal static async Task RunAsync()
    {
        await using var ground = await Ground.MakeAsync(200);
        var gate = ground.Services.GetRequiredService<Gate>();
        using var bare = new BareCommits();
        var turn = 0;
        async Task<long> Disclose(int callers)
        {
            await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
            {
                for (var i = 0; i < Each / callers; i++)
                {
                    var answer = await gate.AskAsync(ground.Read(ground.Members[Interlocked.Increment(ref turn) % ground.Members.Count]));
                    if (answer is not GateAnswer.Granted) throw new InvalidOperationException("The gate refused; the measurement would be of refusals.");
                }
            })));
            return Each;
        }

        Task<long> Commit() => Task.Run(() => bare.Commit(Each));
        await Pair.RunAsync("disclosure recorded, 1 caller", "bare one-row commit (FULL)", () => Disclose(1), Commit, "at least 0.5");
        await Pair.RunAsync("disclosure recorded, 8 callers", "the same with 1 caller", () => Disclose(8), () => Disclose(1), "at least 1, no lock error");
    }
}
