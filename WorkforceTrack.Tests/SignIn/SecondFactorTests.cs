using System.Net;
using CsCheck;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.SignIn;

public sealed class SecondFactorTests(SignInApp app) : IClassFixture<SignInApp>
{
    private static readonly string Rfc6238Secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_RFC_6238(long seconds, string code) =>
        Assert.Equal(code, Totp.Code(Rfc6238Secret, Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds))));

    [Fact]
    public async Task The_log_in_asks_for_a_code_and_sets_no_login_cookie_before_it()
    {
        var alice = await app.AddMemberAsync("alice");
        var (secret, _) = await app.SetUpSecondFactorAsync(alice);
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        var browser = app.OpenBrowser();
        var asked = await browser.LogInAsync("alice");
        Assert.Contains("one-time-code", asked.Html);
        Assert.DoesNotContain("wt", browser.Cookies.Keys);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.SubmitAsync(asked, "/login", ("Code", app.CodeNow(secret)))).Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/me/security")).Status);
    }

    [Theory, Proves("SE1")]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public async Task A_code_is_taken_one_step_early_or_late_and_no_further(int stepsAway, bool isTaken)
    {
        var (secret, _) = await app.SetUpSecondFactorAsync(await app.AddMemberAsync("alice"));
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        var browser = app.OpenBrowser();
        var answer = await browser.SubmitAsync(await browser.LogInAsync("alice"), "/login", ("Code", app.CodeNow(secret, stepsAway)));
        Assert.Equal(isTaken ? HttpStatusCode.Redirect : HttpStatusCode.Unauthorized, answer.Status);
    }

    [Fact, Proves("SE1")]
    public async Task A_code_works_once_also_when_it_comes_twice_at_the_same_moment()
    {
        var (secret, _) = await app.SetUpSecondFactorAsync(await app.AddMemberAsync("alice"));
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        var browsers = Enumerable.Range(0, 4).Select(_ => app.OpenBrowser()).ToArray();
        var asked = await Task.WhenAll(browsers.Select(browser => browser.LogInAsync("alice")));
        var answers = await Task.WhenAll(browsers.Zip(asked, (browser, page) => browser.SubmitAsync(page, "/login", ("Code", app.CodeNow(secret)))));
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.Redirect);
    }

    [Fact, Proves("SE1")]
    public async Task A_recovery_code_works_once_however_it_is_typed()
    {
        var alice = await app.AddMemberAsync("alice");
        var (_, codes) = await app.SetUpSecondFactorAsync(alice);
        Assert.Equal(10, codes.Distinct().Count());
        Assert.DoesNotContain(codes[0], (await app.ReadAsync(alice)).RecoveryCodes);
        var browser = app.OpenBrowser();
        var typed = codes[0].ToUpperInvariant().Replace('-', ' ');
        Assert.Equal(HttpStatusCode.Redirect, (await browser.SubmitAsync(await browser.LogInAsync("alice"), "/login", ("Code", typed))).Status);
        Assert.Equal(9, RecoveryCode.Left(await app.ReadAsync(alice)));
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.SubmitAsync(await browser.LogInAsync("alice"), "/login", ("Code", codes[0]))).Status);
    }

    [Fact]
    public async Task The_state_between_the_two_steps_is_good_for_five_minutes_and_for_no_one_else()
    {
        var alice = await app.AddMemberAsync("alice");
        var (secret, _) = await app.SetUpSecondFactorAsync(alice);
        var browser = app.OpenBrowser();
        var asked = await browser.LogInAsync("alice");
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        var late = await browser.SubmitAsync(asked, "/login", ("Code", app.CodeNow(secret)));
        Assert.Contains("Too much time passed", late.Html);
        var token = asked.HiddenFieldsOf("Code").Where(field => field.Item1 != "State").ToArray();
        var forged = await browser.PostAsync("/login", [.. token, ("State", "forged"), ("Code", app.CodeNow(secret))]);
        Assert.Equal(HttpStatusCode.Unauthorized, forged.Status);
    }

    [Fact, Proves("SE1")]
    public async Task Wrong_codes_rest_the_account_and_the_right_password_does_not_forgive_them()
    {
        var alice = await app.AddMemberAsync("alice");
        var (secret, _) = await app.SetUpSecondFactorAsync(alice);
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        var browser = app.OpenBrowser();
        Page asked = null!;
        for (var time = 0; time < 10; time++)
        {
            asked = await browser.LogInAsync("alice");
            await browser.SubmitAsync(asked, "/login", ("Code", app.CodeNow(secret, 9)));
        }

        Assert.NotNull((await app.ReadAsync(alice)).LockedUntil);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.SubmitAsync(asked, "/login", ("Code", app.CodeNow(secret)))).Status);
    }

    [Fact]
    public async Task A_person_sets_the_factor_up_sees_the_codes_once_and_turns_it_off_with_the_password()
    {
        var alice = await app.AddMemberAsync("alice");
        var browser = app.OpenBrowser();
        await browser.LogInAsync("alice");
        var start = await browser.GetAsync("/me/security");
        (string, string)[] begin = [.. start.HiddenFieldsOf("__RequestVerificationToken").Where(f => f.Item1 != "_handler"), ("_handler", "factor-start")];
        var waiting = await browser.PostAsync("/me/security", begin);
        Assert.Contains("<svg class=\"qr\"", waiting.Html);
        var secret = waiting.Html.Split("<code>")[1].Split("</code>")[0].Replace(" ", "");
        Assert.False((await app.ReadAsync(alice)).TwoFactorEnabled);

        var wrong = await browser.SubmitAsync(waiting, "/me/security", ("FactorCode", app.CodeNow(secret, 5)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        var on = await browser.SubmitAsync(wrong, "/me/security", ("FactorCode", app.CodeNow(secret)));
        Assert.Contains("Keep these recovery codes", on.Html);
        Assert.True((await app.ReadAsync(alice)).TwoFactorEnabled);
        var after = await browser.GetAsync("/me/security");
        Assert.DoesNotContain("Keep these recovery codes", after.Html);
        Assert.DoesNotContain(secret, after.Html.Replace(" ", ""));

        await browser.SubmitAsync(after, "/me/security", ("FactorPassword", "not the password at all"), ("FactorStep", "off"));
        Assert.True((await app.ReadAsync(alice)).TwoFactorEnabled);
        await browser.SubmitAsync(after, "/me/security", ("FactorPassword", SignInApp.Password), ("FactorStep", "codes"));
        Assert.Equal(10, RecoveryCode.Left(await app.ReadAsync(alice)));
        await browser.SubmitAsync(after, "/me/security", ("FactorPassword", SignInApp.Password), ("FactorStep", "off"));
        var row = await app.ReadAsync(alice);
        Assert.Equal((false, null, ""), (row.TwoFactorEnabled, row.SealedAuthenticatorKey, row.RecoveryCodes));
    }

    [Fact]
    public void Base_32_gives_back_the_bytes_that_RFC_4648_says() =>
        Assert.Equal("foobar"u8.ToArray(), Base32.Decode("MZXW6YTBOI"));

    [Fact]
    public void A_recovery_code_is_the_same_in_any_case_and_grouping() =>
        Gen.String[Gen.Char["0123456789abcdefghjkmnpqrstvwxyz"], 24, 24].Sample(code =>
            RecoveryCode.Hash(code) == RecoveryCode.Hash(code.ToUpperInvariant().Insert(4, "-").Insert(9, " ")));
}
