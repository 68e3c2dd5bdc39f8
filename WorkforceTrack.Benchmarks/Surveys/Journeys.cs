using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using WorkforceTrack.Benchmarks.Client;
using WorkforceTrack.Domain.Surveys;

namespace WorkforceTrack.Benchmarks.Surveys;

/// <summary>
/// Whole journeys against the program in a process of its own: the member's survey page, the booth, its key, the pass, a circuit, twelve
/// questions one by one, the review, the thanks. Logged in before. The answering side shares the machine, so the rate is of both.
/// </summary>
internal static class Journeys
{
    private const int Members = 400;
    private const int Surveys = 12;
    private const int Rounds = 3;

    // Until then the runtime still compiles what runs often, for as much time as it takes to answer.
    private const int WarmUp = 2_000;
    private static readonly (int AtOnce, int Each)[] Loads = [(1, 30), (8, 80), (32, 160)];

    internal static async Task RunAsync()
    {
        await using var ground = await Ground.MakeAsync(Members);
        var turns = await PrepareAsync(ground);
        await ground.StopAsync();
        await using var server = await ChildServer.StartAsync(Path.Combine(AppContext.BaseDirectory, "WorkforceTrack.App.dll"), AppContext.BaseDirectory, ground.Settings);
        using var http = Respondent.NewClient();
        await RunAsync(server, http, turns, 8, WarmUp);
        var figures = Loads.ToDictionary(load => load.AtOnce, _ => (Rates: new List<double>(), Costs: new List<double>()));
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var (atOnce, each) in Loads)
            {
                var (rate, cost) = await RunAsync(server, http, turns, atOnce, each);
                figures[atOnce].Rates.Add(rate);
                figures[atOnce].Costs.Add(cost);
            }
        }

        foreach (var (atOnce, (rates, costs)) in figures)
        {
            Console.WriteLine(
                $"{$"journeys, {atOnce} at once",-28} {Pair.Median(rates),8:0.0}/s ({rates.Min():0.0} to {rates.Max():0.0})   server {Pair.Median(costs):0.0} ms of processor each ({costs.Min():0.0} to {costs.Max():0.0})   goal: 140/s, at most 14 ms");
        }
    }

    private static async Task<Queue<(string Slug, string Cookie)>> PrepareAsync(Ground ground)
    {
        var polling = await Polling.BeginAsync(ground);
        var cookies = new List<string>();
        foreach (var member in ground.Members) cookies.Add(await polling.LogInAsync(member));
        var turns = new Queue<(string, string)>();
        for (var i = 0; i < Surveys; i++)
        {
            var slug = (await polling.OpenAsync(Audience.Members)).Plan.Slug.Value;
            foreach (var cookie in cookies) turns.Enqueue((slug, cookie));
        }

        return turns;
    }

    private static async Task<(double Rate, double Cost)> RunAsync(ChildServer server, HttpClient http, Queue<(string Slug, string Cookie)> turns, int atOnce, int each)
    {
        var (before, start) = (server.ProcessorMilliseconds, Stopwatch.GetTimestamp());
        await Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < each / atOnce; i++)
            {
                (string Slug, string Cookie) turn;
                lock (turns) turn = turns.Dequeue();
                await Respondent.AnswerAsync(http, server.Address, turn.Slug, turn.Cookie);
            }
        })));
        var done = each / atOnce * atOnce;
        return (done / Stopwatch.GetElapsedTime(start).TotalSeconds, (server.ProcessorMilliseconds - before) / done);
    }
}
