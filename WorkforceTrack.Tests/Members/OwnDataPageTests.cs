using Bunit;
using WorkforceTrack.App.Members;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Members;

public sealed class OwnDataPageTests
{
    [Fact, Proves("A1")]
    public async Task Every_declared_field_stands_on_the_page()
    {
        await using var house = await House.OpenAsync();
        await using var pages = new MemberPages(house, await house.AdmitAsync("ida", (PersonalField.Region, "Northern Isles")));

        var page = Open(pages);

        Assert.Equal(Names.All<PersonalField>().Select(f => $"field-{Names.Of(f)}").Order(StringComparer.Ordinal), page.FindAll(".held-field").Select(f => f.Id!).Order(StringComparer.Ordinal));
        Assert.Equal("Northern Isles", page.Find("#field-region .value").TextContent);
        Assert.Contains("You, when you joined", page.Find("#field-region").TextContent, StringComparison.Ordinal);
        Assert.Contains("Not checked yet", page.Find("#field-email").TextContent, StringComparison.Ordinal);
    }

    [Fact, Proves("A2")]
    public async Task What_does_not_fit_stays_typed_with_the_reason_beside_it()
    {
        await using var house = await House.OpenAsync();
        var ida = await house.AdmitAsync("ida", (PersonalField.Phone, "+44 1 2"));
        await using var pages = new MemberPages(house, ida);
        var page = Open(pages);

        Act(page, "#field-phone", "Correct Phone number");
        page.WaitForElement("#field-phone input").Change("call me");
        page.Find("#field-phone form").Submit();

        page.WaitForElement("#field-phone .error");
        Assert.Equal("call me", page.Find("#field-phone input").GetAttribute("value"));
        Assert.Equal("true", page.Find("#field-phone input").GetAttribute("aria-invalid"));
        Assert.Equal("+44 1 2", await house.ValueAsync(ida, PersonalField.Phone));
    }

    [Fact, Proves("SE1")]
    public async Task The_mail_address_asks_for_the_password_in_the_same_form_and_what_was_typed_stays()
    {
        await using var house = await House.OpenAsync();
        var ida = await house.AdmitAsync("ida");
        await using var pages = new MemberPages(house, ida);
        var page = Open(pages);
        Assert.Empty(page.FindAll("input[type=password]"));

        Act(page, "#field-email", "Correct Mail address");
        var password = page.WaitForElement("#field-email input[type=password]");
        Assert.Equal("current-password", password.GetAttribute("autocomplete"));
        Assert.Equal("Your password", page.Find($"label[for={password.Id}]").TextContent);
        page.Find("#field-email input[type=email]").Change("ida@new.example");
        password.Change("not the password at all");
        page.Find("#field-email form").Submit();

        page.WaitForElement("#field-email .error");
        Assert.Equal("true", page.Find("#field-email input[type=password]").GetAttribute("aria-invalid"));
        Assert.Null(page.Find("#field-email input[type=email]").GetAttribute("aria-invalid"));
        Assert.Equal("ida@new.example", page.Find("#field-email input[type=email]").GetAttribute("value"));
        Assert.DoesNotContain("not the password", page.Markup, StringComparison.Ordinal);
        Assert.Equal("ida@post.example", await house.ValueAsync(ida, PersonalField.Email));

        page.Find("#field-email input[type=password]").Change(House.Password);
        page.Find("#field-email form").Submit();
        page.WaitForAssertion(() => Assert.Equal("ida@new.example", page.Find("#field-email .value").TextContent));
    }

    [Fact, Proves("A2")]
    public async Task A_correction_shows_at_once_and_is_confirmed_in_words()
    {
        await using var house = await House.OpenAsync();
        await using var pages = new MemberPages(house, await house.AdmitAsync("ida"));
        var page = Open(pages);

        Act(page, "#field-region", "Add Region");
        page.WaitForElement("#field-region input").Change(" Southern Isles ");
        page.Find("#field-region form").Submit();

        page.WaitForElement("#field-region .value");
        Assert.Equal("Southern Isles", page.Find("#field-region .value").TextContent);
        Assert.Contains("Region is saved.", page.Find(".toasts").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leaving_it_as_it_was_changes_nothing()
    {
        await using var house = await House.OpenAsync();
        var ida = await house.AdmitAsync("ida");
        await using var pages = new MemberPages(house, ida);
        var page = Open(pages);

        Act(page, "#field-display-name", "Correct Display name");
        page.WaitForElement("#field-display-name input").Change("Somebody");
        page.FindAll("#field-display-name button").Single(b => b.TextContent == "Leave it as it was").Click();

        Assert.Equal("ida", page.WaitForElement("#field-display-name .value").TextContent);
        Assert.Equal(1, await house.VersionAsync(ida));
    }

    [Fact]
    public async Task What_cannot_be_changed_or_removed_offers_no_button_for_it()
    {
        await using var house = await House.OpenAsync();
        await using var pages = new MemberPages(house, await house.AdmitAsync("ida"));

        var page = Open(pages);

        Assert.Empty(page.FindAll("#field-user-id button"));
        Assert.Equal(["Correct"], page.FindAll("#field-email button").Select(b => b.TextContent));
    }

    [Fact]
    public async Task A_removed_value_goes_only_after_a_second_yes()
    {
        await using var house = await House.OpenAsync();
        var ida = await house.AdmitAsync("ida", (PersonalField.Region, "Northern Isles"));
        await using var pages = new MemberPages(house, ida);
        var page = Open(pages);

        Act(page, "#field-region", "Remove Region");
        Assert.Equal("Northern Isles", await house.ValueAsync(ida, PersonalField.Region));
        page.WaitForAssertion(() => Assert.NotNull(page.Find("dialog button.danger")));
        page.Find("dialog button.danger").Click();

        page.WaitForAssertion(() => Assert.Empty(page.FindAll("#field-region .value")));
        Assert.Null(await house.ValueAsync(ida, PersonalField.Region));
    }

    [Fact]
    public async Task The_first_page_greets_by_the_name_that_the_member_chose()
    {
        await using var house = await House.OpenAsync();
        await using var pages = new MemberPages(house, await house.AdmitAsync("ida"));

        var page = pages.Render<OverviewPage>();

        page.WaitForAssertion(() => Assert.Equal("Hello ida", page.Find("h1").TextContent));
        Assert.Equal("/me/address", page.Find(".notice a").GetAttribute("href"));
    }

    [Fact, Proves("A2")]
    public async Task Own_corrections_stand_there_by_day_the_latest_first_with_what_partners_were_told()
    {
        await using var house = await House.OpenAsync();
        var ida = await house.AdmitAsync("ida", (PersonalField.Skills, "Welding"));
        await house.SelectAsync(ida);
        Assert.True(await house.PartnerReadsAsync(ida, PersonalField.Skills));
        foreach (var (field, value) in new[] { (PersonalField.Skills, "Glazing"), (PersonalField.Region, "Northern Isles") }) await house.Get<CorrectOwnData>().CorrectAsync(ida, field, value);
        house.Store.Clock.Advance(TimeSpan.FromDays(1));
        ida = await house.LogInAsync(ida.Person);
        await house.Get<CorrectOwnData>().CorrectAsync(ida, PersonalField.Phone, "+44 1 2");
        await using var pages = new MemberPages(house, ida);

        var page = Open(pages);

        Assert.Equal(["3 March 2026", "2 March 2026"], page.FindAll(".history dt").Select(d => d.TextContent));
        Assert.Equal(["Phone number", "Region, Skills"], page.FindAll(".history dd").Select(d => d.TextContent.Trim()));
        Assert.Contains("Told that this changed: Skills", page.Find(".told").TextContent, StringComparison.Ordinal);
        Assert.Contains("Told since 2 March 2026. Not confirmed yet.", page.Find(".told").TextContent, StringComparison.Ordinal);
        // In the file to take away they stand among the entries of the ledger.
        var taken = Assert.IsType<TakenData.Taken>(await house.Get<TakeOwnData>().TakeAsync(ida)).Export;
        Assert.Equal(3, taken.Entries.Count(e => e.Entry.Kind == Domain.Ledger.EntryKind.Correction));
    }

    [Fact, Proves("A3")]
    public async Task When_it_is_time_the_page_asks_and_one_press_says_that_everything_is_right()
    {
        await using var house = await House.OpenAsync();
        var ida = await house.AdmitAsync("ida");
        await using (var early = new MemberPages(house, ida)) Assert.DoesNotContain("Is everything still right?", Open(early).Markup, StringComparison.Ordinal);
        house.Store.Clock.Advance(TimeSpan.FromDays(365));
        await using var pages = new MemberPages(house, await house.LogInAsync(ida.Person));
        var page = Open(pages);

        page.FindAll(".notice button").Single(b => b.TextContent == "Everything is right").Click();

        page.WaitForAssertion(() => Assert.DoesNotContain("Is everything still right?", page.Markup, StringComparison.Ordinal));
        Assert.Contains("We have noted that everything is right.", page.Find(".toasts").TextContent, StringComparison.Ordinal);
    }

    private static IRenderedComponent<OwnDataPage> Open(MemberPages pages)
    {
        var page = pages.Render<OwnDataPage>();
        page.WaitForElement(".held-field");
        return page;
    }

    private static void Act(IRenderedComponent<OwnDataPage> page, string field, string button) =>
        page.FindAll($"{field} button").Single(b => b.GetAttribute("aria-label") == button).Click();
}
