using System.Net;
using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.SignIn;

public sealed class SessionTests(SignInApp app) : IClassFixture<SignInApp>
{
    private const string NewPassword = "nine quick otters by the weir";

    [Fact, Proves("K2")]
    public async Task After_log_off_a_copied_cookie_is_dead()
    {
        await app.AddMemberAsync("alice");
        var browser = app.OpenBrowser();
        await browser.LogInAsync("alice");
        var thief = browser.Copy();
        Assert.Equal(HttpStatusCode.OK, (await thief.GetAsync("/me/security")).Status);
        var page = await browser.GetAsync("/me/security");
        var token = page.HiddenFieldsOf("__RequestVerificationToken");
        var answer = await browser.PostAsync("/logout", token);
        Assert.Equal((HttpStatusCode.Redirect, "/logged-off"), (answer.Status, answer.Location));
        Assert.Equal("\"cache\", \"cookies\", \"storage\"", answer.ClearSiteData);
        Assert.Equal(HttpStatusCode.Redirect, (await thief.GetAsync("/me/security")).Status);
        Assert.DoesNotContain("wt", browser.Cookies.Keys);
    }

    [Fact]
    public async Task A_forged_log_off_ends_nothing()
    {
        await app.AddMemberAsync("alice");
        var browser = app.OpenBrowser();
        await browser.LogInAsync("alice");
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostAsync("/logout", ("x", "y"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/me/security")).Status);
    }

    [Theory, Proves("K1")]
    [InlineData(false, "wt")]
    [InlineData(true, "__Host-wt")]
    public async Task No_cookie_has_an_end_of_its_own(bool isProduction, string name)
    {
        await using var production = isProduction ? await SignInApp.StartAsync(isProduction: true) : null;
        var program = production ?? app;
        await program.AddMemberAsync("alice");
        var browser = program.OpenBrowser();
        var page = await browser.GetAsync("/login");
        var answer = await browser.SubmitAsync(page, "/login", ("UserId", "alice"), ("Password", SignInApp.Password));
        var set = Assert.Single(answer.SetCookies, cookie => cookie.StartsWith(name + "=", StringComparison.Ordinal));
        Assert.All([.. page.SetCookies, .. answer.SetCookies], cookie =>
        {
            Assert.DoesNotContain("expires", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("max-age", cookie, StringComparison.OrdinalIgnoreCase);
        });
        Assert.EndsWith("; path=/; secure; samesite=lax; httponly", set, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Every_log_in_has_a_session_id_of_its_own_and_ends_the_one_before()
    {
        var alice = await app.AddMemberAsync("alice");
        var browser = app.OpenBrowser();
        await browser.LogInAsync("alice");
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await browser.LogInAsync("alice");
        var sessions = await app.SessionsAsync(alice);
        Assert.Equal(2, sessions.Select(s => s.Id).Distinct().Count());
        Assert.NotNull(sessions[0].EndedAt);
        Assert.Null(sessions[1].EndedAt);
    }

    [Fact]
    public async Task A_silent_session_ends_and_a_lively_one_ends_when_it_is_too_old()
    {
        await app.AddMemberAsync("alice");
        var (silent, lively) = (app.OpenBrowser(), app.OpenBrowser());
        await silent.LogInAsync("alice");
        await lively.LogInAsync("alice");
        for (var time = 0; time < 35; time++)
        {
            app.Clock.Advance(TimeSpan.FromMinutes(20));
            Assert.Equal(HttpStatusCode.OK, (await lively.GetAsync("/me/security")).Status);
        }

        Assert.Equal(HttpStatusCode.Redirect, (await silent.GetAsync("/me/security")).Status);
        app.Clock.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal(HttpStatusCode.Redirect, (await lively.GetAsync("/me/security")).Status);
    }

    [Fact]
    public async Task The_sweep_ends_silent_sessions_and_removes_them_a_day_later()
    {
        var alice = await app.AddMemberAsync("alice");
        await app.OpenBrowser().LogInAsync("alice");
        var sweep = app.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<SweepSessions>().Single();
        app.Clock.Advance(TimeSpan.FromMinutes(30));
        await sweep.SweepAsync();
        Assert.NotNull(Assert.Single(await app.SessionsAsync(alice)).EndedAt);
        app.Clock.Advance(TimeSpan.FromDays(1));
        await sweep.SweepAsync();
        Assert.Empty(await app.SessionsAsync(alice));
    }

    [Fact]
    public async Task A_new_password_ends_every_other_session_and_the_old_password_is_nothing()
    {
        var alice = await app.AddMemberAsync("alice");
        var (here, there) = (app.OpenBrowser(), app.OpenBrowser());
        await here.LogInAsync("alice");
        await there.LogInAsync("alice");
        var answer = await here.SubmitAsync("/me/security", ("CurrentPassword", SignInApp.Password), ("NewPassword", NewPassword));
        Assert.Contains("Your password is changed", answer.Html);
        await using (var store = await app.Services.GetRequiredService<IDbContextFactory<MainDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken))
            Assert.Equal(1, await store.Ledger.CountAsync(row => row.Subject == alice.Subject && row.Kind == EntryKind.Credential, TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.OK, (await here.GetAsync("/me/security")).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await there.GetAsync("/me/security")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await there.LogInAsync("alice")).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await there.LogInAsync("alice", NewPassword)).Status);
    }

    [Theory]
    [InlineData("wrong current password", NewPassword, "This is not your current password")]
    [InlineData(SignInApp.Password, "too short", "Use at least 15 characters")]
    [InlineData(SignInApp.Password, "alicealicealice1", "easy to guess")]
    [InlineData(SignInApp.Password, "TheHeronSociety2026", "easy to guess")]
    public async Task A_password_that_is_not_changed_says_why(string current, string wanted, string words)
    {
        await app.AddMemberAsync("alice");
        var browser = app.OpenBrowser();
        await browser.LogInAsync("alice");
        var answer = await browser.SubmitAsync("/me/security", ("CurrentPassword", current), ("NewPassword", wanted));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains(words, answer.Html);
        Assert.DoesNotContain(wanted, answer.Html);
        Assert.Equal(HttpStatusCode.Redirect, (await app.OpenBrowser().LogInAsync("alice")).Status);
    }

    [Fact]
    public async Task Sessions_are_told_apart_and_ended_from_elsewhere_but_only_by_their_owner()
    {
        var alice = await app.AddMemberAsync("alice");
        await app.AddMemberAsync("bo");
        var (here, there, other) = (app.OpenBrowser(), app.OpenBrowser(), app.OpenBrowser());
        await there.LogInAsync("alice");
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await here.LogInAsync("alice");
        await other.LogInAsync("bo");
        var first = (await app.SessionsAsync(alice))[0].Id.ToString("N");
        var page = await other.GetAsync("/me/security");
        await other.PostAsync("/me/security", [.. page.HiddenFieldsOf("__RequestVerificationToken").Where(f => f.Item1 != "_handler"), ("_handler", "sessions"), ("Which", first)]);
        Assert.Equal(HttpStatusCode.OK, (await there.GetAsync("/me/security")).Status);

        var list = await here.GetAsync("/me/security");
        Assert.Contains("Firefox on Linux", list.Html);
        Assert.Contains("This session", list.Html);
        await here.SubmitAsync(list, "/me/security", ("Which", first));
        Assert.Equal(HttpStatusCode.Redirect, (await there.GetAsync("/me/security")).Status);
        Assert.Equal(HttpStatusCode.OK, (await here.GetAsync("/me/security")).Status);
    }

    [Fact]
    public async Task Members_and_staff_have_doors_of_their_own()
    {
        await app.AddMemberAsync("alice");
        await app.AddStaffAsync("sam");
        var (alice, sam) = (app.OpenBrowser(), app.OpenBrowser());
        await alice.LogInAsync("alice");
        Assert.EndsWith("/console", (await sam.LogInAsync("sam")).Location);
        Assert.Equal(HttpStatusCode.Forbidden, (await alice.GetAsync("/console/security")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await sam.GetAsync("/me/security")).Status);
        Assert.Equal(HttpStatusCode.OK, (await sam.GetAsync("/console/security")).Status);
        Assert.Equal("/console/security", (await sam.GetAsync("/.well-known/change-password")).Location);
        Assert.Equal("/me/security", (await alice.GetAsync("/.well-known/change-password")).Location);
    }

    [Fact, Proves("SE1")]
    public async Task Staff_without_a_second_factor_may_do_nothing_in_production_but_set_one_up()
    {
        await using var production = await SignInApp.StartAsync(isProduction: true);
        var sam = await production.AddStaffAsync("sam");
        var browser = production.OpenBrowser();
        await browser.LogInAsync("sam");
        var session = Assert.Single(await production.SessionsAsync(sam));
        var principal = new ClaimsPrincipal(new ClaimsIdentity([new Claim(Callers.SessionClaim, session.Id.ToString("N"))], "test"));
        var callers = production.Services.GetRequiredService<Callers>();
        Assert.IsType<Caller.StaffToSecure>(await callers.ReadAsync(principal));
        Assert.Contains("Set up a second factor to go on", (await browser.GetAsync("/console/security")).Html);
        await production.SetUpSecondFactorAsync(sam);
        Assert.IsType<Caller.OfStaff>(await callers.ReadAsync(principal));
    }
}
