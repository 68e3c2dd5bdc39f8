using Microsoft.Playwright;
using WorkforceTrack.App.Correspondence;
using WorkforceTrack.App.Members;
using WorkforceTrack.Domain.Members;
using WorkforceTrack.Tests.Members;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Browser;

/// <summary>An invitation from the mail to the own pages by keyboard, one that is declined, and a correction with what partners are told of it.</summary>
[Collection(Journeys.Name), Trait("needs", "browser")]
public sealed class AccuracyJourneyTests(Chromium browser, OpenHouse house)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact, Proves("C3"), Proves("C1")]
    public async Task Somebody_invited_reads_accepts_and_logs_in()
    {
        var link = await InviteAsync("osprey@mail.example", "Osprey");
        await using var visit = await house.VisitAsync(browser, person: null);
        visit.Expecting(System.Net.HttpStatusCode.UnprocessableEntity);
        var referrers = new List<string?>();
        visit.Context.Request += (_, request) => referrers.Add(request.Headers.GetValueOrDefault("referer"));
        await visit.GoAsync(link);
        await EveryPageTests.AssertWholeAsync(visit);
        Assert.Equal("osprey@mail.example", await visit.Page.Locator("input[name=Email]").InputValueAsync());

        // A password that is not taken first: the rest stays typed.
        await visit.TypeAsync("User ID", "osprey");
        await visit.TypeAsync("Password", "osprey@mail.example");
        await visit.Page.Locator("input[name=AcceptPolicy]").FocusAsync();
        await visit.Page.Keyboard.PressAsync("Space");
        await visit.EnterAsync("Accept and become a member");
        await visit.SeeAsync("One field needs another look.");
        await EveryPageTests.AssertWholeAsync(visit);
        // Its name is also that of the link in the list of what is to be put right.
        await visit.TabToAsync(visit.Page.Locator("input[name=Password]"));
        await visit.Page.Keyboard.TypeAsync(Accounts.Password);
        await visit.EnterAsync("Accept and become a member");
        await visit.ArriveAsync("You are a member");
        await EveryPageTests.AssertWholeAsync(visit);

        await visit.EnterAsync("Log in");
        await visit.ArriveAsync("Log in");
        await visit.TypeAsync("User ID", "osprey");
        await visit.TypeAsync("Password", Accounts.Password);
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.ArriveAsync("Hello Osprey");
        Assert.DoesNotContain(referrers, r => r?.Contains("/invitation/", StringComparison.Ordinal) == true && !r.EndsWith("/accepted", StringComparison.Ordinal));
        visit.AssertQuiet();
    }

    [Fact, Proves("C3")]
    public async Task Somebody_invited_declines_and_the_link_opens_nothing_any_more()
    {
        var link = await InviteAsync("shrike@mail.example", name: null);
        await using var visit = await house.VisitAsync(browser, person: null);
        visit.Expecting(System.Net.HttpStatusCode.NotFound);
        await visit.GoAsync(link);
        await visit.EnterAsync("Decline the invitation");
        await visit.ArriveAsync("Declined");
        await EveryPageTests.AssertWholeAsync(visit);
        await visit.GoAsync(link);
        await visit.ArriveAsync("This invitation is not open");
        await EveryPageTests.AssertWholeAsync(visit);
        visit.AssertQuiet();
    }

    [Fact, Proves("A2")]
    public async Task A_correction_stands_among_the_own_ones()
    {
        await using var visit = await house.VisitAsync(browser, "goran");
        await visit.GoAsync("/me/data");
        await visit.SettleAsync();
        var field = visit.Page.GetByRole(AriaRole.Region, new() { Name = "Region" });
        await field.GetByRole(AriaRole.Button).First.ClickAsync();
        await field.GetByRole(AriaRole.Textbox).FillAsync("Southern Isles");
        await field.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Visit.SeeTextAsync(visit.Page.Locator(".history"), "Region");
        await EveryPageTests.AssertWholeAsync(visit);
        visit.AssertQuiet();
    }

    private async Task<string> InviteAsync(string address, string? name)
    {
        var folder = house.Program.Folder.MailFolder;
        var person = Assert.IsType<InvitationLine.Fit>(InvitationFile.Under("email,name")!.Read($"{address},{name}", new DateOnly(2026, 3, 2)));
        Assert.Equal([true], await house.Program.Get<InvitePeople>().InviteAsync([person]));
        house.Program.Get<MailQueue>().Ring();
        for (var tries = 0; tries < 1_000; tries++)
        {
            foreach (var file in Directory.Exists(folder) ? Directory.GetFiles(folder, "*.eml") : [])
            {
                var mail = await MimeKit.MimeMessage.LoadAsync(file, Stop);
                if (mail.To.Mailboxes.Single().Address == address) return new Uri(mail.TextBody!.Split('\n').Single(l => l.Contains("/invitation/", StringComparison.Ordinal)).Trim()).AbsolutePath;
            }

            await Task.Delay(50, Stop);
        }

        throw new InvalidOperationException("No invitation came.");
    }
}
