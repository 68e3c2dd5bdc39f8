using System.Diagnostics;

namespace WorkforceTrack.Benchmarks;

/// <summary>
/// Measures ours and a peer in turn, round by round, so that a machine whose speed drifts drifts for both.
/// What counts is the ratio within a round; its median is printed with the least and the most.
/// </summary>
internal static class Pair
{
    private const int Rounds = 9;

    /// <param name="what">What is measured.</param>
    /// <param name="ours">Runs ours once and says how many units that was.</param>
    /// <param name="peer">Runs the peer once and says how many units that was.</param>
    /// <param name="goal">The ratio to reach, in words.</param>
    internal static async Task RunAsync(string what, string peerName, Func<Task<long>> ours, Func<Task<long>> peer, string goal)
    {
        await ours();
        await peer();
        var ratios = new List<double>(Rounds);
        var oursRates = new List<double>(Rounds);
        var peerRates = new List<double>(Rounds);
        for (var round = 0; round < Rounds; round++)
        {
            var a = await RateAsync(ours);
            var b = await RateAsync(peer);
            oursRates.Add(a);
            peerRates.Add(b);
            ratios.Add(a / b);
        }

        Console.WriteLine(
            $"{what,-58} {Median(oursRates),14:N0}/s   {peerName,-34} {Median(peerRates),14:N0}/s   ratio {Median(ratios):0.000} ({ratios.Min():0.000} to {ratios.Max():0.000})   goal: {goal}");
    }

    /// <summary>One figure by itself, in milliseconds a call.</summary>
    internal static async Task AloneAsync(string what, Func<Task> once, int calls, string goal)
    {
        await once();
        var times = new List<double>(calls);
        for (var i = 0; i < calls; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await once();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        times.Sort();
        Console.WriteLine($"{what,-58} median {Median(times),10:0.000} ms   95 % under {times[(int)(times.Count * 0.95)],10:0.000} ms   goal: {goal}");
    }

    internal static double Median(List<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    private static async Task<double> RateAsync(Func<Task<long>> run)
    {
        var start = Stopwatch.GetTimestamp();
        var units = await run();
        return units / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
