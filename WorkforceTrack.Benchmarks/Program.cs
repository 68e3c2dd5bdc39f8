using WorkforceTrack.Benchmarks;
using WorkforceTrack.Benchmarks.Surveys;

var all = new Dictionary<string, Func<Task>>(StringComparer.Ordinal)
{
    ["decisions"] = Decisions.RunAsync,
    ["recording"] = Recording.RunAsync,
    ["million"] = MillionEntries.RunAsync,
    ["restore"] = RestoreDrill.RunAsync,
    ["erasing"] = Erasing.RunAsync,
    ["page"] = FirstPage.RunAsync,
    ["console"] = ConsolePages.RunAsync,
    ["sealing"] = Sealing.RunAsync,
    ["casts"] = Casts.RunAsync,
    ["journeys"] = Journeys.RunAsync,
    ["passes"] = Passes.RunAsync,
    ["release"] = Releases.RunAsync,
    ["circuits"] = Circuits.RunAsync,
    ["weight"] = Weight.RunAsync,
};
var chosen = args.Length == 0 ? all.Keys.ToArray() : args;
if (chosen.FirstOrDefault(name => !all.ContainsKey(name)) is { } unknown)
{
    Console.Error.WriteLine($"There is no benchmark {unknown}. There are: {string.Join(", ", all.Keys)}.");
    return 2;
}

foreach (var name in chosen)
{
    Console.WriteLine($"== {name}");
    await all[name]();
}

return 0;
