using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.LegalProcess;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.LegalProcess;

namespace WorkforceTrack.Tests.Promises;

/// <summary>
/// The program is killed (SIGKILL) at random moments while orders to be silent run out one after the other: each member is told of it
/// once, by one mail, whatever was going on (D7).
/// </summary>
[Trait("needs", "server")]
public sealed class KilledNotices
{
    private static readonly TimeSpan OneStart = TimeSpan.FromSeconds(4);
    private readonly TestFolder disk = new TestFolder().WithKey();

    [Fact, Proves("D7")]
    public async Task No_notice_is_lost_or_sent_twice()
    {
        using var _ = disk;
        var chance = Counts.Chance(4);
        var cases = Counts.Kills * 8;
        var members = await PrepareAsync(cases, chance);
        for (var kill = 0; kill < Counts.Kills; kill++)
        {
            await using var child = ChildProgram.Serve(disk);
            if (kill % 5 != 4) await child.ListeningAsync();
            await Task.Delay(chance.Next(0, 1200), TestContext.Current.CancellationToken);
            await child.KillAsync();
        }

        var before = await ToldAsync();
        await using (var last = ChildProgram.Serve(disk))
        {
            await last.ListeningAsync();
            for (var wait = 0; wait < 240 && (await ToldAsync() < cases || await WaitingAsync() > 0); wait++) await Task.Delay(500, TestContext.Current.CancellationToken);
        }

        await using var store = await TestStore.OpenAsync(new Staging { Folder = disk, Clock = new FakeTimeProvider(Now) });
        await using var main = store.Main();
        var notices = (await main.Ledger.AsNoTracking().Where(e => e.Kind == EntryKind.Notice).Select(e => e.Subject).ToListAsync(TestContext.Current.CancellationToken)).CountBy(s => s!.Value).ToDictionary();
        Assert.Equal(members.Count, notices.Count);
        Assert.All(members, subject => Assert.Equal(1, notices.GetValueOrDefault(subject)));
        var mails = Directory.GetFiles(disk.MailFolder, "*.eml").Select(File.ReadAllText).Where(text => text.Contains("demanded by law", StringComparison.Ordinal)).ToList();
        Assert.Equal(cases, mails.Count);
        Assert.Equal(cases, mails.Select(AddressOf).Distinct(StringComparer.Ordinal).Count());
        Assert.Empty(await main.Mail.ToListAsync(TestContext.Current.CancellationToken));
        foreach (var row in await main.Cases.AsNoTracking().ToListAsync(TestContext.Current.CancellationToken))
        {
            Assert.Equal(CasePhase.Closed, row.Phase);
            Assert.NotNull(Assert.Single(App.LegalProcess.CaseBook.Restore(row).File.Notices).DeliveredAt);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{Counts.Kills} kills from seed {Counts.Seed}: {before} of {cases} notices had gone out before the last start, each once.");
    }

#pragma warning disable RS0030 // The program that is killed lives by the machine's clock.
    private static DateTimeOffset Now => DateTimeOffset.UtcNow;
#pragma warning restore RS0030

    /// <summary>One member a case; the orders end from now on, spread over all the starts that follow.</summary>
    private async Task<IReadOnlyList<LedgerSubject>> PrepareAsync(int cases, Random chance)
    {
        var subjects = new List<LedgerSubject>();
        var clock = new FakeTimeProvider(Now.AddMinutes(-10));
        await using var office = await CaseOffice.OpenAsync(new Staging { Folder = disk, Clock = clock });
        for (var number = 0; number < cases; number++)
        {
            var member = await office.JoinAsync($"silent{number}");
            subjects.Add(member.Person.Subject!.Value);
            await office.ReceiveAsync();
            await office.CheckedAsync(Demand.Order(Now.AddSeconds(2) + (OneStart * Counts.Kills * chance.NextDouble())), member);
            await (await office.GoAsync('P', new CaseMove.Delay())).ApprovedAsync();
            await office.ProduceAsync();
            await office.GoAsync('P', new CaseMove.Close());
        }

        return subjects;
    }

    private static string AddressOf(string mail) => mail.Split('\n').First(line => line.StartsWith("To:", StringComparison.Ordinal));

    private Task<int> ToldAsync() => CountAsync(db => db.CaseParts.CountAsync(p => p.ToldAt != null));

    private Task<int> WaitingAsync() => CountAsync(db => db.Mail.CountAsync());

    private async Task<int> CountAsync(Func<MainDb, Task<int>> count)
    {
        await using var main = new App.Storage.Sqlite.SqliteMainDb(new DbContextOptionsBuilder<App.Storage.Sqlite.SqliteMainDb>().UseSqlite($"Data Source={disk.MainFile};Mode=ReadOnly;Pooling=False").Options);
        return await count(main);
    }
}
