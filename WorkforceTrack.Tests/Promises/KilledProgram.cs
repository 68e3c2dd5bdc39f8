using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Tests.Cast;

namespace WorkforceTrack.Tests.Promises;

/// <summary>
/// The program is killed (SIGKILL) at random moments under load, and started again on the same disk: what it answered is
/// there, the ledger verifies, and no hand is needed (SE1).
/// </summary>
[Trait("needs", "server")]
public sealed class KilledProgram
{
    private static readonly string[] Unhurried =
    [
        "--Security:AttemptsPerAddress=1000000", "--Security:AttemptsPerUserId=1000000", "--Security:RegistrationsPerHour=1000000", "--Security:CodeMailsPerHour=1000000",
        "--Security:TokenRequestsPerMinute=1000000", "--Security:PartnerRequestsPerMinute=1000000",
    ];

    private readonly ConcurrentDictionary<(LedgerSubject Subject, FieldSet Fields), int> reads = [];
    private readonly ConcurrentDictionary<string, string> registered = [];
    private readonly ConcurrentDictionary<string, int> entered = [];
    private readonly TestFolder disk = new TestFolder().WithKey();
    private int names;

    private int Acknowledged => reads.Values.Sum() + registered.Count + entered.Values.Sum();

    [Fact, Proves("SE1")]
    public async Task Whatever_was_answered_before_a_kill_is_there_after_it()
    {
        using var _ = disk;
        var chance = Counts.Chance();
        Target target;
        await using (var store = await TestStore.OpenAsync(new Staging { Folder = disk, Clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(DateTimeOffset.UtcNow.AddMinutes(-5)) }))
        {
            target = await PrepareAsync(store);
        }

        for (var kill = 0; kill < Counts.Kills; kill++)
        {
            await using (var child = ChildProgram.Serve(disk, Unhurried))
            {
                // One kill in four comes while the program is still starting.
                if (kill % 4 == 3) await Task.Delay(chance.Next(2000), TestContext.Current.CancellationToken);
                else await LoadUntilKilledAsync(child, target, chance.Next(100, 1500));
                await child.KillAsync();
            }

            await CheckAsync($"kill {kill} of seed {Counts.Seed}");
        }

        Assert.True(Acknowledged >= Counts.Kills * 3, $"Only {Acknowledged} answers came: the load was too small.");
        var (code, said) = await ChildProgram.RunAsync(disk, "ledger", "verify");
        Assert.True(code == 0, said);
        await MailIsHandedOverAsync();
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{Counts.Kills} kills from seed {Counts.Seed}: {reads.Values.Sum()} reads, {registered.Count} registrations and {entered.Values.Sum()} log-ins were answered, none was lost.");
    }

    [Fact, Proves("SE1")]
    public async Task A_first_start_that_is_killed_is_begun_anew_without_a_hand()
    {
        var chance = Counts.Chance(1);
        for (var kill = 0; kill < Math.Max(2, Counts.Kills / 5); kill++)
        {
            using var fresh = new TestFolder().WithKey();
            await using (var child = ChildProgram.Serve(fresh, Unhurried))
            {
                await Task.Delay(chance.Next(3000), TestContext.Current.CancellationToken);
                await child.KillAsync();
            }

            await using (var next = ChildProgram.Serve(fresh, Unhurried)) await next.ListeningAsync();
            await using var store = await TestStore.OpenAsync(new Staging { Folder = fresh });
            Assert.True((await store.Get<AuditLedger>().AuditAsync([("the file", await File.ReadAllTextAsync(fresh.CheckpointFile, TestContext.Current.CancellationToken))])).IsSound);
            await Demonstration.FillDemonstrationTests.AssertWholeAsync(store);
        }
    }

    private static async Task<Target> PrepareAsync(TestStore store)
    {
        var town = await Town.SettleAsync(store.Services, [.. Enumerable.Range(0, 4).Select(Values)]);
        var partner = town.Partners[0];
        var subjects = new List<(Guid, LedgerSubject)>();
        foreach (var member in town.Members)
        {
            await town.SelectAsync(member, partner);
            subjects.Add(((await town.SubjectAsync(member, partner))!.Value.Value, member.Person.Subject!.Value));
        }

        store.Get<CheckpointFile>().Write(store.Get<LedgerBook>().Head);
        return new Target(partner, subjects, Domain.Partners.ServiceOffer.FieldsOf(partner.Terms));
    }

    private async Task LoadUntilKilledAsync(ChildProgram child, Target target, int milliseconds)
    {
        var address = await child.ListeningAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var workers = new[] { 0, 1, 2 }.Select(n => UntilItBreaksAsync(stop.Token, () => ReadAsync(address, target, new Random(n + milliseconds), stop.Token)))
            .Append(UntilItBreaksAsync(stop.Token, () => RegisterAndEnterAsync(address, stop.Token))).ToList();
        var before = Acknowledged;
        // Not before the first answer: on a busy machine the load would be none.
        while (Acknowledged == before && !workers.Exists(w => w.IsFaulted)) await Task.Delay(10, TestContext.Current.CancellationToken);
        await Task.Delay(milliseconds, TestContext.Current.CancellationToken);
        await child.KillAsync();
        await stop.CancelAsync();
        try
        {
            await Task.WhenAll(workers);
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException($"{failure.Message}\nThe program said: {child.Output}", failure);
        }
    }

    private static async Task UntilItBreaksAsync(CancellationToken stop, Func<Task> work)
    {
        try
        {
            while (!stop.IsCancellationRequested) await work();
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException)
        {
            // The program is gone; an answer that did not arrive whole is no answer.
        }
    }

    private async Task ReadAsync(Uri address, Target target, Random chance, CancellationToken stop)
    {
        using var http = new HttpClient { BaseAddress = address };
        using (var token = await http.PostAsync("/connect/token", new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", target.Partner.ClientId), new("client_secret", target.Partner.Secret)]), stop))
        {
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await token.Content.ReadFromJsonAsync<JsonElement>(stop)).GetProperty("access_token").GetString());
        }

        while (!stop.IsCancellationRequested)
        {
            var (name, subject) = target.Subjects[chance.Next(target.Subjects.Count)];
            var fields = FieldSet.From(target.Fields.Where(_ => chance.Next(2) == 0));
            if (fields.IsEmpty) continue;
            using var answer = await http.GetAsync($"/partner/v1/members/{name}?fields={fields}", stop);
            var body = await answer.Content.ReadAsStringAsync(stop);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"A read was answered with {(int)answer.StatusCode}: {body}");
            reads.AddOrUpdate((subject, fields), 1, (_, count) => count + 1);
        }
    }

    private async Task RegisterAndEnterAsync(Uri address, CancellationToken stop)
    {
        using var browser = new PlainBrowser(new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = address });
        while (!stop.IsCancellationRequested)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"newcomer{Interlocked.Increment(ref names)}");
            using var answer = await browser.SendAsync(
                "/register", [new("UserId", name), new("Password", Town.Password), new("Email", $"{name}@post.example"), new("DisplayName", name), new("AcceptPolicy", "true")]);
            Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"A registration was answered with {(int)answer.StatusCode}.");
            registered[name] = $"{name}@post.example";
            using var visitor = new PlainBrowser(new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = address });
            using var inside = await visitor.SendAsync("/login", [new("UserId", name), new("Password", Town.Password)]);
            Assert.True(inside.StatusCode == HttpStatusCode.Redirect, $"A log-in was answered with {(int)inside.StatusCode}.");
            entered.AddOrUpdate(name, 1, (_, count) => count + 1);
        }
    }

    /// <summary>Opens the disk as the next start does, and looks for everything that was answered.</summary>
    private async Task CheckAsync(string when)
    {
        var witness = await File.ReadAllTextAsync(disk.CheckpointFile, TestContext.Current.CancellationToken);
        await using var store = await TestStore.OpenAsync(new Staging { Folder = disk });
        var report = await store.Get<AuditLedger>().AuditAsync([("the file", witness)]);
        Assert.True(report.IsSound, $"After {when}: {string.Join(' ', report.Findings.Take(3))}");

        await using var main = store.Main();
        var entries = new Dictionary<(LedgerSubject, FieldSet), int>();
        var collected = new HashSet<LedgerSubject>();
        foreach (var body in await main.Ledger.AsNoTracking().Where(e => e.Kind == EntryKind.Disclosure || e.Kind == EntryKind.Collection).Select(e => e.Body).ToListAsync(TestContext.Current.CancellationToken))
        {
            Assert.True(CanonicalEntry.TryDecode(body, out var entry));
            if (entry.Kind == EntryKind.Collection) collected.Add(entry.Subject!.Value);
            else entries[(entry.Subject!.Value, entry.Fields)] = entries.GetValueOrDefault((entry.Subject!.Value, entry.Fields)) + 1;
        }

        Assert.All(reads, read => Assert.True(entries.GetValueOrDefault(read.Key) >= read.Value, $"After {when}: a read of {read.Key.Fields} was answered and is not recorded."));
        await using var vault = store.Vault();
        var keys = store.Get<KeyRing>();
        foreach (var name in registered.Keys)
        {
            var index = keys.UserIdIndex(name);
            var person = await vault.People.AsNoTracking().SingleOrDefaultAsync(p => p.UserIdIndex == index, TestContext.Current.CancellationToken);
            Assert.True(person is { Member: not null, Subject: not null } && collected.Contains(person.Subject.Value), $"After {when}: a registration was answered and is not there.");
            Assert.Equal(3, await main.SealedFields.CountAsync(f => f.Member == person.Member, TestContext.Current.CancellationToken));
            Assert.True(await vault.Sessions.CountAsync(s => s.Person == person.Id, TestContext.Current.CancellationToken) >= entered.GetValueOrDefault(name), $"After {when}: a log-in was answered and has no session.");
        }
    }

    /// <summary>Everyone who was told to look in the mail gets one, once the program has time.</summary>
    private async Task MailIsHandedOverAsync()
    {
        await using var child = ChildProgram.Serve(disk, Unhurried);
        await child.ListeningAsync();
        var waiting = registered.Values.ToHashSet(StringComparer.Ordinal);
        var patience = DateTime.UtcNow.AddMinutes(1);
        while (waiting.Count > 0 && DateTime.UtcNow < patience)
        {
            foreach (var file in Directory.EnumerateFiles(disk.MailFolder, "*.eml"))
                waiting.ExceptWith((await MimeMessage.LoadAsync(file, TestContext.Current.CancellationToken)).To.Mailboxes.Select(m => m.Address));
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        Assert.True(waiting.Count == 0, $"{waiting.Count} of {registered.Count} who were told to look in their mail got none.");
    }

    private static Dictionary<PersonalField, string> Values(int member) => Names.All<PersonalField>().ToDictionary(f => f, f => f switch
    {
        PersonalField.Email => $"m{member}@post.example",
        PersonalField.UserId => $"member{member}",
        _ => string.Create(CultureInfo.InvariantCulture, $"{Names.Of(f)} of {member}"),
    });

    private sealed record Target(TownPartner Partner, IReadOnlyList<(Guid Name, LedgerSubject Subject)> Subjects, FieldSet Fields);
}
