using System.Diagnostics;

namespace WorkforceTrack.Tests.Browser;

/// <summary>The tour of docs/ works as it stands: bash and curl against the running demonstration.</summary>
[Trait("needs", "server")]
public sealed class TourTests(OpenHouse house) : IClassFixture<OpenHouse>
{
    [Fact]
    public async Task Every_step_of_the_tour_answers_as_it_should()
    {
        if (!Has("bash") || !Has("curl")) Assert.Skip("The tour needs bash and curl.");
        var program = house.Program;
        var start = new ProcessStartInfo("bash", [Tour(), program.Address.ToString(), Path.Combine(program.Folder.Beside, "demonstration.json")]) { RedirectStandardOutput = true, UseShellExecute = false };

        using var tour = Process.Start(start)!;
        var told = await tour.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await tour.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(tour.ExitCode == 0, told);
        Assert.Contains("steps answered as they should.", told, StringComparison.Ordinal);
    }

    private static bool Has(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    private static string Tour()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var tour = Path.Combine(folder.FullName, "docs", "tour.sh");
            if (File.Exists(tour)) return tour;
        }

        throw new FileNotFoundException("docs/tour.sh is not there.");
    }
}
