using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Browser;

/// <summary>Demands for data from their arrival to their end, as the people of the house and the members concerned see them.</summary>
[Collection(Journeys.Name), Trait("needs", "browser")]
public sealed class CaseJourneyTests(Chromium browser, CaseHouse house) : IClassFixture<CaseHouse>
{
    private const string Window = "You can object until";
    private string address = "";

    [Fact, Proves("D6"), Proves("D7")]
    public async Task A_subpoena_from_its_arrival_to_what_was_given_with_notice_and_window()
    {
        var court = "Harbour County Court";
        await TakeInAsync(court, withPaper: true);
        await HoldAsync("alice", "Civil subpoena", "Full name", "Postal address");
        await KnowsNothingAsync("alice", court);
        await JudgeAsync();
        await TellAsync();
        await using (var alice = await house.VisitAsync(browser, "alice"))
        {
            await alice.GoAsync("/me");
            await alice.SeeAsync($"{court} demands your data");
            await alice.SeeAsync(Window);
            await alice.Named("Read what is asked").ClickAsync();
            await alice.ArriveAsync(court);
            await alice.SeeAsync("Full name, Postal address");
            await alice.SettleAsync();
            Assert.Contains("WE DEMAND", await alice.TakeAsync(alice.Named("Read the demand itself")), StringComparison.Ordinal);
            alice.AssertQuiet();
        }

        await OffersNothingAsync("priya", "Approve");
        await house.LaterAsync(TimeSpan.FromDays(14));
        await ActAsync("priya", "Approve", asked: true);
        await ActAsync("mina", "Approve", asked: true);
        await HandOverAsync("sec");
        await using (var alice = await house.VisitAsync(browser, "alice"))
        {
            await alice.GoAsync("/me/cases");
            await alice.SeeAsync("Your data was given");
            await alice.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = court }).ClickAsync();
            await alice.ArriveAsync(court);
            await alice.SeeAsync("What was given");
            await alice.Page.GetByRole(AriaRole.Link, new() { Name = "Who used your data, with proofs" }).ClickAsync();
            var line = alice.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = $"Your data was given to {court}" }).First;
            await Visit.SeeTextAsync(line, PolicyWords.Of(Purpose.AnswerLegalProcess));
            Assert.NotEmpty(await alice.TakeAsync(line.GetByRole(AriaRole.Link, new() { Name = "Take the proof" })));
            alice.AssertQuiet();
        }

        await ActAsync("priya", "Close the case", asked: true, then: "Given in full");
    }

    [Fact, Proves("D7")]
    public async Task A_notice_that_an_order_delays_goes_out_by_itself_when_it_ends()
    {
        var court = "District grand jury";
        await TakeInAsync(court);
        await HoldAsync("bo", "Criminal or grand-jury subpoena", "Full name");
        await using (var leo = await OpenAsync("leo"))
        {
            await leo.Named("Why it is valid").FillAsync("In due form.");
            await PressAsync(leo, "Find it valid", "Check whether it binds to silence");
            await leo.Named("An order forbids to tell").CheckAsync();
            await leo.Named("Who issued the order").FillAsync("The district court");
            await leo.Named("Its number").FillAsync("GJ 7");
            await leo.Named("Last day of silence").FillAsync($"{house.Clock.GetUtcNow().AddDays(30):yyyy-MM-dd}");
            await PressAsync(leo, "Keep silence until then", "Ends, and the notice goes out");
        }

        await ActAsync("priya", "Delay the notice");
        await ActAsync("priya", "Approve", asked: true);
        await ActAsync("mina", "Approve", asked: true);
        await HandOverAsync("sec");
        await ActAsync("priya", "Close the case", asked: true, then: "Closed, notice to follow");
        await KnowsNothingAsync("bo", court);
        await KnowsNothingAsync("bo", court, "/me/disclosures");

        await house.LaterAsync(TimeSpan.FromDays(31));
        await using var bo = await house.VisitAsync(browser, "bo");
        await bo.GoAsync("/me");
        await bo.SeeAsync($"{court} was given your data");
        await bo.Named("Read what is asked").ClickAsync();
        await bo.ArriveAsync(court);
        await bo.SeeAsync("What was given");
        await bo.GoAsync("/me/disclosures");
        await bo.SeeAsync($"Your data was given to {court}");
        await using var priya = await OpenAsync("priya");
        await priya.SeeAsync("Silence over, members told");
        await priya.SeeAsync("By mail, handed over to the mail server");
        bo.AssertQuiet();
    }

    [Fact, Proves("D6")]
    public async Task An_informal_request_is_refused_by_two_clicks()
    {
        await TakeInAsync("The Evening Courier");
        await using var sam = await OpenAsync("sam");
        await sam.Page.EvaluateAsync("() => { window.clicks = 0; document.addEventListener('click', e => { if (e.isTrusted && e.target.closest('button')) window.clicks++; }, true); }");
        await sam.Named("Refuse as informal").ClickAsync();
        await sam.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Refuse as informal" }).ClickAsync();
        await sam.SeeAsync("neither confirm nor deny");
        Assert.Equal(2, await sam.Page.EvaluateAsync<int>("() => window.clicks"));
        await sam.Named("Copy the text").ClickAsync();
        await sam.GoAsync("/console/cases?view=over");
        await Visit.SeeTextAsync(sam.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "The Evening Courier" }), "Refused");
        sam.AssertQuiet();
        // Nobody was named, so there is nobody to tell.
        await using var store = house.Program.Get<Microsoft.EntityFrameworkCore.IDbContextFactory<App.Storage.MainDb>>().CreateDbContext();
        var id = new Domain.Shared.CaseId(Guid.Parse(address.Split('/')[^1]));
        Assert.DoesNotContain(store.CaseParts, p => p.Case == id);
    }

    [Fact, Proves("D6")]
    public async Task A_demand_that_asks_for_too_much_is_narrowed_and_the_member_reads_what_is_left()
    {
        var court = "Land court";
        await TakeInAsync(court);
        await HoldAsync("fatima", "Court order", "Full name", "Occupation", "Skills");
        await using (var leo = await OpenAsync("leo"))
        {
            await leo.Named("It asks for too much").CheckAsync();
            await leo.Named("What goes too far, and what would do").FillAsync("Skills say nothing about a boundary. The name would do.");
            await PressAsync(leo, "Ask to narrow it", "Letter to send");
            await leo.SeeAsync("The name would do.");
        }

        await using (var priya = await OpenAsync("priya"))
        {
            await priya.Named("Occupation").UncheckAsync();
            await priya.Named("Skills").UncheckAsync();
            await priya.Named("How they narrowed it").FillAsync("Letter of the clerk, of today");
            await PressAsync(priya, "Narrow the demand", "1 of 3 asked for");
        }

        await JudgeAsync();
        await TellAsync();
        await using var fatima = await house.VisitAsync(browser, "fatima");
        await fatima.GoAsync("/me/cases");
        await fatima.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = court }).ClickAsync();
        await fatima.ArriveAsync(court);
        await Visit.SeeTextAsync(fatima.Page.Locator(".fact").Filter(new() { HasText = "What they ask for" }), "Full name, Occupation, Skills");
        await Visit.SeeTextAsync(fatima.Page.Locator(".fact").Filter(new() { HasText = "What may be given" }), "Full name");
        fatima.AssertQuiet();
    }

    [Fact, Proves("D7")]
    public async Task An_objection_with_a_paper_freezes_the_case_until_it_is_decided()
    {
        var court = "Office of weights";
        await TakeInAsync(court);
        await HoldAsync("ivo", "Administrative subpoena", "Full name", "Region");
        await JudgeAsync();
        await TellAsync();
        await using (var ivo = await house.VisitAsync(browser, "ivo"))
        {
            await ivo.GoAsync("/me/cases");
            await ivo.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = court }).ClickAsync();
            await ivo.ArriveAsync(court);
            await ivo.SettleAsync();
            await ivo.Named("Why you object").FillAsync("They have my name already.");
            await ivo.Page.Locator("#f-paper").SetInputFilesAsync(Paper("receipt.png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0]));
            await ivo.SeeAsync("receipt.png, 9 bytes");
            await ivo.Named("Object to the demand").ClickAsync();
            await ivo.SeeAsync("It stops the demand until it is decided.");
            ivo.AssertQuiet();
        }

        await house.LaterAsync(TimeSpan.FromDays(20));
        await OffersNothingAsync("priya", "Approve");
        await using (var leo = await OpenAsync("leo"))
        {
            await leo.SeeAsync("They have my name already.");
            await leo.SeeAsync("receipt.png");
            await leo.Named("The demand stands").CheckAsync();
            await leo.Named("Reason").FillAsync("The office has shown that it does not have the region.");
            await PressAsync(leo, "Overrule the objection", "Objection overruled", asked: true);
        }

        await using (var ivo = await house.VisitAsync(browser, "ivo"))
        {
            await ivo.GoAsync("/me/cases");
            await ivo.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = court }).ClickAsync();
            await ivo.SeeAsync("It was decided that the demand stands.");
        }

        await ActAsync("mina", "Approve", asked: true);
    }

    [Fact, Proves("D8")]
    public async Task An_emergency_is_approved_alone_seen_by_a_second_person_told_and_examined()
    {
        var police = "Harbour police";
        await TakeInAsync(police);
        await ClassifyAsync("goran", "Emergency", "Full name", "Postal address");
        await using (var sam = await OpenAsync("sam"))
        {
            await sam.Named("What is imminent").FillAsync("A man is missing at sea since dawn.");
            await sam.Named("How these data help").FillAsync("They tell where his boat lies.");
            await sam.Named("Why there is no time for an order").FillAsync("The tide turns in an hour.");
            await PressAsync(sam, "Keep the facts", "Facts written down");
        }

        await using (var priya = await OpenAsync("priya"))
        {
            await priya.Named("Why nobody else could be reached").FillAsync("Mina and Leo do not answer, 06:10 and 06:15.");
            await PressAsync(priya, "Approve alone", "A second person approves what one approved alone", asked: true);
        }

        await HandOverAsync("sec");
        await KnowsNothingAsync("goran", police);
        await ActAsync("mina", "Approve", asked: true);
        await OffersNothingAsync("priya", "Close the case");
        await using (var priya = await OpenAsync("priya"))
        {
            await priya.Named("Why the danger is over").FillAsync("He was found alive.");
            await PressAsync(priya, "Tell the members", "Danger over, members told", asked: true);
        }

        await house.MailAsync();
        await using (var leo = await OpenAsync("leo"))
        {
            await leo.Named("What was found").FillAsync("The danger was real, and the address found him.");
            await PressAsync(leo, "Enter what was found", "Examined afterwards");
        }

        await using (var goran = await house.VisitAsync(browser, "goran"))
        {
            await goran.GoAsync("/me");
            await goran.SeeAsync($"{police} was given your data");
            await goran.Named("Read what is asked").ClickAsync();
            await goran.SeeAsync("somebody's life or health was in imminent danger");
            await goran.SeeAsync("What was given");
            goran.AssertQuiet();
        }

        await ActAsync("priya", "Close the case", asked: true, then: "Given in full");
    }

    private async Task TakeInAsync(string agency, bool withPaper = false)
    {
        await using var sam = await house.VisitAsync(browser, "sam");
        await sam.GoAsync("/console/cases/new");
        await sam.Named("Court, agency or party").FillAsync(agency);
        await sam.Named("How it came").FillAsync("By registered letter");
        await sam.Named("What it is about").FillAsync("A matter that is looked into.");
        if (withPaper)
        {
            await sam.Page.Locator("#f-document").SetInputFilesAsync(Paper("demand.txt", Encoding.UTF8.GetBytes("WE DEMAND\n")));
            await sam.SeeAsync("demand.txt, 10 bytes");
        }

        await sam.Named("Take it in").ClickAsync();
        await sam.ArriveAsync("A demand, not classified yet");
        address = new Uri(sam.Page.Url).AbsolutePath;
        sam.AssertQuiet();
    }

    private async Task ClassifyAsync(string member, string kind, params string[] fields)
    {
        await using (var sam = await OpenAsync("sam"))
        {
            await sam.Named("Number, and where it was found").FillAsync("555 0100, from the register");
            await sam.Named("Who was reached").FillAsync("The clerk");
            await PressAsync(sam, "It is genuine", "Called back");
        }

        await using var priya = await OpenAsync("priya");
        await priya.Named("What it is").SelectOptionAsync(kind);
        await priya.Named("Whom it names").FillAsync(member);
        foreach (var field in fields) await priya.Named(field).CheckAsync();
        await PressAsync(priya, "Classify", "Person 1");
        Assert.DoesNotMatch(new Regex($@"\b{member}\b", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1)), await priya.Page.Locator("main").InnerTextAsync());
        priya.AssertQuiet();
    }

    private async Task HoldAsync(string member, string kind, params string[] fields)
    {
        await ClassifyAsync(member, kind, fields);
        await ActAsync("priya", "Put on hold", then: "On hold until");
    }

    private async Task JudgeAsync()
    {
        await using var leo = await OpenAsync("leo");
        await leo.Named("Why it is valid").FillAsync("In due form, and within its power.");
        await PressAsync(leo, "Find it valid", "Check whether it binds to silence");
        await PressAsync(leo, "Nothing binds to silence", "Secrecy checked");
        leo.AssertQuiet();
    }

    private async Task TellAsync()
    {
        await ActAsync("priya", "Send the notice", asked: true);
        await house.MailAsync();
    }

    private async Task HandOverAsync(string person)
    {
        await using var visit = await OpenAsync(person);
        await PressAsync(visit, "Make the package", "Copy the passphrase now", asked: true);
        Assert.Matches(new Regex("^([0-9a-f]{4}-){7}[0-9a-f]{4}$", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)), (await visit.Page.Locator(".passphrase").InnerTextAsync()).Trim());
        var download = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Named("Download the package").ClickAsync());
        Assert.EndsWith(".zip.gpg", download.SuggestedFilename, StringComparison.Ordinal);
        visit.AssertQuiet();
    }

    private async Task ActAsync(string person, string act, bool asked = false, string? then = null)
    {
        await using var visit = await OpenAsync(person);
        await PressAsync(visit, act, then, asked);
        visit.AssertQuiet();
    }

    // Somebody to whom nothing of the case shows yet: no panel, no way to it, no line.
    private async Task KnowsNothingAsync(string member, string agency, string path = "/me")
    {
        await using var visit = await house.VisitAsync(browser, member);
        await visit.GoAsync(path);
        Assert.DoesNotContain(agency, await visit.Page.Locator("body").InnerTextAsync(), StringComparison.Ordinal);
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Link, new() { Name = "Legal demands" })).ToHaveCountAsync(0);
    }

    private async Task OffersNothingAsync(string person, string act)
    {
        await using var visit = await OpenAsync(person);
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = act, Exact = true })).ToHaveCountAsync(0);
    }

    private async Task<Visit> OpenAsync(string person)
    {
        var visit = await house.VisitAsync(browser, person);
        await visit.GoAsync(address);
        await visit.SettleAsync();
        return visit;
    }

    private static async Task PressAsync(Visit visit, string act, string? then = null, bool asked = false)
    {
        var button = visit.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = act, Exact = true });
        await button.First.ClickAsync();
        if (asked) await visit.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = act, Exact = true }).ClickAsync();
        if (then is not null) await visit.SeeAsync(then);
        else await Assertions.Expect(button).ToHaveCountAsync(0, new() { Timeout = Visit.Patience });
    }

    private static FilePayload Paper(string name, byte[] bytes) => new() { Name = name, MimeType = "application/octet-stream", Buffer = bytes };
}
