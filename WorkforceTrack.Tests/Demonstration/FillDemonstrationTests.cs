using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using WorkforceTrack.App.Demonstration;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.LegalProcess;
using WorkforceTrack.Domain.Members;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Members;
using People = WorkforceTrack.App.Demonstration.Cast;

namespace WorkforceTrack.Tests.Demonstration;

public sealed class FillDemonstrationTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task However_often_the_first_start_is_interrupted_the_next_whole_one_makes_the_demonstration_whole()
    {
        var chance = Counts.Chance(11);
        using var folder = new TestFolder().WithKey();
        for (var start = 0; start < 8; start++)
        {
            var clock = new BreakingClock();
            await using var broken = await TestStore.OpenAsync(new Staging { Folder = folder, Clock = clock });
            await broken.Get<PolicyShelf>().BeginAsync();
            clock.BreaksAfter = chance.Next(1, 30 * (start + 1));
            try
            {
                await broken.Get<FillDemonstration>().FillAsync();
                break;
            }
            catch (PowerCut)
            {
                Assert.False(File.Exists(broken.Get<FillDemonstration>().SecretsFile));
            }
        }

        await using var store = await TestStore.OpenAsync(new Staging { Folder = folder });
        await store.Get<FillDemonstration>().FillAsync();

        await AssertWholeAsync(store);
        var entries = await EntriesAsync(store);
        await store.Get<FillDemonstration>().FillAsync();
        Assert.Equal(entries, await EntriesAsync(store));
    }

    [Fact]
    public async Task The_cast_never_enters_a_store_that_holds_anyone_else()
    {
        await using var house = await House.OpenAsync();
        await house.AdmitAsync("alice");
        await house.AdmitAsync("somebody");

        await house.Get<FillDemonstration>().FillAsync();

        await using var vault = house.Vault();
        Assert.Equal(2, await vault.People.CountAsync(Stop));
    }

    [Fact]
    public async Task A_file_that_another_store_left_behind_does_not_stand_for_this_one()
    {
        await using var store = await TestStore.OpenAsync();
        await store.Get<PolicyShelf>().BeginAsync();
        await File.WriteAllTextAsync(store.Get<FillDemonstration>().SecretsFile, "[]", Stop);

        await store.Get<FillDemonstration>().FillAsync();

        await AssertWholeAsync(store);
    }

    /// <summary>Everyone of the cast is there once, with the end of their story, and the file names a credential of each partner.</summary>
    internal static async Task AssertWholeAsync(TestStore store)
    {
        await using var main = store.Main();
        await using var vault = store.Vault();
        var keys = store.Get<KeyRing>();
        Assert.Equal(People.Members.Length + People.Staff.Length + 1, await vault.People.CountAsync(Stop));
        var members = new Dictionary<string, PersonRow>(StringComparer.Ordinal);
        foreach (var person in People.Members)
        {
            var index = keys.UserIdIndex(person.UserId);
            members[person.UserId] = await vault.People.AsNoTracking().SingleAsync(p => p.UserIdIndex == index, Stop);
            Assert.Equal(person.IsAddressChecked, members[person.UserId].AddressChecked);
        }

        foreach (var person in People.Staff)
        {
            var index = keys.UserIdIndex(person.UserId);
            var staff = await vault.People.AsNoTracking().SingleAsync(p => p.UserIdIndex == index, Stop);
            Assert.True(await main.Signatures.AnyAsync(s => s.Staff == staff.Staff, Stop));
        }

        var engaged = keys.UserIdIndex(People.Engaged.UserId);
        Assert.NotNull((await vault.People.SingleAsync(p => p.UserIdIndex == engaged, Stop)).PasswordHash);
        Assert.Equal((1, 2), (await main.Engagements.CountAsync(Stop), await main.EngagementScope.CountAsync(Stop)));
        Assert.Equal(3, await main.Partners.CountAsync(Stop));
        Assert.Equal(3, await main.Services.CountAsync(Stop));
        Assert.Equal(3, await LiveAsync("alice"));
        Assert.Equal(0, await LiveAsync("bo"));
        Assert.Equal(
            [CasePhase.Refused, CasePhase.Delayed, CasePhase.Notified, CasePhase.Received],
            await main.Cases.OrderBy(c => c.Reference).Select(c => c.Phase).ToListAsync(Stop));
        Assert.True(await main.CaseParts.AnyAsync(p => p.Member == members["dana"].Member && p.ToldAt != null, Stop));
        Assert.Equal(AccountState.Leaving, (await main.Members.SingleAsync(m => m.Id == members["cy"].Member, Stop)).State);
        using var secrets = JsonDocument.Parse(await File.ReadAllTextAsync(store.Get<FillDemonstration>().SecretsFile, Stop));
        Assert.Equal(3, secrets.RootElement.EnumerateArray().Select(s => s.GetProperty("partner").GetString()).Distinct(StringComparer.Ordinal).Count());
        var audit = await store.Get<AuditLedger>().AuditAsync([]);
        Assert.True(audit.IsSound);

        Task<int> LiveAsync(string userId) => main.Selections.CountAsync(s => s.Member == members[userId].Member && s.EndedAt == null, Stop);
    }

    private static async Task<int> EntriesAsync(TestStore store)
    {
        await using var main = store.Main();
        return await main.Ledger.CountAsync(Stop);
    }

    private sealed class PowerCut : Exception;

    /// <summary>Breaks off whatever looks at it, from a set number of looks on.</summary>
    private sealed class BreakingClock() : FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero))
    {
        internal int? BreaksAfter { get; set; }

        public override DateTimeOffset GetUtcNow() => BreaksAfter-- <= 0 ? throw new PowerCut() : base.GetUtcNow();
    }
}
