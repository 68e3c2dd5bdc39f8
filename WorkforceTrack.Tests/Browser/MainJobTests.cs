using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using MimeKit;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Members;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Browser;

/// <summary>The main job from end to end, as people do it: keyboard and real pages, and a partner's program over HTTP.</summary>
[Collection(Journeys.Name), Trait("needs", "browser")]
public sealed class MainJobTests(Chromium browser, OpenHouse house)
{
    private const string UserId = "rosalind";
    private const string Secret = "seven quiet herons at dusk";
    private const string Partner = "Quayside Jobs";
    private const string Service = "Job matching";
    private const string Why = "She called and asked which region we have for her.";
    private const string Agreed = "display-name,region,occupation,skills,languages";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private RunningProgram Program => house.Program;

    [Fact, Proves("C1"), Proves("O4"), Proves("P1"), Proves("P2"), Proves("D2"), Proves("A1"), Proves("C3")]
    public async Task The_main_job_is_done_with_the_keyboard_from_registration_to_a_verified_ledger()
    {
        await using var member = await browser.VisitAsync(house.Program);
        await RegisterAsync(member);
        await ReadWhatIsHeldAsync(member);

        using var partner = await PartnerAsync(Partner);
        var known = await SubjectsAsync(partner);
        await SelectTheServiceAsync(member);
        var subject = Assert.Single((await SubjectsAsync(partner)).Except(known));
        await ReadAsPartnerAsync(partner, subject);
        await SeeTheDisclosureAndTakeItsProofAsync(member);
        await DropTheServiceAsync(member, partner, subject);

        await LookAsStaffAsync();
        await member.EnterAsync("Overview");
        await member.EnterAsync("Who used it");
        await member.ArriveAsync("Who used your data");
        var look = Line(member, "Our support opened your record");
        await Visit.SeeTextAsync(look, Why);
        await Visit.SeeTextAsync(look, PolicyWords.Of(Purpose.GiveSupport));
        await member.EnterAsync("Log off");
        await member.ArriveAsync("You are logged off");

        await ReviewAsOfficerAsync();
        var report = await Program.Get<AuditLedger>().AuditAsync([("the copy outside", await File.ReadAllTextAsync(Program.Folder.CheckpointFile, Stop))]);
        Assert.True(report.IsSound);
        member.AssertQuiet();
    }

    private async Task RegisterAsync(Visit member)
    {
        await member.GoAsync("/");
        await member.EnterAsync("Become a member");
        await member.ArriveAsync("Become a member");
        await member.TypeAsync("User ID", UserId);
        await member.TypeAsync("Password", Secret);
        await member.TypeAsync("Mail address", $"{UserId}@members.example");
        await member.TypeAsync("Display name", "Rosalind");
        await member.EnterAsync(member.Page.Locator("summary", new() { HasText = "Optional: what some services need" }));
        await member.TypeAsync("Region (optional)", "South quay");
        await member.TypeAsync("Skills (optional)", "Caulking, rigging");
        await member.TabToAsync(member.Page.Locator("input[name=AcceptPolicy]"));
        await member.Page.Keyboard.PressAsync("Space");
        await member.EnterAsync("Become a member");
        await member.ArriveAsync("Look in your mail");

        await member.EnterAsync(member.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "Log in" }));
        await member.ArriveAsync("Log in");
        await LogInAsync(member, UserId, Secret);
        await member.ArriveAsync("Hello Rosalind");
        await member.EnterAsync("Check the address");
        await member.ArriveAsync("Check your mail address");
        await member.TypeAsync("Code", Accounts.CodeIn(await MailAsync()));
        await member.EnterAsync("Check the address");
        await member.SeeAsync("Your address is checked");
        await member.EnterAsync("Go to your pages");
    }

    private static async Task ReadWhatIsHeldAsync(Visit member)
    {
        await member.EnterAsync("Your data");
        await member.ArriveAsync("What we hold about you");
        var skills = member.Page.GetByRole(AriaRole.Region, new() { Name = "Skills" });
        await Visit.SeeTextAsync(skills, "Caulking, rigging");
        await Visit.SeeTextAsync(skills, PolicyWords.Of(FieldSource.Registration));
        await Visit.SeeTextAsync(skills, PolicyWords.Of(Purpose.JobMatching));
        await Visit.SeeTextAsync(skills, PolicyWords.Of(Retention.Membership));
        await Visit.SeeTextAsync(skills, "No one but you");
    }

    private static async Task SelectTheServiceAsync(Visit member)
    {
        await member.EnterAsync("Services");
        await member.ArriveAsync("Services");
        await member.EnterAsync($"Select {Service}");
        var question = member.Page.GetByRole(AriaRole.Dialog);
        await Visit.SeeAsync(question);
        var listed = await question.GetByRole(AriaRole.Listitem).AllTextContentsAsync();
        Assert.Equal(["Display name", "Languages", "Occupation", "Region", "Skills"], listed.Select(text => text.Trim()).Order(StringComparer.Ordinal));
        // The safe answer has the focus; the other one is a Tab away, and Shift+Tab leads back.
        await member.Page.Keyboard.PressAsync("Tab");
        await member.Page.Keyboard.PressAsync("Shift+Tab");
        await Assertions.Expect(question.GetByRole(AriaRole.Button, new() { Name = "Not now" })).ToBeFocusedAsync();
        await member.EnterAsync("Approve and select");
        await Visit.SeeAsync(member.Named($"Drop {Service}"));
    }

    private static async Task ReadAsPartnerAsync(HttpClient partner, string subject)
    {
        var record = await partner.GetFromJsonAsync<JsonElement>($"/partner/v1/members/{subject}?fields={Agreed}", Stop);
        Assert.Equal(
            [("display-name", "Rosalind"), ("languages", null), ("occupation", null), ("region", "South quay"), ("skills", "Caulking, rigging")],
            record.GetProperty("fields").EnumerateObject().Select(f => (f.Name, f.Value.GetString())).OrderBy(f => f.Name, StringComparer.Ordinal));

        using var more = await partner.GetAsync($"/partner/v1/members/{subject}?fields={Agreed},phone", Stop);
        Assert.Equal((HttpStatusCode.Forbidden, "application/problem+json"), (more.StatusCode, more.Content.Headers.ContentType?.MediaType));
        Assert.DoesNotContain("Rosalind", await more.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    private async Task SeeTheDisclosureAndTakeItsProofAsync(Visit member)
    {
        await member.EnterAsync("Who used it");
        await member.ArriveAsync("Who used your data");
        var line = Line(member, $"{Partner} read your data");
        await Visit.SeeTextAsync(line, PolicyWords.Of(Purpose.JobMatching));
        await Visit.SeeTextAsync(line, "desk@quayside-jobs.example");
        await Visit.SeeAsync(Line(member, $"{Partner} asked for your data and got nothing"));

        var file = await member.TakeAsync(line.GetByRole(AriaRole.Link, new() { Name = "Take the proof" }));
        using var anyone = Program.NewClient();
        Assert.True(VerifierKey.TryParse((await anyone.GetStringAsync("/ledger/key", Stop)).TrimEnd('\n'), out var key));
        Assert.True(TlogProof.TryParse(file, out var proof));
        Assert.Equal(ProofVerdict.Proven, proof.Verify(key, CheckpointSigner.Check));
        Assert.True(CanonicalEntry.TryDecode(proof.Entry.AsSpan(), out var entry));
        Assert.Equal((EntryKind.Disclosure, RecipientKind.Partner, Purpose.JobMatching, LegalBasis.SelectedService), (entry.Kind, entry.RecipientKind, entry.Purpose, entry.Basis));
        Assert.True(Names.TryParseFields(Agreed, out var agreed));
        Assert.Equal(agreed, entry.Fields);
    }

    private static async Task DropTheServiceAsync(Visit member, HttpClient partner, string subject)
    {
        await member.EnterAsync("Services");
        await member.ArriveAsync("Services");
        await member.EnterAsync($"Drop {Service}");
        await Visit.SeeAsync(member.Page.GetByRole(AriaRole.Dialog));
        await member.EnterAsync("Drop the service");
        await Visit.SeeAsync(member.Named($"Select {Service}"));

        using var after = await partner.GetAsync($"/partner/v1/members/{subject}?fields=display-name", Stop);
        Assert.Equal(HttpStatusCode.Forbidden, after.StatusCode);
        Assert.DoesNotContain(subject, await SubjectsAsync(partner));
    }

    private async Task LookAsStaffAsync()
    {
        await using var sam = await browser.VisitAsync(Program);
        await sam.GoAsync("/console/records");
        await LogInAsync(sam, "sam", App.Demonstration.Cast.Password);
        await sam.ArriveAsync("Open a record");
        await sam.EnterAsync(sam.Page.GetByRole(AriaRole.Link, new() { Name = EntryWords.Of(Purpose.GiveSupport) }));
        await sam.TypeAsync("User ID or mail address", UserId);
        await sam.TypeAsync("Why you need it", Why);
        await sam.EnterAsync("Open the record");
        await sam.ArriveAsync("One record");
        await sam.SeeAsync("South quay");
        await sam.EnterAsync("Close the record");
        await sam.EnterAsync("Log off");
        await sam.ArriveAsync("You are logged off");
        sam.AssertQuiet();
    }

    private async Task ReviewAsOfficerAsync()
    {
        await using var priya = await browser.VisitAsync(Program);
        await priya.GoAsync("/console/disclosures");
        await LogInAsync(priya, "priya", App.Demonstration.Cast.Password);
        await priya.ArriveAsync("Disclosures");
        var table = priya.Page.GetByRole(AriaRole.Table, new() { Name = "Entries" });
        await Visit.SeeAsync(table.GetByRole(AriaRole.Row).Filter(new() { HasText = "Staff look" }).Filter(new() { HasText = EntryWords.Of(Purpose.GiveSupport) }).First);
        await Visit.SeeAsync(table.GetByRole(AriaRole.Row).Filter(new() { HasText = "Disclosure" }).Filter(new() { HasText = Partner }).First);
        // The page comes in two parts; what is ticked before the second is there may be drawn anew.
        await Visit.LoadedAsync(priya.Page);
        await priya.TickAsync("Refusals only");
        await priya.EnterAsync("Show");
        await Visit.ReachAsync(priya.Page, "refused=true");
        await Visit.SeeAsync(table.GetByRole(AriaRole.Row).Filter(new() { HasText = "Refusal" }).Filter(new() { HasText = Partner }).First);
        await Assertions.Expect(table.GetByText("Staff look")).ToHaveCountAsync(0);

        await priya.EnterAsync(priya.Page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link, new() { Name = "Ledger" }));
        await priya.ArriveAsync("Ledger");
        await priya.EnterAsync("Verify now");
        await priya.SeeAsync("The ledger is sound");
        priya.AssertQuiet();
    }

    private static async Task LogInAsync(Visit visit, string person, string password)
    {
        await visit.ArriveAsync("Log in");
        await visit.TypeAsync("User ID", person);
        await visit.TypeAsync("Password", password);
        await visit.Page.Keyboard.PressAsync("Enter");
    }

    private static ILocator Line(Visit visit, string title) => visit.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = title }).First;

    private async Task<MimeMessage> MailAsync()
    {
        while (true)
        {
            foreach (var file in Directory.Exists(Program.Folder.MailFolder) ? Directory.GetFiles(Program.Folder.MailFolder, "*.eml") : [])
            {
                var mail = await MimeMessage.LoadAsync(file, Stop);
                if (mail.Subject == "Check your mail address" && mail.To.Mailboxes.Any(to => to.Address == $"{UserId}@members.example")) return mail;
            }

            await Task.Delay(50, Stop);
        }
    }

    // What the partner's own program does: a secret, a token, plain requests.
    private async Task<HttpClient> PartnerAsync(string name)
    {
        var secrets = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Program.Folder.Beside, "demonstration.json"), Stop)).RootElement;
        var own = secrets.EnumerateArray().Single(s => s.GetProperty("partner").GetString() == name);
        var client = Program.NewClient();
        using var answer = await client.PostAsync("/connect/token", new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = own.GetProperty("clientId").GetString()!,
            ["client_secret"] = own.GetProperty("secret").GetString()!,
        }), Stop);
        var token = (await answer.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("access_token").GetString();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    private static async Task<IReadOnlyList<string>> SubjectsAsync(HttpClient partner) =>
        [.. (await partner.GetFromJsonAsync<JsonElement>("/partner/v1/members", Stop)).GetProperty("members").EnumerateArray().Select(m => m.GetProperty("subject").GetString()!)];
}
