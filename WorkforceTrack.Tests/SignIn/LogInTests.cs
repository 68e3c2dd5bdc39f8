using System.Net;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.SignIn;

public sealed class LogInTests(SignInApp app) : IClassFixture<SignInApp>
{
    [Fact]
    public async Task A_member_logs_in_with_user_id_and_password_and_comes_to_the_own_pages()
    {
        await app.AddMemberAsync("alice");
        var answer = await app.OpenBrowser().LogInAsync("Alice");
        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        Assert.EndsWith("/me", answer.Location);
    }

    [Fact]
    public async Task The_form_takes_its_named_fields_alone()
    {
        await app.AddMemberAsync("alice");
        var browser = app.OpenBrowser();
        var token = (await browser.GetAsync("/login")).HiddenFieldsOf("UserId").Single(field => field.Item1 == "__RequestVerificationToken");
        var answer = await browser.PostAsync("/login", token, ("UserId", "alice"), ("Password", SignInApp.Password));
        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
    }

    [Fact, Proves("SE1")]
    public async Task Unknown_user_wrong_password_and_resting_account_are_answered_alike()
    {
        var alice = await app.AddMemberAsync("alice");
        var wrong = await app.OpenBrowser().LogInAsync("alice", "not the password at all");
        var unknown = await app.OpenBrowser().LogInAsync("alicf", "not the password at all");
        for (var time = 0; time < 10; time++) await app.OpenBrowser().LogInAsync("alice", "not the password at all");
        var resting = await app.OpenBrowser().LogInAsync("alice");
        Assert.NotNull((await app.ReadAsync(alice)).LockedUntil);
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.Status);
        Assert.Equal((wrong.Status, wrong.Essence), (unknown.Status, unknown.Essence.Replace("alicf", "alice")));
        Assert.Equal((wrong.Status, wrong.Essence), (resting.Status, resting.Essence));
    }

    [Fact, Proves("SE1")]
    public async Task After_ten_misses_an_account_rests_a_quarter_of_an_hour_and_then_opens_again()
    {
        var alice = await app.AddMemberAsync("alice");
        for (var time = 0; time < 9; time++) await app.OpenBrowser().LogInAsync("alice", "not the password at all");
        Assert.Null((await app.ReadAsync(alice)).LockedUntil);
        await app.OpenBrowser().LogInAsync("alice", "not the password at all");
        Assert.Equal(app.Clock.GetUtcNow() + TimeSpan.FromMinutes(15), (await app.ReadAsync(alice)).LockedUntil);
        app.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal(HttpStatusCode.Redirect, (await app.OpenBrowser().LogInAsync("alice")).Status);
        Assert.Equal((0, null), ((await app.ReadAsync(alice)).FailedCount, (await app.ReadAsync(alice)).LockedUntil));
    }

    [Fact]
    public async Task Too_many_attempts_for_one_user_id_are_told_to_wait_whether_it_exists_or_not()
    {
        await using var strict = await SignInApp.StartAsync(attempts: 5);
        var browser = strict.OpenBrowser();
        for (var time = 0; time < 5; time++) await browser.LogInAsync("nobody", "not the password at all");
        var answer = await browser.LogInAsync("nobody", "not the password at all");
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.Status);
        Assert.Contains("Wait a few minutes", answer.Html);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.LogInAsync("somebody", "not the password at all")).Status);
    }

    [Fact, Proves("K3")]
    public async Task Without_cookies_the_log_in_says_what_is_needed()
    {
        await app.AddMemberAsync("alice");
        var browser = app.OpenBrowser();
        var page = await browser.GetAsync("/login");
        browser.Cookies.Clear();
        var answer = await browser.SubmitAsync(page, "/login", ("UserId", "alice"), ("Password", SignInApp.Password));
        Assert.Equal((HttpStatusCode.SeeOther, "/cookies-needed"), (answer.Status, answer.Location));
    }

    [Fact]
    public async Task A_forged_form_changes_nothing()
    {
        var alice = await app.AddMemberAsync("alice");
        var browser = app.OpenBrowser();
        await browser.GetAsync("/login");
        var answer = await browser.PostAsync("/login", ("__RequestVerificationToken", "forged"), ("UserId", "alice"), ("Password", SignInApp.Password));
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Empty(await app.SessionsAsync(alice));
    }

    [Theory]
    [InlineData("/me/data?page=2", "/me/data?page=2")]
    [InlineData("https://evil.example/", "/me")]
    [InlineData("//evil.example", "/me")]
    [InlineData("/\\evil.example", "/me")]
    [InlineData("me", "/me")]
    [InlineData("/\tevil", "/me")]
    [InlineData("/console/records", "/me")]
    [InlineData("", "/me")]
    [InlineData("/messages", "/messages")]
    public void After_the_log_in_one_stays_on_this_site(string asked, string comesTo) => Assert.Equal(comesTo, Entrance.For(PersonKind.Member, asked));

    [Fact]
    public async Task Who_asks_for_a_page_behind_a_door_comes_back_to_it_after_the_log_in()
    {
        await app.AddMemberAsync("alice");
        var browser = app.OpenBrowser();
        var sent = await browser.GetAsync("/me/security");
        Assert.Equal("/login?returnUrl=%2Fme%2Fsecurity", sent.Location);
        var answer = await browser.SubmitAsync(sent.Location!, ("UserId", "alice"), ("Password", SignInApp.Password));
        Assert.EndsWith("/me/security", answer.Location);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/me/security")).Status);
    }

    [Fact]
    public async Task Staff_who_left_are_answered_like_a_wrong_password()
    {
        var gone = await app.AddStaffAsync("gone", isActive: false);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.OpenBrowser().LogInAsync("gone")).Status);
        Assert.Empty(await app.SessionsAsync(gone));
    }

    [Theory]
    [InlineData("alice", "")]
    [InlineData("", "")]
    [InlineData("alice", "\ud800 odd \u0007 bell")]
    [InlineData("\u202ealice", "x")]
    public async Task Odd_input_is_a_miss_like_any_other(string userId, string password)
    {
        await app.AddMemberAsync("alice");
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.OpenBrowser().LogInAsync(userId, password)).Status);
    }

    [Fact]
    public async Task A_form_with_a_null_character_is_not_read()
    {
        Assert.Equal(HttpStatusCode.BadRequest, (await app.OpenBrowser().LogInAsync("alice\u0000", "x")).Status);
    }

    [Fact]
    public async Task Over_long_input_is_a_miss_like_any_other()
    {
        var answer = await app.OpenBrowser().LogInAsync(new string('a', 100_000), new string('b', 1_000_000));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
    }
}
