using Microsoft.Playwright;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Browser;

/// <summary>What stays behind in a browser: nothing.</summary>
[Collection(Journeys.Name), Trait("needs", "browser")]
public sealed class CookieTests(Chromium browser, OpenHouse house)
{
    private const string Kept =
        """
        async () => [
          ...Object.keys(localStorage).map(k => 'localStorage ' + k),
          ...Object.keys(sessionStorage).map(k => 'sessionStorage ' + k),
          ...(await indexedDB.databases()).map(d => 'IndexedDB ' + d.name),
          ...(await caches.keys()).map(c => 'Cache ' + c),
          ...(await navigator.serviceWorker.getRegistrations()).map(w => 'worker ' + w.scope),
        ]
        """;

    [Fact, Proves("K1")]
    public async Task A_whole_visit_leaves_session_cookies_alone_and_asks_nobody_else()
    {
        await using var visit = await browser.VisitAsync(house.Program);
        foreach (var path in new[] { "/", "/policy", "/policy/1.0", "/register", "/forgot", "/reset", "/cookies-needed" }) await visit.GoAsync(path);
        await visit.LogInAsync("june");
        foreach (var path in new[] { "/me", "/me/disclosures", "/me/security", "/me/data", "/me/consents", "/me/surveys", "/me/services" })
        {
            await visit.GoAsync(path);
            await visit.SettleAsync();
        }

        // Something happens too: a service is selected and dropped, and the own data is taken away.
        await visit.Named("Select Job matching").ClickAsync();
        await visit.Named("Approve and select").ClickAsync();
        await visit.Named("Drop Job matching").ClickAsync();
        await visit.Named("Drop the service").ClickAsync();
        await Visit.SeeAsync(visit.Named("Select Job matching"));
        await visit.GoAsync("/me/data");
        await visit.Page.RunAndWaitForDownloadAsync(() => visit.Named("Download everything").ClickAsync());

        var cookies = await visit.Context.CookiesAsync();
        Assert.NotEmpty(cookies);
        Assert.All(cookies, cookie =>
        {
            Assert.Equal(-1, cookie.Expires);
            Assert.Equal("localhost", cookie.Domain);
            Assert.True(cookie.HttpOnly);
            Assert.NotEqual(SameSiteAttribute.None, cookie.SameSite);
        });
        Assert.Empty(await visit.Page.EvaluateAsync<string[]>(Kept));
        visit.AssertQuiet();
    }

    [Fact, Proves("K2")]
    public async Task After_log_off_the_copied_cookie_is_dead_and_another_open_page_goes_to_the_log_in()
    {
        await using var visit = await browser.VisitAsync(house.Program);
        await visit.LogInAsync("ivo");
        var copied = await visit.Context.StorageStateAsync(new BrowserContextStorageStateOptions());
        await using var thief = await browser.VisitAsync(house.Program, copied);
        await thief.GoAsync("/me");
        await thief.ArriveAsync("Hello Ivo");
        // A second tab, and a page of it that acts.
        await visit.GoAsync("/me");
        var second = await visit.Context.NewPageAsync();
        await second.GotoAsync("/me/services");
        await visit.SettleAsync(second);
        await second.GetByRole(AriaRole.Button, new() { Name = "Drop Job matching" }).ClickAsync();
        var sure = second.GetByRole(AriaRole.Button, new() { Name = "Drop the service" });
        await sure.WaitForAsync();

        await visit.Named("Log off").ClickAsync();
        await visit.ArriveAsync("You are logged off");
        // Pressed in the moment before the tab is sent away, it does nothing any more.
        await sure.ClickAsync(new LocatorClickOptions { Force = true });
        await Visit.ReachAsync(second, "/login\\?ended=true$");

        Assert.DoesNotContain(await visit.Context.CookiesAsync(), cookie => copied.Contains(cookie.Value, StringComparison.Ordinal));
        await second.GoBackAsync();
        await Visit.ReachAsync(second, "/login");
        await thief.GoAsync("/me");
        await thief.ArriveAsync("Log in");

        await visit.LogInAsync("ivo");
        await visit.GoAsync("/me/services");
        await visit.SettleAsync();
        await Visit.SeeAsync(visit.Named("Drop Job matching"));
        visit.AssertQuiet();
        thief.AssertQuiet();
    }

    [Fact, Proves("K2")]
    public async Task Closing_the_browser_is_enough()
    {
        var disk = Directory.CreateTempSubdirectory("workforcetrack-browser").FullName;
        try
        {
            await using (var visit = await browser.VisitFromDiskAsync(house.Program, disk))
            {
                await visit.LogInAsync("ivo");
                await visit.GoAsync("/me");
                await visit.ArriveAsync("Hello Ivo");
            }

            await using var again = await browser.VisitFromDiskAsync(house.Program, disk);
            Assert.Empty(await again.Context.CookiesAsync());
            await again.GoAsync("/me");
            await again.ArriveAsync("Log in");
            again.AssertQuiet();
        }
        finally
        {
            Directory.Delete(disk, recursive: true);
        }
    }

    [Fact, Proves("K3")]
    public async Task With_cookies_blocked_the_site_says_what_is_needed_and_why()
    {
        var disk = Directory.CreateTempSubdirectory("workforcetrack-browser").FullName;
        try
        {
            // What the switch "block all cookies" in the settings of the browser writes.
            Directory.CreateDirectory(Path.Combine(disk, "Default"));
            await File.WriteAllTextAsync(Path.Combine(disk, "Default", "Preferences"), """{"profile":{"default_content_setting_values":{"cookies":2}}}""", TestContext.Current.CancellationToken);
            await using var visit = await browser.VisitFromDiskAsync(house.Program, disk);
            foreach (var path in new[] { "/login", "/register" })
            {
                await visit.GoAsync(path);
                foreach (var field in await visit.Page.Locator("form.form input:visible:not([type=checkbox])").AllAsync()) await field.FillAsync("seven-quiet-herons");
                await visit.Page.Locator("form.form").EvaluateAsync("form => { form.noValidate = true; form.requestSubmit(); }");
                await Visit.ReachAsync(visit.Page, "/cookies-needed$");
                await visit.ArriveAsync("Two cookies are needed to log in");
                await visit.SeeAsync("allow cookies for this site");
            }

            await visit.GoAsync("/policy");
            Assert.Empty(await visit.Context.CookiesAsync());
            visit.AssertQuiet();
        }
        finally
        {
            Directory.Delete(disk, recursive: true);
        }
    }
}
