using Microsoft.Extensions.Time.Testing;
using WorkforceTrack.Tests.Cast;

namespace WorkforceTrack.Tests.Partners;

/// <summary>One running program for all tests of a class; each test brings partners and members of its own.</summary>
public sealed class PartnerHouse : IAsyncLifetime
{
    internal FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    internal RunningProgram Program { get; private set; } = null!;

    internal PartnerScene Scene { get; private set; } = null!;

    internal Offer Offer { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        // Every test signs in several times, all from one address.
        Program = await RunningProgram.StartAsync(new Staging { Clock = Clock, Settings = ["--Security:TokenRequestsPerMinute=100000"] });
        Scene = await PartnerScene.SetAsync(Program.Services);
        Offer = await Scene.OfferAsync();
    }

    public ValueTask DisposeAsync() => Program.DisposeAsync();
}
