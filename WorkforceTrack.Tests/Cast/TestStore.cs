using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using WorkforceTrack.App;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;

namespace WorkforceTrack.Tests.Cast;

/// <summary>
/// The stores and services of the program without its web server, for tests of use cases. Opened as the program opens them;
/// the clock stands still until the test moves it. Settings are those of Production, so there is no demonstration in it.
/// </summary>
internal sealed class TestStore : IAsyncDisposable
{
    // Migrating takes most of the time of an empty store: it is done once, and each test gets a copy.
    private static readonly Lazy<Task<TestFolder>> Fresh = new(MakeAsync);

    private readonly WebApplication app;
    private readonly TestFolder? own;

    private TestStore(WebApplication app, TestFolder folder, TestFolder? own, FakeTimeProvider clock, LogLines log)
    {
        this.app = app;
        this.own = own;
        Folder = folder;
        Clock = clock;
        Log = log;
    }

    internal TestFolder Folder { get; }

    internal FakeTimeProvider Clock { get; }

    internal LogLines Log { get; }

    internal IServiceProvider Services => app.Services;

    internal MainWriter Writer => Get<MainWriter>();

    /// <summary>An empty store, or the one that <see cref="Staging.Folder"/> names.</summary>
    internal static async Task<TestStore> OpenAsync(Staging? staging = null)
    {
        staging ??= new Staging();
        var made = staging.Folder is null ? (await Fresh.Value).Copy() : null;
        var clock = staging.Clock as FakeTimeProvider ?? new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
        var log = new LogLines();
        var folder = staging.Folder ?? made!;
        var staged = staging with { IsProduction = true, Clock = clock };
        var built = Start.BuildWithoutRoutes(staged.Arguments(folder), staged.Adapt(log));
        try
        {
            await Start.OpenAsync(built.Services);
        }
        catch
        {
            await built.DisposeAsync();
            made?.Dispose();
            throw;
        }

        return new TestStore(built, folder, made, clock, log);
    }

    /// <summary>A service of the program.</summary>
    internal T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>The main store, for one look.</summary>
    internal MainDb Main() => Get<IDbContextFactory<MainDb>>().CreateDbContext();

    /// <summary>The vault, for one look.</summary>
    internal VaultDb Vault() => Get<IDbContextFactory<VaultDb>>().CreateDbContext();

    /// <summary>A row in the vault for somebody, without an entry: a store with a past has people.</summary>
    internal async Task LetSomebodyInAsync()
    {
        await using var vault = Vault();
        vault.People.Add(new PersonRow { Id = Guid.NewGuid(), Kind = PersonKind.Staff, UserIdIndex = [1], AddressIndex = [1], WrappedKey = [], SecurityStamp = "", ConcurrencyStamp = "" });
        await vault.SaveChangesAsync();
    }

    /// <summary>The booth, for one look.</summary>
    internal BoothDb Booth() => Get<IDbContextFactory<BoothDb>>().CreateDbContext();

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        own?.Dispose();
    }

    private static async Task<TestFolder> MakeAsync()
    {
        var folder = new TestFolder().WithKey();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        await using var store = await OpenAsync(new Staging { Folder = folder });
        return folder;
    }
}
