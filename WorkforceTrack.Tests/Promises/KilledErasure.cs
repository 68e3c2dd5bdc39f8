using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using WorkforceTrack.App.Backups;
using WorkforceTrack.App.Erasure;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.LegalProcess;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Erasure;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.LegalProcess;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Tests.Cast;

namespace WorkforceTrack.Tests.Promises;

/// <summary>
/// The program is killed (SIGKILL) at random moments of erasing: of every member either everything is there, or nothing in the main
/// store; and the next start finishes what was begun, with one receipt for each (T2). Of one in four a hold keeps a field, which opens at
/// every moment, by the vault and in the end by its copy (D6); and in the copy there is nobody who was erased (T4).
/// </summary>
[Trait("needs", "server")]
public sealed class KilledErasure
{
    private const int EachTime = 4;
    private const string AtOnce = "--Retention:WaitingDays=0";
    private readonly TestFolder disk = new TestFolder().WithKey();
    private readonly Dictionary<Guid, TracedPerson> leaving = [];

    private string[] Settings => [AtOnce, $"--Backup:Directory={Path.Combine(disk.Root, "backups")}"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

#pragma warning disable RS0030 // The program that is killed lives by the machine's clock.
    private static DateTimeOffset Now => DateTimeOffset.UtcNow;
#pragma warning restore RS0030

    [Fact, Proves("T2"), Proves("T4"), Proves("D6")]
    public async Task An_erasure_is_whole_or_not_begun_and_the_next_start_finishes_it()
    {
        using var _ = disk;
        var chance = Counts.Chance(5);
        var cut = 0;
        await SettleAsync();
        for (var kill = 0; kill < Counts.Kills; kill++)
        {
            await AskAsync();
            await using (var child = ChildProgram.Serve(disk, Settings))
            {
                // One kill in four comes while the program is still starting.
                if (kill % 4 == 3) await Task.Delay(chance.Next(500, 2500), Stop);
                else await child.ListeningAsync();
                await Task.Delay(chance.Next(0, 1500), Stop);
                await child.KillAsync();
            }

            cut += await CheckAsync($"kill {kill} of seed {Counts.Seed}");
        }

        await using var store = await OpenAsync();
        await store.Get<EraseMembers>().EraseDueAsync();
        Assert.Equal(0, await CheckAsync("the end", store));
        await CheckCopyAsync(store, [.. leaving.Values.Where(p => p.IsHeld)]);
        await store.Writer.WriteAsync(work => work.Db.CaseParts.ExecuteUpdateAsync(set => set.SetProperty(p => p.Held, FieldSet.Empty)));
        await store.Get<EraseMembers>().EraseDueAsync();
        await CheckCopyAsync(store, []);
        await using var main = store.Main();
        Assert.Equal(leaving.Count, await main.Leavings.CountAsync(l => l.Step == LeavingStep.Done, Stop));
        Assert.Equal(leaving.Count, await main.Ledger.CountAsync(e => e.Kind == EntryKind.Erasure, Stop));
        Assert.True((await store.Get<AuditLedger>().AuditAsync([("the file", await File.ReadAllTextAsync(disk.CheckpointFile, Stop))])).IsSound);
        TestContext.Current.TestOutputHelper?.WriteLine($"{Counts.Kills} kills from seed {Counts.Seed}: {leaving.Count} members left, {cut} of them were seen between the two phases.");
    }

    private Task<TestStore> OpenAsync() => TestStore.OpenAsync(new Staging { Folder = disk, Clock = new FakeTimeProvider(Now), Settings = Settings });

    private async Task SettleAsync()
    {
        await using var store = await TestStore.OpenAsync(new Staging { Folder = disk, Clock = new FakeTimeProvider(Now.AddMinutes(-5)), Settings = Settings });
        var town = await Town.SettleAsync(store.Services, [.. Enumerable.Range(0, Counts.Kills * EachTime).Select(Values)]);
        foreach (var member in town.Members) await town.SelectAsync(member, town.Partners[0]);
        await store.Get<CreateBackup>().CreateAsync();
    }

    private async Task AskAsync()
    {
        await using var store = await OpenAsync();
        await using var vault = store.Vault();
        foreach (var person in await vault.People.AsNoTracking().Where(p => p.Member != null && p.Leaving == null).Take(EachTime).ToListAsync(Stop))
        {
            var asked = Assert.IsType<LeavingAnswer.Asked>(await store.Get<AskToLeave>().BeginAsync(new App.SignIn.Caller.Member(person, new SessionRow { Id = Guid.NewGuid(), Person = person.Id, SealedDevice = [] })));
            await using var main = store.Main();
            var traced = new TracedPerson(person.Id, person.Member!.Value, person.Subject!.Value);
            if (leaving.Count % EachTime == 0) traced = traced with { HeldFields = [PersonalField.Skills], LeftOutParts = [await HoldAsync(store, traced)] };
            leaving.Add((await main.Leavings.SingleAsync(l => l.Reference == asked.Reference, Stop)).Id, traced);
        }

        store.Get<CheckpointFile>().Write(store.Get<LedgerBook>().Head);
    }

    private static async Task<Guid> HoldAsync(TestStore store, TracedPerson person)
    {
        var part = new CasePartRow
        {
            Evidence = Guid.NewGuid(), Case = new CaseId(Guid.NewGuid()), Member = person.Member, Recipient = Guid.NewGuid(),
            NameSalt = [1], NameCommitment = new byte[32], Held = FieldSet.Of(PersonalField.Skills), HeldUntil = Now.AddDays(90),
        };
        await store.Writer.WriteAsync(work => Task.FromResult(work.Db.CaseParts.Add(part)));
        return part.Evidence;
    }

    // The copy of the vault: of whoever left, these alone are in it, and what is held of them opens by it.
    private async Task CheckCopyAsync(TestStore store, TracedPerson[] held)
    {
        var file = Path.Combine(disk.Root, $"{Guid.NewGuid():N}.db");
        await store.Get<VaultCopies>().OpenAsync(Assert.Single(store.Get<VaultCopies>().Files()).File, file);
        await using var vault = StoreDoor.VaultContext($"Data Source={file};Pooling=False");
        var gone = leaving.Values.Select(p => p.Person).ToList();
        Assert.Equal(held.Select(p => p.Person).Order(), await vault.People.Where(p => gone.Contains(p.Id)).OrderBy(p => p.Id).Select(p => p.Id).ToListAsync(Stop));
        await using var main = store.Main();
        foreach (var person in held) Assert.True(await OpensAsync(store, main, vault, person), "A held value does not open by the copy of the vault.");
    }

    private static async Task<bool> OpensAsync(TestStore store, MainDb main, VaultDb vault, TracedPerson person)
    {
        var value = await main.SealedFields.AsNoTracking().SingleAsync(f => f.Member == person.Member && f.Field == PersonalField.Skills, Stop);
        using var keys = store.Get<KeyRing>().FieldKeys(await vault.People.AsNoTracking().SingleAsync(p => p.Id == person.Person, Stop));
        return FieldVault.Open(keys, person.Member, value.Field, value.Sealed).Open() == "Weaving";
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
                    Assert.True(isKnown && inMain >= (person.IsHeld ? 6 : 8), $"{when}: half of a member is gone ({inMain} records left).");
                    break;
                case LeavingStep.Held:
                    Assert.True(inMain == 0 && person.IsHeld && await OpensAsync(store, main, vault, person), $"{when}: a hold keeps more or less than it names ({inMain} records).");
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
