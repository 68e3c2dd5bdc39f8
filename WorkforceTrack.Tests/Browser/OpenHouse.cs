using Microsoft.Playwright;
using WorkforceTrack.App.Demonstration;
using WorkforceTrack.App.Policy;
using WorkforceTrack.Tests.Cast;

namespace WorkforceTrack.Tests.Browser;

/// <summary>The demonstration organisation, running, with the browser that visits it. Journeys share it, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class Journeys : ICollectionFixture<Chromium>, ICollectionFixture<OpenHouse>
{
    internal const string Name = "journeys";
}

/// <summary>The running demonstration. Whoever is logged in once stays so for later tests.</summary>
public sealed class OpenHouse : IAsyncLifetime
{
    private readonly Dictionary<string, string> cookies = new(StringComparer.Ordinal);
    private RunningProgram? program;

    internal RunningProgram Program => program!;

    public async ValueTask InitializeAsync()
    {
        // All tests come from one address and log in as the same few people.
        program = await RunningProgram.StartAsync(new Staging { Settings = ["--Security:AttemptsPerAddress=100000", "--Security:AttemptsPerUserId=100000", "--Survey:PollAnswersPerNetwork=100000"] });
        await program.Get<PolicyShelf>().BeginAsync();
        await program.Get<FillDemonstration>().FillAsync();
    }

    /// <summary>A visit of someone who logged in before; null for a visitor.</summary>
    internal async Task<Visit> VisitAsync(Chromium browser, string? person, int width = 1280)
    {
        if (person is null) return await browser.VisitAsync(Program, width: width);
        if (!cookies.TryGetValue(person, out var known))
        {
            await using var first = await browser.VisitAsync(Program);
            await first.LogInAsync(person);
            cookies[person] = known = await first.Page.Context.StorageStateAsync(new BrowserContextStorageStateOptions());
        }

        return await browser.VisitAsync(Program, known, width);
    }

    public async ValueTask DisposeAsync()
    {
        if (program is not null) await program.DisposeAsync();
    }
}
