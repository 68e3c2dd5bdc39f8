using System.Net;
using System.Text.Json;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Browser;

/// <summary>
/// Every page, as everyone sees it: light and dark, wide and on a phone. axe finds nothing, the console stays empty under the
/// security policy, and nothing has to be scrolled sideways at 320 pixels (WCAG 1.4.10) or at twice the size (1.4.4).
/// </summary>
[Collection(Journeys.Name), Trait("needs", "browser")]
public sealed class EveryPageTests(Chromium browser, OpenHouse house)
{
    private static readonly Lazy<string> AxeScript = new(() => new BundledAxeScriptProvider().GetScript());

    private const string Look =
        """
        async () => {
          const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
          const found = await axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] });
          return found.violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.html} ${n.failureSummary}`));
        }
        """;

    /// <summary>Who looks, where, and the status when it is not the usual one.</summary>
    public static TheoryData<string?, string, int> Pages => new()
    {
        { null, "/", 200 }, { null, "/policy", 200 }, { null, "/policy/1.0", 200 }, { null, "/register", 200 }, { null, "/register/done", 200 },
        { null, "/login", 200 }, { null, "/login?ended=true", 200 }, { null, "/forgot", 200 }, { null, "/reset", 200 }, { null, "/reset/sent", 200 },
        { null, "/reset/done", 200 }, { null, "/cookies-needed", 200 }, { null, "/nothing-here", 404 }, { null, "/policy/9.9", 404 },
        { null, "/surveys/opening-hours-of-the-advice-desk/results", 200 }, { null, "/surveys/nothing-here/results", 404 }, { null, "/transparency", 200 },
        { "alice", "/me", 200 }, { "alice", "/me/data", 200 }, { "alice", "/me/consents", 200 }, { "alice", "/me/services", 200 },
        { "alice", "/me/disclosures", 200 }, { "alice", "/me/security", 200 }, { "alice", "/me/address", 200 }, { "alice", "/login", 200 }, { "alice", "/console", 403 },
        { "hana", "/me", 200 }, { "hana", "/me/data", 200 }, { "hana", "/me/consents", 200 }, { "hana", "/me/services", 200 }, { "hana", "/me/disclosures", 200 },
        { "bo", "/me/consents", 200 }, { "bo", "/me/disclosures", 200 }, { "cy", "/me/services", 200 }, { "eli", "/me", 200 }, { "eli", "/me/address", 200 },
        { "priya", "/console", 200 }, { "priya", "/console/records", 200 }, { "priya", "/console/records?for=answer-request", 200 },
        { "priya", "/console/disclosures", 200 }, { "priya", "/console/disclosures?refused=true", 200 }, { "priya", "/console/disclosures?from=2001-01-01&to=2001-01-02", 200 },
        { "priya", "/console/ledger", 200 }, { "priya", "/console/partners", 200 }, { "priya", "/console/staff", 200 }, { "priya", "/console/security", 200 },
        { "priya", "/console/adherence", 200 }, { "priya", "/console/usage", 200 }, { "mina", "/console/usage?period=year", 200 }, { "sam", "/console/usage", 200 },
        { "priya", "/console/backups", 200 }, { "mina", "/console/backups", 200 }, { "sam", "/console/backups", 200 },
        { "sec", "/console/incidents", 200 }, { "sam", "/console/incidents", 200 }, { "mina", "/console/staff", 200 }, { "mina", "/console/records", 200 },
        { "sam", "/console/disclosures", 200 }, { "priya", "/console/engagements", 200 }, { "priya", "/console/engagements/new", 200 }, { "priya", "/console/engagements/00000000-0000-0000-0000-000000000001", 200 },
        { "leo", "/console/engagements", 200 }, { "tess", "/engagement", 200 }, { "tess", "/engagement/security", 200 }, { "tess", "/console", 403 },
        { "tess", "/me", 403 }, { "priya", "/console/cases", 200 }, { "priya", "/console/cases?view=open", 200 }, { "mina", "/console/cases?view=over", 200 },
        { "leo", "/console/cases", 200 }, { "sam", "/console/cases/new", 200 }, { "leo", "/console/cases/new", 200 }, { "priya", "/console/cases/00000000-0000-0000-0000-000000000001", 200 },
        { null, "/contact", 200 }, { null, "/contact/ABCDEFGH", 200 }, { null, "/receipt/ABCDEFGH", 200 }, { "hana", "/me/leave", 200 }, { "cy", "/me", 200 }, { "cy", "/me/leave", 200 },
        { "priya", "/console/messages", 200 }, { "leo", "/console/messages", 200 },
        { "dana", "/me", 200 }, { "dana", "/me/cases", 200 }, { "alice", "/me/cases", 200 }, { "alice", "/me/cases/00000000-0000-0000-0000-000000000001", 200 },
    };

    [Theory, MemberData(nameof(Pages)), Proves("SE1")]
    public async Task A_page_is_whole_for_everyone(string? person, string path, int status)
    {
        await using var visit = await house.VisitAsync(browser, person);
        visit.Expecting((HttpStatusCode)status);
        await visit.GoAsync(path);
        await visit.SettleAsync();
        await AssertWholeAsync(visit);
        visit.AssertQuiet();
    }

    [Fact]
    public async Task One_entry_of_the_ledger_is_whole_for_everyone()
    {
        await using var visit = await house.VisitAsync(browser, "priya");
        await visit.GoAsync("/console/disclosures");
        await visit.Page.GetByRole(AriaRole.Table).GetByRole(AriaRole.Link).First.ClickAsync();
        await Visit.ReachAsync(visit.Page, "/console/disclosures/[0-9a-f]{32}$");
        await visit.SeeAsync("Canonical bytes");
        await AssertWholeAsync(visit);
        visit.AssertQuiet();
    }

    [Fact]
    public async Task An_opened_record_and_a_refused_look_are_whole_for_everyone()
    {
        await using var visit = await house.VisitAsync(browser, "sam");
        foreach (var (name, heading) in new[] { ("nobody-of-this-name", "No record for this user ID or address"), ("goran", "What is held") })
        {
            await visit.GoAsync("/console/records?for=give-support");
            await visit.Named("User ID or mail address").FillAsync(name);
            await visit.Named("Why you need it").FillAsync("Asked on the phone for help with the log-in.");
            await visit.Named("Open the record").ClickAsync();
            await visit.SeeAsync(heading);
            await AssertWholeAsync(visit);
        }

        visit.AssertQuiet();
    }

    [Fact]
    public async Task The_question_before_a_service_is_selected_is_whole_for_everyone()
    {
        await using var visit = await house.VisitAsync(browser, "goran");
        await visit.GoAsync("/me/services");
        await visit.SettleAsync();
        await visit.Named("Select Job matching").ClickAsync();
        await Visit.SeeAsync(visit.Page.GetByRole(AriaRole.Dialog));
        await AssertWholeAsync(visit);
        await visit.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        visit.AssertQuiet();
    }

    [Fact]
    public async Task A_field_open_for_correction_and_its_error_are_whole_for_everyone()
    {
        await using var visit = await house.VisitAsync(browser, "goran");
        await visit.GoAsync("/me/data");
        await visit.SettleAsync();
        var field = visit.Page.GetByRole(AriaRole.Region, new() { Name = "Mail address" });
        await field.GetByRole(AriaRole.Button).First.ClickAsync();
        await field.GetByRole(AriaRole.Textbox, new() { Name = "New mail address" }).FillAsync("nowhere");
        await field.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Visit.SeeAsync(field.Locator(".error"));
        await AssertWholeAsync(visit);
        await field.GetByRole(AriaRole.Textbox, new() { Name = "New mail address" }).FillAsync("goran@elsewhere.example");
        await field.GetByLabel("Your password").FillAsync("not the password");
        await field.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Visit.SeeAsync(field.GetByText("This is not your password."));
        await AssertWholeAsync(visit);
        visit.AssertQuiet();
    }

    [Fact]
    public async Task A_backup_that_was_made_by_hand_is_whole_for_everyone()
    {
        await using var visit = await house.VisitAsync(browser, "priya");
        await visit.GoAsync("/console/backups");
        await visit.SettleAsync();
        await visit.Named("Make one now").ClickAsync();
        await Assertions.Expect(visit.Page.GetByText("The backup is made and sound")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await AssertWholeAsync(visit);
        await visit.GoAsync("/console/backups");
        await Visit.SeeAsync(visit.Page.GetByRole(AriaRole.Table).GetByText("Sound").First);
        await AssertWholeAsync(visit);
        visit.AssertQuiet();
    }

    [Theory]
    [InlineData("priya", "over", "-0001")]
    [InlineData("priya", "open", "-0002")]
    [InlineData("priya", "open", "-0003")]
    [InlineData("sam", "open", "-0004")]
    public async Task A_case_is_whole_for_everyone(string person, string view, string reference)
    {
        await using var visit = await house.VisitAsync(browser, person);
        await visit.GoAsync($"/console/cases?view={view}");
        await visit.Page.GetByRole(AriaRole.Table).GetByRole(AriaRole.Link, new() { NameRegex = new($"{reference}$", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)) }).ClickAsync();
        await Visit.ReachAsync(visit.Page, "/console/cases/[0-9a-f-]{36}$");
        await visit.SettleAsync();
        foreach (var folded in await visit.Page.Locator("main details").AllAsync()) await folded.EvaluateAsync("d => { d.open = true; }");
        await AssertWholeAsync(visit);
        visit.AssertQuiet();
    }

    [Fact]
    public async Task A_demand_and_the_form_to_object_are_whole_for_everyone()
    {
        await using var visit = await house.VisitAsync(browser, "dana");
        await visit.GoAsync("/me/cases");
        await visit.Page.Locator(".demands a").First.ClickAsync();
        await visit.ArriveAsync("Eastport County Court");
        await visit.SettleAsync();
        await visit.SeeAsync("Why you object");
        await AssertWholeAsync(visit);
        visit.AssertQuiet();
    }

    [Theory]
    [InlineData("/register", 422)]
    [InlineData("/login", 401)]
    [InlineData("/reset", 422)]
    public async Task A_form_that_was_not_taken_is_whole_for_everyone(string path, int status)
    {
        await using var visit = await house.VisitAsync(browser, person: null);
        visit.Expecting((HttpStatusCode)status);
        await visit.GoAsync(path);
        foreach (var input in await visit.Page.Locator("form.form input:visible:not([type=checkbox])").AllAsync()) await input.FillAsync("-");
        // The browser's own checks would hold the form back; what is looked at is our answer.
        await visit.Page.Locator("form.form").EvaluateAsync("form => { form.noValidate = true; }");
        var answer = await visit.Page.RunAndWaitForResponseAsync(() => visit.Page.Locator("form.form button[type=submit]").ClickAsync(), r => r.Request.Method == "POST");
        Assert.Equal(status, answer.Status);
        await Visit.LoadedAsync(visit.Page);
        await AssertWholeAsync(visit);
        visit.AssertQuiet();
    }

    [Theory]
    [InlineData("p.textContent = 'Hardly to be read'; p.style.color = 'color-mix(in srgb, CanvasText 30%, Canvas)';")]
    [InlineData("p.innerHTML = '<button type=submit></button>';")]
    [InlineData("p.style.width = '350px'; p.style.minWidth = '350px'; p.textContent = 'Too wide for a phone';")]
    [InlineData("p.innerHTML = '<h1>A second title</h1>';")]
    public async Task A_fault_put_in_on_purpose_is_found(string fault)
    {
        await using var visit = await house.VisitAsync(browser, person: null);
        await visit.GoAsync("/cookies-needed");
        await visit.Page.EvaluateAsync($"() => {{ const p = document.createElement('div'); {fault} document.querySelector('main .wrap').append(p); }}");
        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => AssertWholeAsync(visit));
    }

    internal static async Task AssertWholeAsync(Visit visit)
    {
        var page = visit.Page;
        Assert.Equal(1, await page.Locator("h1:visible").CountAsync());
        Assert.NotEmpty(await page.TitleAsync());
        // Into the page once; the package's own way would open a second page for each of the four looks.
        await page.EvaluateAsync(AxeScript.Value);
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
            foreach (var width in new[] { 1280, 390 })
            {
                await page.SetViewportSizeAsync(width, 900);
                Assert.Equal("", string.Join('\n', (await page.EvaluateAsync<string[]>(Look)).Select(found => $"{scheme}, {width}: {found}")));
            }
        }

        foreach (var width in new[] { 320, 390, 640, 1280 })
        {
            await page.SetViewportSizeAsync(width, 900);
            var wide = await page.EvaluateAsync<JsonElement>(Overflow);
            Assert.True(wide.GetProperty("page").GetInt32() <= width, $"At {width} pixels {page.Url} is {wide} wide.");
        }
    }

    private const string Overflow =
        """
        () => {
          const root = document.scrollingElement;
          const culprit = [...document.querySelectorAll('main *, header *, footer *')].find(e => e.getBoundingClientRect().right > innerWidth + 1);
          return { page: root.scrollWidth, by: culprit?.outerHTML.slice(0, 160) ?? '' };
        }
        """;
}
