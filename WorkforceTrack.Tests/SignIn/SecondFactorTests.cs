using System.Net;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Tests.Members;
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

        var wrong = await browser.SubmitAsync(waiting, "/me/security", ("FactorCode", app.CodeNow(secret, 5)), ("NewFactorPassword", SignInApp.Password));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Contains("This code does not fit", wrong.Html);
        var unproven = await browser.SubmitAsync(wrong, "/me/security", ("FactorCode", app.CodeNow(secret)), ("NewFactorPassword", "not the password at all"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unproven.Status);
        Assert.Contains("This is not your password", unproven.Html);
        Assert.Contains($"value=\"{app.CodeNow(secret)}\"", unproven.Html);
        Assert.False((await app.ReadAsync(alice)).TwoFactorEnabled);
        var on = await browser.SubmitAsync(unproven, "/me/security", ("FactorCode", app.CodeNow(secret)), ("NewFactorPassword", SignInApp.Password));
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

    [Fact, Proves("SE1"), Proves("O4")]
    public async Task Each_change_of_the_second_factor_stands_in_the_ledger_and_is_told_by_mail()
    {
        await using var accounts = await Accounts.OpenAsync();
        var robin = await accounts.JoinAsync("robin", "robin@members.example");
        await using var scope = accounts.Store.Services.CreateAsyncScope();
        var setUp = scope.ServiceProvider.GetRequiredService<SetUpSecondFactor>();
        await setUp.StartAsync(await accounts.CallerAsync("robin"));
        var secret = (await setUp.PendingAsync(await accounts.CallerAsync("robin")))!;
        var code = Totp.Code(secret, Totp.StepAt(accounts.Store.Clock.GetUtcNow()));
        await accounts.PostAsync();

        // An unattended session has everything but the password.
        Assert.IsType<FactorChange.NotProven>(await setUp.ConfirmAsync(await accounts.CallerAsync("robin"), "", code));
        Assert.Equal(1, (await accounts.PersonAsync("robin")).FailedCount);
        await ChangedAsync<FactorChange.Coded>(c => setUp.ConfirmAsync(c, Accounts.Password, code), "A second factor was turned on");
        Assert.IsType<FactorChange.NotProven>(await setUp.RenewCodesAsync(await accounts.CallerAsync("robin"), "not the password at all"));
        Assert.IsType<FactorChange.NotProven>(await setUp.TurnOffAsync(await accounts.CallerAsync("robin"), "not the password at all"));
        await ChangedAsync<FactorChange.Coded>(c => setUp.RenewCodesAsync(c, Accounts.Password), "New recovery codes were made");
        await ChangedAsync<FactorChange.Done>(c => setUp.TurnOffAsync(c, Accounts.Password), "Your second factor was turned off");
        Assert.False((await accounts.PersonAsync("robin")).TwoFactorEnabled);

        async Task ChangedAsync<TChange>(Func<Caller, Task<FactorChange>> change, string subject)
        {
            var before = (await CountAsync(), (await accounts.PostAsync()).Count);
            Assert.IsType<TChange>(await change(await accounts.CallerAsync("robin")));
            var posted = await accounts.PostAsync();
            Assert.Equal(subject, posted[^1].Subject);
            Assert.Equal((before.Item1 + 1, before.Item2 + 1), (await CountAsync(), posted.Count));
        }

        async Task<int> CountAsync() => (await accounts.EntriesAsync(robin)).Count(e => e.Kind == EntryKind.Credential);
    }

    [Fact, Proves("SE1")]
    public async Task Of_two_new_sets_of_codes_at_the_same_moment_the_one_that_was_shown_works()
    {
        var alice = await app.AddMemberAsync("alice");
        await app.SetUpSecondFactorAsync(alice);
        var caller = await app.MemberAsync(alice);
        await using var scope = app.Services.CreateAsyncScope();
        var setUp = scope.ServiceProvider.GetRequiredService<SetUpSecondFactor>();
        var first = Assert.IsType<FactorChange.Coded>(await setUp.RenewCodesAsync(caller, SignInApp.Password));

        Assert.IsType<FactorChange.Overtaken>(await setUp.RenewCodesAsync(caller, SignInApp.Password));

        Assert.Equal(RecoveryCode.Stored(first.Codes), (await app.ReadAsync(alice)).RecoveryCodes);
    }

    [Fact]
    public void Base_32_gives_back_the_bytes_that_RFC_4648_says() =>
        Assert.Equal("foobar"u8.ToArray(), Base32.Decode("MZXW6YTBOI"));

    [Fact]
    public void A_recovery_code_is_the_same_in_any_case_and_grouping() =>
        Gen.String[Gen.Char["0123456789abcdefghjkmnpqrstvwxyz"], 24, 24].Sample(code =>
            RecoveryCode.Hash(code) == RecoveryCode.Hash(code.ToUpperInvariant().Insert(4, "-").Insert(9, " ")));
}
