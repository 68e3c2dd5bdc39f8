using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Playwright;
using WorkforceTrack.App.Correspondence;
using WorkforceTrack.App.Demonstration;
using WorkforceTrack.App.LegalProcess;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Tests.Cast;

namespace WorkforceTrack.Tests.Browser;

/// <summary>The demonstration organisation under a clock that the test moves, for the journeys of cases.</summary>
public sealed class CaseHouse : IAsyncLifetime
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);
    private readonly Dictionary<string, string> cookies = new(StringComparer.Ordinal);
    private RunningProgram? program;

    internal FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    internal RunningProgram Program => program!;

    public async ValueTask InitializeAsync()
    {
        program = await RunningProgram.StartAsync(new Staging { Clock = Clock, Settings = ["--Security:AttemptsPerAddress=100000", "--Security:AttemptsPerUserId=100000"] });
        await program.Get<PolicyShelf>().BeginAsync();
        await program.Get<FillDemonstration>().FillAsync();
    }

    /// <summary>Somebody at a browser, logged in; whoever logged in since the clock was moved last stays so.</summary>
    internal async Task<Visit> VisitAsync(Chromium browser, string person)
    {
        if (!cookies.TryGetValue(person, out var known))
        {
            await using var first = await browser.VisitAsync(Program);
            await first.LogInAsync(person);
            cookies[person] = known = await first.Page.Context.StorageStateAsync(new BrowserContextStorageStateOptions());
        }

        return await browser.VisitAsync(Program, known);
    }

    /// <summary>Time goes by. The program's own scheduler turns what has come due; the test only waits until it has. Sessions have ended meanwhile.</summary>
    internal async Task LaterAsync(TimeSpan time)
    {
        cookies.Clear();
        Clock.Advance(time);
        for (var waited = TimeSpan.Zero; await IsDueAsync(); waited += Glance)
        {
            Assert.True(waited < Longest, "The scheduler has not turned what is due.");
            // It looks once a minute of the program's time.
            Clock.Advance(LegalClock.Pause);
            await Task.Delay(Glance, TestContext.Current.CancellationToken);
        }

        await MailAsync();
    }

    private async Task<bool> IsDueAsync()
    {
        await using var store = Program.Get<IDbContextFactory<MainDb>>().CreateDbContext();
        var now = Clock.GetUtcNow();
        return await store.Cases.AnyAsync(c => c.TurnsAt <= now, TestContext.Current.CancellationToken);
    }

    /// <summary>The mails that are due are handed over.</summary>
    internal Task MailAsync() => Program.Get<DeliverMail>().DeliverDueAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (program is not null) await program.DisposeAsync();
    }
}
