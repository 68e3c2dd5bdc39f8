using System.Net;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Members;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Staff;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Staff;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Policy;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Staff;

[Trait("needs", "server")]
public sealed class ConsolePagesTests
{
    private const string Password = "a long road home in march";

    [Fact, Proves("AC1")]
    public async Task The_console_shows_the_agreement_until_it_is_signed_and_then_the_page_that_was_asked_for()
    {
        await using var program = await OpenAsync();
        var browser = await LogInAsync(program, StaffRole.Support, sign: false);
        foreach (var page in new[] { "/console", "/console/records", "/CONSOLE/Disclosures", "/console/ledger", "/console/staff", "/console/partners", "/console/no-such-page" })
        {
            await browser.OpenAsync(page);
            Assert.StartsWith("/console/adherence?returnUrl=", browser.Address, StringComparison.Ordinal);
            Assert.Contains("The adherence agreement", browser.Text, StringComparison.Ordinal);
        }

        await browser.OpenAsync("/console/security");
        Assert.Equal((HttpStatusCode.OK, "/console/security"), (browser.Status, browser.Address));
        await browser.OpenAsync("/console/records?for=give-support");
        await browser.SubmitAsync(("Agreed", null));
        Assert.Contains("Tick this to sign", browser.Text, StringComparison.Ordinal);
        await browser.SubmitAsync(("Agreed", "true"));

        Assert.Equal("/console/records?for=give-support", browser.Address);
        Assert.Contains("Give support", browser.Text, StringComparison.Ordinal);
    }

    [Theory, Proves("SE1")]
    [InlineData("/console")]
    [InlineData("/console/records")]
    [InlineData("/console/disclosures")]
    [InlineData("/console/ledger")]
    [InlineData("/console/staff")]
    [InlineData("/console/adherence")]
    public async Task Visitors_are_asked_to_log_in_and_members_turned_away(string page)
    {
        await using var program = await OpenAsync();
        var visitor = new PaperBrowser(program.NewClient());
        await visitor.OpenAsync(page);
        Assert.StartsWith("/login?returnUrl=", visitor.Address, StringComparison.Ordinal);

        await JoinAsync(program, "alice");
        var member = new PaperBrowser(program.NewClient());
        await member.LogInAsync("alice", Password);
        await member.OpenAsync(page);
        Assert.Equal(HttpStatusCode.Forbidden, member.Status);
    }

    [Fact, Proves("D2")]
    public async Task One_record_opens_with_the_fields_left_ticked_and_its_name_stands_in_no_address()
    {
        await using var program = await OpenAsync();
        await JoinAsync(program, "alice");
        var browser = await LogInAsync(program, StaffRole.Support);
        await browser.OpenAsync("/console/records");
        Assert.Equal(["/console/records?for=give-support", "/console/records?for=answer-request", "/console/records?for=keep-account"],
            browser.Page.QuerySelectorAll("main h2 a").Select(a => a.GetAttribute("href")));
        await browser.OpenAsync("/console/records?for=answer-request");

        await browser.SubmitAsync(("Name", "alice@members.example"), ("Reason", "Asked to be written to"), ("Fields", "display-name"));

        Assert.Contains("display-name of alice", browser.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("alice@members.example", browser.Text, StringComparison.Ordinal);
        Assert.Equal("/console/records?for=answer-request", browser.Address);
        Assert.Equal("600;url=/console/records", Assert.Single(browser.Headers.GetValues("Refresh")));
        Assert.True(browser.Headers.CacheControl?.NoStore);
        Assert.Empty(browser.Page.QuerySelectorAll("main form"));
        var entry = await LastAsync(program);
        Assert.Equal((EntryKind.StaffLook, FieldSet.Of(PersonalField.DisplayName)), (entry.Kind, entry.Fields));
        Assert.DoesNotContain(program.Log.All, line => line.Contains("alice", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_typed_stays_when_no_record_is_found_and_what_is_missing_is_said_at_the_field()
    {
        await using var program = await OpenAsync();
        var browser = await LogInAsync(program, StaffRole.Support);
        await browser.OpenAsync("/console/records?for=answer-request");
        var before = await LastAsync(program);

        await browser.SubmitAsync(("Name", "nobody-here"), ("Reason", "x"));
        Assert.Contains("Please say a little more", browser.Text, StringComparison.Ordinal);
        Assert.Equal(before.Id, (await LastAsync(program)).Id);
        await browser.SubmitAsync(("Reason", "Asked by phone"), ("Fields", null));
        var choices = browser.Page.QuerySelector("fieldset.choices")!.GetAttribute("aria-describedby")!.Split(' ').Select(id => browser.Page.GetElementById(id)!.TextContent);
        Assert.Equal(["Please leave at least one field ticked.", "Untick what you can do without."], choices);
        await browser.SubmitAsync(("Reason", "Asked by phone"), ("Fields", "display-name"));

        Assert.Contains("No record for this user ID or address", browser.Text, StringComparison.Ordinal);
        Assert.Equal("nobody-here", browser.Page.QuerySelector("input[name=Name]")!.GetAttribute("value"));
        Assert.Equal("Asked by phone", browser.Page.QuerySelector("textarea[name=Reason]")!.TextContent);
        Assert.Equal((EntryKind.Refusal, null), ((await LastAsync(program)).Kind, (await LastAsync(program)).Subject));
    }

    [Fact, Proves("D2")]
    public async Task A_look_sent_without_a_purpose_is_refused_by_the_gate_and_recorded()
    {
        await using var program = await OpenAsync();
        await JoinAsync(program, "alice");
        var browser = await LogInAsync(program, StaffRole.Support);
        await browser.OpenAsync("/console/records?for=answer-request");
        browser.Page.QuerySelector("main form")!.SetAttribute("action", "/console/records");

        await browser.SubmitAsync(("Name", "alice"), ("Reason", "Just looking"));

        Assert.Contains("No purpose was named.", browser.Text, StringComparison.Ordinal);
        Assert.Contains(Domain.Disclosures.RefusalReason.NoPurpose, (await LastAsync(program)).Refusals);
        Assert.DoesNotContain("display-name of alice", browser.Text, StringComparison.Ordinal);
    }

    [Theory, Proves("AC1"), Proves("D2")]
    [InlineData("/console/records?for=answer-request")]
    [InlineData("/CONSOLE/Records/?for=answer-request")]
    public async Task A_look_sent_without_a_signature_is_refused_by_the_gate_and_recorded(string path)
    {
        await using var program = await OpenAsync();
        await JoinAsync(program, "alice");
        var browser = await LogInAsync(program, StaffRole.Support, sign: false);
        await browser.OpenAsync("/console/adherence");
        browser.Page.QuerySelector("main form")!.SetAttribute("action", path);

        await browser.SubmitAsync(("_handler", "look"), ("Name", "alice"), ("Reason", "Asked by phone"), ("Fields", "display-name"));

        var entry = await LastAsync(program);
        Assert.Equal(EntryKind.Refusal, entry.Kind);
        Assert.Contains(Domain.Disclosures.RefusalReason.AdherenceNotSigned, entry.Refusals);
        Assert.NotNull(entry.Subject);
        Assert.Contains("Not opened", browser.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("display-name of alice", browser.Text, StringComparison.Ordinal);
    }

    [Fact, Proves("O4")]
    public async Task A_reviewer_pages_and_filters_by_address_and_opens_an_entry_with_its_proof()
    {
        await using var program = await OpenAsync();
        await JoinAsync(program, "alice");
        var support = await LogInAsync(program, StaffRole.Support);
        for (var look = 0; look < 30; look++)
        {
            await support.OpenAsync("/console/records?for=give-support");
            await support.SubmitAsync(("Name", look % 3 == 0 ? "nobody" : "alice"), ("Reason", "Cannot log in"));
        }

        var officer = await LogInAsync(program, StaffRole.PrivacyOfficer);
        await officer.OpenAsync("/console/disclosures?kind=staff-look&recipient=staff-support");
        Assert.Equal(20, officer.Page.QuerySelectorAll("tbody tr").Length);
        await officer.OpenAsync("/console/disclosures");
        Assert.Equal(25, officer.Page.QuerySelectorAll("tbody tr").Length);
        await officer.OpenAsync(officer.Page.QuerySelector("a[rel=next]")!.GetAttribute("href")!);
        Assert.NotNull(officer.Page.QuerySelector("a[rel=prev]"));
        await officer.OpenAsync("/console/disclosures?refused=true");
        Assert.Equal(10, officer.Page.QuerySelectorAll("tbody tr").Length);
        Assert.DoesNotContain("alice", officer.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);

        await officer.OpenAsync(officer.Page.QuerySelector("tbody th a")!.GetAttribute("href")!);
        Assert.Contains("Nobody is known here by this ID or address.", officer.Text, StringComparison.Ordinal);
        Assert.Contains("These bytes stand at place", officer.Text, StringComparison.Ordinal);
        Assert.StartsWith("workforcetrack/entry@v1", officer.Page.QuerySelector("pre")!.TextContent, StringComparison.Ordinal);
        await officer.OpenAsync($"/console/disclosures/{Guid.NewGuid():N}");
        Assert.Equal(HttpStatusCode.NotFound, officer.Status);
        await officer.OpenAsync("/console/disclosures?kind=gossip&from=yesterday&before=minus");
        Assert.Contains("A part of this filter means nothing", officer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Support_and_security_review_nothing()
    {
        await using var program = await OpenAsync();
        foreach (var role in new[] { StaffRole.Support, StaffRole.Security })
        {
            var browser = await LogInAsync(program, role);
            foreach (var page in new[] { "/console/disclosures", $"/console/disclosures/{(await LastAsync(program)).Id.Value:N}" })
            {
                await browser.OpenAsync(page);
                Assert.Contains("This part is not open to you", browser.Text, StringComparison.Ordinal);
                Assert.Empty(browser.Page.QuerySelectorAll("tbody, pre"));
            }
        }
    }

    private static async Task<RunningProgram> OpenAsync()
    {
        var program = await RunningProgram.StartAsync();
        if (program.Get<PolicyInForce>().Version is null) await program.Get<PolicyShelf>().PublishAsync(ExamplePartner.Version);
        return program;
    }

    private static async Task<PaperBrowser> LogInAsync(RunningProgram program, StaffRole role, bool sign = true)
    {
        var name = $"{Names.Of(role)}-{Guid.NewGuid().ToString("N")[..6]}";
        var hash = await program.Get<Argon2idHasher>().HashAsync(Password);
        Assert.IsType<StaffAdmission.Admitted>(await program.Get<AdmitStaff>().AdmitAsync(role, new(name), new($"{name}@office.example"), new(name), hash));
        var browser = new PaperBrowser(program.NewClient());
        await browser.LogInAsync(name, Password);
        if (sign) await browser.SubmitAsync(("Agreed", "true"));
        return browser;
    }

    private static async Task JoinAsync(RunningProgram program, string userId)
    {
        var admitted = Assert.IsType<Admission.Admitted>(await program.Get<AdmitMember>().AdmitAsync(Office.ValuesOf(userId), await program.Get<Argon2idHasher>().HashAsync(Password)));
        await using var vault = program.Get<IDbContextFactory<VaultDb>>().CreateDbContext();
        (await vault.People.SingleAsync(p => p.Id == admitted.Person.Id)).AddressChecked = true;
        await vault.SaveChangesAsync();
    }

    private static async Task<LedgerEntry> LastAsync(RunningProgram program)
    {
        await using var store = program.Get<IDbContextFactory<MainDb>>().CreateDbContext();
        var body = await store.Ledger.OrderByDescending(e => e.Index).Select(e => e.Body).FirstAsync(TestContext.Current.CancellationToken);
        Assert.True(CanonicalEntry.TryDecode(body, out var entry));
        return entry;
    }
}
