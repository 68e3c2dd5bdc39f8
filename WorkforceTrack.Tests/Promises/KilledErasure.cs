using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using WorkforceTrack.App.Erasure;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.Domain.Erasure;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Tests.Cast;

namespace WorkforceTrack.Tests.Promises;

/// <summary>
/// The program is killed (SIGKILL) at random moments of erasing: of every member either everything is there, or nothing in the main
/// store; and the next start finishes what was begun, with one receipt for each (T2).
/// </summary>
[Trait("needs", "server")]
public sealed class KilledErasure
{
    private const int EachTime = 4;
    private const string AtOnce = "--Retention:WaitingDays=0";
    private readonly TestFolder disk = new TestFolder().WithKey();
    private readonly Dictionary<Guid, TracedPerson> leaving = [];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

#pragma warning disable RS0030 // The program that is killed lives by the machine's clock.
    private static DateTimeOffset Now => DateTimeOffset.UtcNow;
#pragma warning restore RS0030

    [Fact, Proves("T2"), Proves("T4")]
    public async Task An_erasure_is_whole_or_not_begun_and_the_next_start_finishes_it()
    {
        using var _ = disk;
        var chance = Counts.Chance(5);
        var cut = 0;
        await SettleAsync();
        for (var kill = 0; kill < Counts.Kills; kill++)
        {
            await AskAsync();
            await using (var child = ChildProgram.Serve(disk, AtOnce))
            {
                // One kill in four comes while the program is still starting.
                if (kill % 4 == 3) await Task.Delay(chance.Next(500, 2500), Stop);
                else await child.ListeningAsync();
                await Task.Delay(chance.Next(0, 350), Stop);
                await child.KillAsync();
            }

            cut += await CheckAsync($"kill {kill} of seed {Counts.Seed}");
        }

        await using var store = await OpenAsync();
        await store.Get<EraseMembers>().EraseDueAsync();
        Assert.Equal(0, await CheckAsync("the end", store));
        await using var main = store.Main();
        Assert.Equal(leaving.Count, await main.Leavings.CountAsync(l => l.Step == LeavingStep.Done, Stop));
        Assert.Equal(leaving.Count, await main.Ledger.CountAsync(e => e.Kind == EntryKind.Erasure, Stop));
        Assert.True((await store.Get<AuditLedger>().AuditAsync([("the file", await File.ReadAllTextAsync(disk.CheckpointFile, Stop))])).IsSound);
        TestContext.Current.TestOutputHelper?.WriteLine($"{Counts.Kills} kills from seed {Counts.Seed}: {leaving.Count} members left, {cut} of them were seen between the two phases.");
    }

    private Task<TestStore> OpenAsync() => TestStore.OpenAsync(new Staging { Folder = disk, Clock = new FakeTimeProvider(Now), Settings = [AtOnce] });

    private async Task SettleAsync()
    {
        await using var store = await TestStore.OpenAsync(new Staging { Folder = disk, Clock = new FakeTimeProvider(Now.AddMinutes(-5)), Settings = [AtOnce] });
        var town = await Town.SettleAsync(store.Services, [.. Enumerable.Range(0, Counts.Kills * EachTime).Select(Values)]);
        foreach (var member in town.Members) await town.SelectAsync(member, town.Partners[0]);
    }

    private async Task AskAsync()
    {
        await using var store = await OpenAsync();
        await using var vault = store.Vault();
        foreach (var person in await vault.People.AsNoTracking().Where(p => p.Member != null && p.Leaving == null).Take(EachTime).ToListAsync(Stop))
        {
            var asked = Assert.IsType<LeavingAnswer.Asked>(await store.Get<AskToLeave>().BeginAsync(new App.SignIn.Caller.Member(person, new App.Vault.SessionRow { Id = Guid.NewGuid(), Person = person.Id, SealedDevice = [] })));
            await using var main = store.Main();
            leaving.Add((await main.Leavings.SingleAsync(l => l.Reference == asked.Reference, Stop)).Id, new TracedPerson(person.Id, person.Member!.Value, person.Subject!.Value));
        }

        store.Get<CheckpointFile>().Write(store.Get<LedgerBook>().Head);
    }

    private async Task<int> CheckAsync(string when)
    {
        await using var store = await OpenAsync();
        return await CheckAsync(when, store);
    }

    // Says how many stand between the phases.
    private async Task<int> CheckAsync(string when, TestStore store)
    {
        await using var main = store.Main();
        await using var vault = store.Vault();
        var between = 0;
        foreach (var row in await main.Leavings.AsNoTracking().ToListAsync(Stop))
        {
            var person = leaving[row.Id];
            var inMain = 0;
            foreach (var trace in MemberTraces.InMain) inMain += await trace.CountAsync(main, person);
            var isKnown = await vault.People.AnyAsync(p => p.Id == person.Person, Stop);
            switch (row.Step)
            {
                case LeavingStep.Waiting:
                    Assert.True(isKnown && inMain >= 8, $"{when}: half of a member is gone ({inMain} records left).");
                    break;
                case LeavingStep.Purged:
                    between++;
                    Assert.True(inMain == 0, $"{when}: {inMain} records are left of a member of whom none should be.");
                    break;
                default:
                    Assert.True(inMain == 0 && !isKnown && row.Document is not null, $"{when}: a receipt was written too early.");
                    break;
            }
        }

        return between;
    }

    private static Dictionary<PersonalField, string> Values(int number) => new()
    {
        [PersonalField.UserId] = $"leaver{number}",
        [PersonalField.Email] = $"leaver{number}@post.example",
        [PersonalField.DisplayName] = $"Leaver {number}",
        [PersonalField.Region] = "The north",
        [PersonalField.Skills] = "Weaving",
    };
}
