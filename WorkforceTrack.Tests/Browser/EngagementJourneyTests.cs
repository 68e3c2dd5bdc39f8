using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Playwright;
using MimeKit;
using WorkforceTrack.App.Demonstration;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Members;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Browser;

/// <summary>
/// An engagement from its draft to its settlement, in Chromium, as those live it who enter it, confirm it, work under it and are looked
/// at. The clock is the test's, and the job that sweeps sessions is left out: the end of the term must hold without it.
/// </summary>
[Collection(Journeys.Name), Trait("needs", "browser")]
public sealed class EngagementJourneyTests(Chromium browser)
{
    private const string Firm = "Lantern Assurance";
    private const string Auditor = "otto";
    private const string Secret = "seven quiet herons at dusk";
    private const string Why = "Sample line 9: compare the region with the list of branches.";

    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact, Proves("D5"), Proves("O4")]
    public async Task An_auditor_reads_what_was_signed_until_the_end_and_gives_back_what_the_ledger_says()
    {
        await using var program = await StartAsync();
        await using var priya = await browser.VisitAsync(program);
        await priya.LogInAsync("priya");
        var path = await EnterAsync(priya);
        await using var mina = await browser.VisitAsync(program);
        await mina.LogInAsync("mina");
        var goran = await ConfirmAsync(mina, path);

        await using var auditor = await browser.VisitAsync(program);
        await ChooseAPasswordAsync(auditor, program);
        await ReadAsync(auditor, program, goran);
        await SeeAsMemberAsync(program);

        var (form, record, post) = (await OpenFormAsync(auditor, goran), await OpenRecordAsync(auditor, goran), await OpenFormAsync(auditor, goran));
        auditor.Expecting(HttpStatusCode.Unauthorized);
        clock.Advance(TimeSpan.FromDays(40));
        await BeRefusedAsync(form, record, post);

        await SettleAsync(mina, priya, program, path, goran);
        foreach (var visit in new[] { priya, mina, auditor }) visit.AssertQuiet();
        Assert.True((await program.Get<AuditLedger>().AuditAsync([])).IsSound);
    }

    private async Task<RunningProgram> StartAsync()
    {
        var program = await RunningProgram.StartAsync(new Staging
        {
            Clock = clock,
            // Nothing but the term ends a session here.
            Settings = ["--Security:SessionIdle=90.00:00:00", "--Security:SessionAbsolute=90.00:00:00", "--Security:AttemptsPerAddress=100000", "--Security:AttemptsPerUserId=100000"],
            Services = services => services.Remove(services.Single(s => s.ServiceType == typeof(IHostedService) && s.ImplementationType == typeof(SweepSessions))),
        });
        await program.Get<PolicyShelf>().BeginAsync();
        await program.Get<FillDemonstration>().FillAsync();
        return program;
    }

    private static async Task<string> EnterAsync(Visit officer)
    {
        await officer.GoAsync("/console/engagements");
        await officer.EnterAsync("Enter an engagement");
        await officer.ArriveAsync("Enter an engagement");
        await officer.SettleAsync();
        var page = officer.Page;
        await Visit.SeeAsync(page.Locator("#f-engaged-name"));
        await EveryPageTests.AssertWholeAsync(officer);
        await page.Locator("#f-engaged-name").FillAsync(Firm);
        await page.Locator("#f-engaged-contact").FillAsync("privacy@lantern-assurance.example");
        await page.GetByLabel("Region", new() { Exact = true }).CheckAsync();
        await page.GetByLabel("Occupation", new() { Exact = true }).CheckAsync();
        await page.Locator("#f-engaged-until").FillAsync("2026-03-31");
        await officer.Named("Enter it as a draft").ClickAsync();
        await officer.ArriveAsync(Firm);
        await Visit.SeeAsync(page.Locator("#f-scope-member"));
        foreach (var (member, count) in new[] { ("goran", 1), ("ivo", 2) })
        {
            await page.Locator("#f-scope-member").FillAsync(member);
            await officer.Named("Put within the scope").ClickAsync();
            await Assertions.Expect(page.Locator(".scope li")).ToHaveCountAsync(count, new() { Timeout = Visit.Patience });
        }

        await page.Locator("#f-person-user-id").FillAsync(Auditor);
        await page.Locator("#f-person-address").FillAsync($"{Auditor}@lantern-assurance.example");
        await page.Locator("#f-person-name").FillAsync("Otto Brandis");
        await officer.Named("Enter this person").ClickAsync();
        await officer.SeeAsync("Otto Brandis");
        await page.Locator("#f-signed-document").SetInputFilesAsync(new FilePayload { Name = "signed.pdf", MimeType = "application/pdf", Buffer = AuditPaper("signed") });
        await officer.SeeAsync("Everything is there.");
        await Assertions.Expect(officer.Named("Confirm the engagement")).ToHaveCountAsync(0);
        var path = new Uri(page.Url).AbsolutePath;
        await officer.GoAsync(path);
        await officer.SeeAsync("Everything is there.");
        await EveryPageTests.AssertWholeAsync(officer);
        return path;
    }

    /// <summary>Gives the name under which the engagement knows goran.</summary>
    private static async Task<string> ConfirmAsync(Visit manager, string path)
    {
        await manager.GoAsync("/console");
        await manager.Page.GetByRole(AriaRole.Link, new() { Name = "A draft to confirm" }).ClickAsync();
        await Visit.ReachAsync(manager.Page, path);
        await Visit.SeeAsync(manager.Page.Locator("#f-scope-question"));
        await manager.Page.Locator("#f-scope-question").FillAsync("goran");
        await manager.Named("Look").ClickAsync();
        var answer = manager.Page.Locator("#scope [role=status]");
        await Visit.SeeTextAsync(answer, "Yes, as Member");
        await EveryPageTests.AssertWholeAsync(manager);
        await PressAsync(manager, "Confirm the engagement", "Confirm");
        await manager.SeeAsync("In force");
        var known = (await answer.TextContentAsync())!.Replace("Yes, as ", "", StringComparison.Ordinal).TrimEnd('.');
        await LookAsync(manager, path);
        return known;
    }

    private static async Task ChooseAPasswordAsync(Visit auditor, RunningProgram program)
    {
        var letter = await MailAsync(program, "Your log-in at");
        await auditor.GoAsync("/reset");
        await auditor.TypeAsync("User ID or mail address", Auditor);
        await auditor.TypeAsync("Code", Accounts.CodeIn(letter));
        await auditor.TypeAsync("New password", Secret);
        await auditor.EnterAsync("Change the password");
        await auditor.ArriveAsync("Your password is changed");
        await auditor.EnterAsync(auditor.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "Log in" }));
        await auditor.ArriveAsync("Log in");
        await auditor.TypeAsync("User ID", Auditor);
        await auditor.TypeAsync("Password", Secret);
        await auditor.Page.Keyboard.PressAsync("Enter");
        await auditor.ArriveAsync(Firm);
        await Visit.ReachAsync(auditor.Page, "/engagement$");
        await EveryPageTests.AssertWholeAsync(auditor);
    }

    private static async Task ReadAsync(Visit auditor, RunningProgram program, string goran)
    {
        await auditor.EnterAsync(goran);
        await auditor.ArriveAsync(goran);
        await auditor.SettleAsync();
        await EveryPageTests.AssertWholeAsync(auditor);
        // Whoever changes the page asks for what was not signed.
        await auditor.Page.Locator("input[value=occupation]").EvaluateAsync("box => { box.value = 'phone'; box.checked = true; }");
        await auditor.Page.Locator("textarea").FillAsync(Why);
        await auditor.Named("Open").ClickAsync();
        await auditor.SeeAsync("A field was asked for that the engagement does not list.");
        await EveryPageTests.AssertWholeAsync(auditor);
        Assert.Contains((await LastAsync(program)).Refusals, reason => reason == RefusalReason.FieldOutsideEngagement);

        await auditor.GoAsync(new Uri(auditor.Page.Url).AbsolutePath);
        await auditor.TypeAsync("Why you need it", Why);
        await auditor.TickAsync("Region");
        await auditor.EnterAsync("Open");
        await auditor.ArriveAsync("One record");
        await auditor.SeeAsync("South quay");
        await EveryPageTests.AssertWholeAsync(auditor);
        await auditor.EnterAsync("Close the record");
        await auditor.ArriveAsync(Firm);
    }

    private async Task SeeAsMemberAsync(RunningProgram program)
    {
        await using var member = await browser.VisitAsync(program);
        await member.LogInAsync("goran");
        await member.GoAsync("/me/disclosures");
        var line = Line(member, $"{Firm} read your data");
        await Visit.SeeTextAsync(line, Why);
        await Visit.SeeTextAsync(line, PolicyWords.Of(Purpose.Audit));
        await Visit.SeeTextAsync(line, "privacy@lantern-assurance.example");
        await Visit.SeeTextAsync(line, "Region");
        await Visit.SeeAsync(Line(member, $"{Firm} asked for your data and got nothing"));
        await Visit.SeeAsync(Line(member, $"{Firm} may read some of your data, for a time"));
        await EveryPageTests.AssertWholeAsync(member);

        var file = await member.TakeAsync(line.GetByRole(AriaRole.Link, new() { Name = "Take the proof" }));
        using var anyone = program.NewClient();
        Assert.True(VerifierKey.TryParse((await anyone.GetStringAsync("/ledger/key", Stop)).TrimEnd('\n'), out var key));
        Assert.True(TlogProof.TryParse(file, out var proof));
        Assert.Equal(ProofVerdict.Proven, proof.Verify(key, CheckpointSigner.Check));
        Assert.True(CanonicalEntry.TryDecode(proof.Entry.AsSpan(), out var entry));
        Assert.Equal((EntryKind.Disclosure, RecipientKind.Engaged, Purpose.Audit, LegalBasis.Engagement), (entry.Kind, entry.RecipientKind, entry.Purpose, entry.Basis));
        member.AssertQuiet();
    }

    private static async Task<IPage> OpenFormAsync(Visit auditor, string goran)
    {
        var tab = await auditor.Context.NewPageAsync();
        await tab.GotoAsync("/engagement");
        await tab.GetByRole(AriaRole.Link, new() { Name = goran }).ClickAsync();
        await Visit.SeeAsync(tab.GetByRole(AriaRole.Heading, new() { Name = goran }));
        await auditor.SettleAsync(tab);
        return tab;
    }

    private static async Task<IPage> OpenRecordAsync(Visit auditor, string goran)
    {
        var tab = await OpenFormAsync(auditor, goran);
        await tab.Locator("textarea").FillAsync(Why);
        await tab.GetByLabel("Region", new() { Exact = true }).CheckAsync();
        await tab.GetByRole(AriaRole.Button, new() { Name = "Open", Exact = true }).ClickAsync();
        await Visit.SeeAsync(tab.GetByText("South quay"));
        await auditor.SettleAsync(tab);
        return tab;
    }

    // Three pages stood open: none carries anything out any more, and what one showed is gone.
    private static async Task BeRefusedAsync(IPage form, IPage record, IPage post)
    {
        await form.GetByRole(AriaRole.Button, new() { Name = "Look again" }).ClickAsync();
        await Visit.ReachAsync(form, "/login\\?ended=true");
        await Visit.ReachAsync(record, "/login");
        await Assertions.Expect(record.GetByText("South quay")).ToHaveCountAsync(0);
        // By what it does, or before it could.
        await Task.WhenAny(PostAsync(), post.WaitForURLAsync(url => url.Contains("/login", StringComparison.Ordinal)));
        await Visit.ReachAsync(post, "/login");
        await Assertions.Expect(post.GetByText("South quay")).ToHaveCountAsync(0);
        // And nobody comes in again.
        await post.Locator("input[name=UserId]").FillAsync(Auditor);
        await post.Locator("input[name=Password]").FillAsync(Secret);
        await post.RunAndWaitForResponseAsync(() => post.Locator("form.form button[type=submit]").ClickAsync(), r => r.Request.Method == "POST" && r.Status == (int)HttpStatusCode.Unauthorized);

        async Task PostAsync()
        {
            await post.Locator("textarea").FillAsync(Why);
            await post.GetByLabel("Region", new() { Exact = true }).CheckAsync();
            await post.GetByRole(AriaRole.Button, new() { Name = "Open", Exact = true }).ClickAsync();
        }
    }

    private async Task SettleAsync(Visit manager, Visit officer, RunningProgram program, string path, string goran)
    {
        var asked = await MailAsync(program, "Return or destroy what you received");
        Assert.Equal($"{Auditor}@lantern-assurance.example", Assert.Single(asked.To.Mailboxes).Address);
        await officer.GoAsync("/console");
        var waits = officer.Page.GetByRole(AriaRole.Region, new() { Name = "Engagements" });
        await Visit.SeeTextAsync(waits, "Return or destroy");
        await Assertions.Expect(waits.GetByText("Overdue")).ToHaveCountAsync(0);
        clock.Advance(TimeSpan.FromDays(25));
        await officer.GoAsync("/console");
        await Visit.SeeTextAsync(waits, "Overdue");
        await EveryPageTests.AssertWholeAsync(officer);

        await manager.GoAsync(path);
        var task = manager.Page.GetByRole(AriaRole.Region, new() { Name = "Return or destroy" });
        await Visit.SeeTextAsync(task, "Overdue");
        // The refused field is not on it, nor the member who was never read, nor the field that was never asked for.
        var rows = task.Locator("tbody tr");
        await Assertions.Expect(rows).ToHaveCountAsync(1, new() { Timeout = Visit.Patience });
        Assert.Equal([goran, "Region", "2"], (await rows.Locator("th, td").AllInnerTextsAsync()).Take(3).Select(t => t.Trim()));
        await EveryPageTests.AssertWholeAsync(manager);
        await manager.Page.Locator("#f-certificate-file").SetInputFilesAsync(new FilePayload { Name = "certificate.pdf", MimeType = "application/pdf", Buffer = AuditPaper("destroyed") });
        await PressAsync(manager, "Record the certificate", "Settle");
        await manager.SeeAsync("Settled");
        await LookAsync(manager, path);
        await manager.GoAsync("/console/engagements");
        await Visit.SeeAsync(manager.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = Firm }).Filter(new() { HasText = "Settled" }));
        await EveryPageTests.AssertWholeAsync(manager);
    }

    // Anew, without the words that come and go.
    private static async Task LookAsync(Visit visit, string path)
    {
        await visit.GoAsync(path);
        await Visit.SeeAsync(visit.Page.Locator("#given"));
        await EveryPageTests.AssertWholeAsync(visit);
    }

    private static async Task PressAsync(Visit visit, string name, string yes)
    {
        await visit.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).First.ClickAsync();
        await visit.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = yes, Exact = true }).ClickAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0, new() { Timeout = Visit.Patience });
    }

    private static ILocator Line(Visit visit, string title) => visit.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = title }).First;

    private static byte[] AuditPaper(string what) => Encoding.ASCII.GetBytes($"%PDF-1.7 {what}, made up for a test");

    private static async Task<LedgerEntry> LastAsync(RunningProgram program)
    {
        await using var store = program.Get<Microsoft.EntityFrameworkCore.IDbContextFactory<App.Storage.MainDb>>().CreateDbContext();
        return CanonicalEntry.TryDecode(store.Ledger.OrderByDescending(e => e.Index).Select(e => e.Body).First(), out var entry) ? entry : throw new InvalidDataException("An entry does not decode.");
    }

    private static async Task<MimeMessage> MailAsync(RunningProgram program, string subject)
    {
        while (true)
        {
            foreach (var file in Directory.Exists(program.Folder.MailFolder) ? Directory.GetFiles(program.Folder.MailFolder, "*.eml") : [])
            {
                var mail = await MimeMessage.LoadAsync(file, Stop);
                if (mail.Subject?.StartsWith(subject, StringComparison.Ordinal) == true && mail.To.Mailboxes.Any(to => to.Address.StartsWith(Auditor, StringComparison.Ordinal))) return mail;
            }

            await Task.Delay(50, Stop);
        }
    }
}
