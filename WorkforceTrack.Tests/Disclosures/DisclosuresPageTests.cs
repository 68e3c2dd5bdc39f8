using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using WorkforceTrack.App.Disclosures;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Tests.Members;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Disclosures;

public sealed class DisclosuresPageTests
{
    [Fact, Proves("O4")]
    public async Task Page_after_page_offers_a_proof_of_every_entry_in_the_ledger_and_of_no_other()
    {
        await using var house = await House.OpenAsync();
        var ida = await house.AdmitAsync("ida");
        await house.StaffLooksAsync(await house.AdmitAsync("bo"));
        for (var time = 0; time < 24; time++)
        {
            await house.PartnerReadsAsync(ida);
            await house.StaffLooksAsync(ida);
        }

        await using var pages = new MemberPages(house, ida);
        var proofs = new List<string>();
        for (var address = "/me/disclosures"; address is not null;)
        {
            pages.Services.GetRequiredService<NavigationManager>().NavigateTo(address);
            var page = pages.Render<DisclosuresPage>();
            page.WaitForElement(".timeline");
            proofs.AddRange(page.FindAll("a[href^='/ledger/proof/']").Select(a => a.GetAttribute("href")!["/ledger/proof/".Length..]));
            address = page.FindAll("a[rel=next]").SingleOrDefault()?.GetAttribute("href");
        }

        Assert.Equal((await house.LedgerOfAsync(ida)).Select(e => e.Id.Value.ToString("N")).Order(StringComparer.Ordinal), proofs.Order(StringComparer.Ordinal));
    }

    [Fact, Proves("O4"), Proves("D2")]
    public async Task A_disclosure_says_to_whom_what_for_on_what_ground_and_which_fields()
    {
        await using var house = await House.OpenAsync();
        var ida = await house.AdmitAsync("ida");
        await house.SelectAsync(ida);
        await house.PartnerReadsAsync(ida, PersonalField.Skills);
        await house.StaffLooksAsync(ida);
        await using var pages = new MemberPages(house, ida);

        var page = pages.Render<DisclosuresPage>();
        page.WaitForElement(".timeline");

        var disclosure = page.FindAll(".timeline > li").Single(li => li.TextContent.Contains("Harbour Works read your data", StringComparison.Ordinal));
        foreach (var words in new[] { "Skills", "Finding work", "You selected the service", "privacy@harbour.example" }) Assert.Contains(words, disclosure.TextContent, StringComparison.Ordinal);
        Assert.StartsWith("/me/consents/", disclosure.QuerySelector("dd a")!.GetAttribute("href"), StringComparison.Ordinal);
        var look = page.FindAll(".timeline > li").Single(li => li.TextContent.Contains("Our support opened your record", StringComparison.Ordinal));
        Assert.Equal(House.Reason, look.QuerySelector("blockquote")!.TextContent);
    }

    [Fact, Proves("O4")]
    public async Task Refused_attempts_say_who_and_why_not()
    {
        await using var house = await House.OpenAsync();
        var ida = await house.AdmitAsync("ida");
        await house.PartnerReadsAsync(ida);
        await house.PartnerReadsAsync(ida);
        await using var pages = new MemberPages(house, ida);

        var page = pages.Render<DisclosuresPage>();
        page.WaitForElement(".timeline");

        var refused = page.FindAll(".timeline > li").Single(li => li.TextContent.Contains("Harbour Works asked for your data 2 times and got nothing", StringComparison.Ordinal));
        Assert.Contains("You have not selected this service", refused.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, refused.QuerySelectorAll("details a").Length);
    }
}
