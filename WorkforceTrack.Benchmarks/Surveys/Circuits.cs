using System.Diagnostics;
using WorkforceTrack.Benchmarks.Client;
using WorkforceTrack.Domain.Surveys;

namespace WorkforceTrack.Benchmarks.Surveys;

/// <summary>What a circuit of the booth holds in memory, beside one of the page that <c>dotnet new blazor</c> makes, opened by the same client.</summary>
internal static class Circuits
{
    private const int First = 50;
    private const int Opened = 400;

    internal static async Task RunAsync()
    {
        var scratch = Directory.CreateTempSubdirectory("wt-circuits-").FullName;
        try
        {
            var template = await TemplateAsync(scratch);
            await using var ground = await Ground.MakeAsync(1);
            var slug = (await (await Polling.BeginAsync(ground)).OpenAsync(Audience.Visitors)).Plan.Slug.Value;
            await ground.StopAsync();
            using var http = Respondent.NewClient();
            var program = Path.Combine(AppContext.BaseDirectory, "WorkforceTrack.App.dll");
            var plain = await MeasureAsync(http, template, Path.GetDirectoryName(template)!, [], server => PlainAsync(http, server));
            Console.WriteLine($"the template's page (/counter)                {plain / 1024,8:0.0} kB a circuit");
            foreach (var (place, screens) in new[] { ("at the door of the booth", 0), ("at the sixth question", 5) })
            {
                var ours = await MeasureAsync(http, program, AppContext.BaseDirectory, ground.Settings, server => BoothAsync(http, server, slug, screens));
                Console.WriteLine($"{place,-45} {ours / 1024,8:0.0} kB a circuit   ratio {ours / plain:0.00}   goal: at most 1.5");
            }
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    private static async Task<double> MeasureAsync(HttpClient http, string dll, string folder, string[] settings, Func<Uri, Task<IAsyncDisposable>> open)
    {
        await using var server = await ChildServer.StartAsync(dll, folder, settings);
        var circuits = new List<IAsyncDisposable>();
        async Task OpenAsync(int count)
        {
            for (var i = 0; i < count; i += 4) circuits.AddRange(await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => open(server.Address))));
        }

        // What is made once, and buffers that grow with the first circuits, are no circuit's own.
        await OpenAsync(First);
        var (before, held) = (await server.HeapAsync(), circuits.Count);
        await OpenAsync(Opened);
        var grown = (double)(await server.HeapAsync() - before) / (circuits.Count - held);
        foreach (var circuit in circuits) await circuit.DisposeAsync();
        return grown;
    }

    private static async Task<IAsyncDisposable> PlainAsync(HttpClient http, Uri server)
    {
        var circuit = new CircuitClient(http, server);
        var address = new Uri(server, "/counter");
        await circuit.StartAsync(address, await http.GetStringAsync(address));
        return circuit;
    }

    private static async Task<IAsyncDisposable> BoothAsync(HttpClient http, Uri server, string slug, int screens)
    {
        var respondent = await Respondent.OpenAsync(http, server, slug);
        if (screens > 0) await respondent.BeginAsync();
        for (var i = 0; i < screens; i++) await respondent.NextAsync();
        return respondent;
    }

    private static async Task<string> TemplateAsync(string scratch)
    {
        await RunAsync(scratch, "new", "blazor", "-int", "Server", "-n", "Plain", "-o", $"{scratch}/Plain");
        await RunAsync(scratch, "publish", $"{scratch}/Plain", "-c", "Release", "-o", $"{scratch}/plain", "-v", "q", "--nologo");
        return $"{scratch}/plain/Plain.dll";
    }

    private static async Task RunAsync(string folder, params string[] arguments)
    {
        using var run = Process.Start(new ProcessStartInfo("dotnet", arguments) { UseShellExecute = false, RedirectStandardOutput = true, WorkingDirectory = folder })!;
        var output = await run.StandardOutput.ReadToEndAsync();
        await run.WaitForExitAsync();
        if (run.ExitCode != 0) throw new InvalidOperationException($"The template could not be made here:\n{output}");
    }
}
