using Microsoft.Playwright;
using WorkforceTrack.Tests.Cast;

namespace WorkforceTrack.Tests.Browser;

/// <summary>One browser for all journeys. Where there is none, a test that needs it is skipped with the reason; <c>./test</c> makes that a failure.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Missing = "Chromium is missing: install it (on Debian: apt-get install chromium) or set WT_CHROMIUM to its path.";

    // As root there is no sandbox to be had; the rest keeps the browser from calling home, which would count as a request of ours.
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        // The driver turns off that frames of another site have a storage of their own, as browsers have it; of two such switches the last counts.
        "--disable-features=Translate",
    ];

    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>Where the browser of this machine is; null when it has none.</summary>
    internal static string? Path { get; } = Find();

    public async ValueTask InitializeAsync()
    {
        if (Path is null) return;
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Path, Args = Flags });
    }

    /// <summary>A browser of its own for one person: no cookie but those in <paramref name="cookies"/>, one tab.</summary>
    internal async Task<Visit> VisitAsync(RunningProgram program, string? cookies = null, int width = 1280)
    {
        Require();
        return await Visit.BeginAsync(program, await browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = program.Address.ToString(),
            StorageState = cookies,
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
            Locale = "en-GB",
            TimezoneId = "UTC",
        }));
    }

    /// <summary>A browser with a disk of its own, which can be closed and opened again, and set to other preferences.</summary>
    internal async Task<Visit> VisitFromDiskAsync(RunningProgram program, string folder)
    {
        Require();
        return await Visit.BeginAsync(program, await playwright!.Chromium.LaunchPersistentContextAsync(
            folder, new BrowserTypeLaunchPersistentContextOptions { ExecutablePath = Path, Args = Flags, BaseURL = program.Address.ToString() }));
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }

    private static void Require()
    {
        if (Path is not null) return;
        if (Counts.BrowserRequired) Assert.Fail(Missing);
        Assert.Skip(Missing);
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("WT_CHROMIUM") is { Length: > 0 } named) return File.Exists(named) ? named : null;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        string[] names = ["chromium", "chromium-browser", "google-chrome"];
        return names.SelectMany(name => folders.Select(folder => System.IO.Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }
}
