using WorkforceTrack.App.Members;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Correspondence;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Members;

public sealed class CheckAddressTests
{
    private const string Wrong = "AAAAA-AAAAA";

    [Fact, Proves("A3")]
    public async Task The_code_from_the_mail_checks_the_address_once()
    {
        await using var accounts = await Accounts.OpenAsync();
        await accounts.JoinAsync("robin", "robin@members.example", isChecked: false);
        var mail = Assert.Single(await accounts.PostAsync());

        var answer = await CheckAsync(accounts, "robin", MailedCode.Shown(Accounts.CodeIn(mail)).ToLowerInvariant());

        Assert.Equal(CheckAnswer.Checked, answer);
        Assert.True((await accounts.PersonAsync("robin")).AddressChecked);
        Assert.Equal("Check your mail address", mail.Subject);
        Assert.DoesNotContain("Robin", mail.TextBody, StringComparison.Ordinal);
    }

    [Fact, Proves("A3"), Proves("SE1")]
    public async Task After_five_wrong_tries_the_right_code_is_worth_nothing()
    {
        await using var accounts = await Accounts.OpenAsync();
        await accounts.JoinAsync("robin", "robin@members.example", isChecked: false);
        var code = Accounts.CodeIn(Assert.Single(await accounts.PostAsync()));

        for (var i = 0; i < 5; i++) Assert.Equal(CheckAnswer.WrongCode, await CheckAsync(accounts, "robin", Wrong));

        Assert.Equal(CheckAnswer.WrongCode, await CheckAsync(accounts, "robin", code));
    }

    [Fact, Proves("SE1")]
    public async Task Many_wrong_tries_at_one_moment_count_one_by_one()
    {
        await using var accounts = await Accounts.OpenAsync();
        await accounts.JoinAsync("robin", "robin@members.example", isChecked: false);
        var code = Accounts.CodeIn(Assert.Single(await accounts.PostAsync()));
        var caller = await accounts.CallerAsync("robin");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => accounts.Store.Get<CheckAddress>().CheckAsync(caller, Wrong))));

        Assert.Equal(CheckAnswer.WrongCode, await CheckAsync(accounts, "robin", code));
    }

    [Fact, Proves("SE1")]
    public async Task A_code_is_worth_nothing_to_another_for_another_purpose_or_too_late()
    {
        await using var accounts = await Accounts.OpenAsync();
        await accounts.JoinAsync("robin", "robin@members.example", isChecked: false);
        await accounts.JoinAsync("kim", "kim@members.example", isChecked: false);
        var codes = (await accounts.PostAsync()).ToDictionary(m => m.To.Mailboxes.Single().Address, Accounts.CodeIn, StringComparer.Ordinal);

        Assert.Equal(CheckAnswer.WrongCode, await CheckAsync(accounts, "kim", codes["robin@members.example"]));
        Assert.IsType<ResetAnswer.WrongCode>(await accounts.ResetAsync("robin", codes["robin@members.example"]));
        accounts.Store.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal(CheckAnswer.WrongCode, await CheckAsync(accounts, "robin", codes["robin@members.example"]));
    }

    [Fact, Proves("A3")]
    public async Task A_code_for_one_address_does_not_check_another()
    {
        await using var accounts = await Accounts.OpenAsync();
        await accounts.JoinAsync("robin", "robin@members.example", isChecked: false);
        var code = Accounts.CodeIn(Assert.Single(await accounts.PostAsync()));
        await using (var vault = accounts.Store.Vault())
        {
            vault.People.Single().AddressIndex = accounts.Store.Get<KeyRing>().AddressIndex("new@members.example");
            await vault.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(CheckAnswer.WrongCode, await CheckAsync(accounts, "robin", code));
    }

    [Fact, Proves("A3")]
    public async Task An_address_belongs_to_the_one_who_checks_it_first()
    {
        await using var accounts = await Accounts.OpenAsync();
        await accounts.JoinAsync("squatter", "kim@members.example", isChecked: false);
        var theirs = Accounts.CodeIn(Assert.Single(await accounts.PostAsync()));
        await accounts.JoinAsync("kim", "kim@members.example");

        Assert.Equal(CheckAnswer.BelongsToAnother, await CheckAsync(accounts, "squatter", theirs));
        Assert.False((await accounts.PersonAsync("squatter")).AddressChecked);
        Assert.True((await accounts.PersonAsync("kim")).AddressChecked);
    }

    [Fact]
    public async Task A_mail_asked_for_once_more_makes_the_first_code_worthless_and_is_sent_only_so_often()
    {
        await using var accounts = await Accounts.OpenAsync("--Security:CodeMailsPerHour=2");
        await accounts.JoinAsync("robin", "robin@members.example", isChecked: false);
        var first = Accounts.CodeIn(Assert.Single(await accounts.PostAsync()));
        var caller = await accounts.CallerAsync("robin");

        Assert.Equal(CheckAnswer.Sent, await accounts.Store.Get<CheckAddress>().AgainAsync(caller));
        Assert.Equal(CheckAnswer.TooOften, await accounts.Store.Get<CheckAddress>().AgainAsync(caller));
        Assert.Equal(CheckAnswer.WrongCode, await CheckAsync(accounts, "robin", first));
        Assert.Equal(CheckAnswer.Checked, await CheckAsync(accounts, "robin", Accounts.CodeIn((await accounts.PostAsync())[^1])));
    }

    [Fact, Proves("A3")]
    public async Task A_mail_asked_for_again_goes_to_the_address_that_is_held_though_a_crash_left_the_index_of_another()
    {
        await using var accounts = await Accounts.OpenAsync();
        await accounts.JoinAsync("robin", "robin@members.example", isChecked: false);
        await accounts.PostAsync();
        await using (var vault = accounts.Store.Vault())
        {
            vault.People.Single().AddressIndex = accounts.Store.Get<KeyRing>().AddressIndex("before@members.example");
            await vault.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(CheckAnswer.Sent, await accounts.Store.Get<CheckAddress>().AgainAsync(await accounts.CallerAsync("robin")));

        var mails = await accounts.PostAsync();
        Assert.Equal(2, mails.Count);
        Assert.Equal(CheckAnswer.Checked, await CheckAsync(accounts, "robin", Accounts.CodeIn(mails[^1])));
    }

    [Fact, Proves("SE1")]
    public async Task Who_registers_with_anothers_address_uses_up_neither_their_reset_mails_nor_their_checks()
    {
        await using var accounts = await Accounts.OpenAsync("--Security:CodeMailsPerHour=2");
        await accounts.JoinAsync("kim", "kim@members.example");
        await accounts.JoinAsync("robin", "robin@members.example", isChecked: false);
        for (var i = 0; i < 4; i++)
        {
            await accounts.JoinAsync($"squatter{i}", "kim@members.example", isChecked: false);
            await accounts.JoinAsync($"another{i}", "robin@members.example", isChecked: false);
        }

        await accounts.PostAsync();
        await accounts.ForgetAsync("kim");
        Assert.Equal("Choose a new password", (await accounts.PostAsync())[^1].Subject);
        Assert.Equal(CheckAnswer.Sent, await accounts.Store.Get<CheckAddress>().AgainAsync(await accounts.CallerAsync("robin")));
    }

    [Fact]
    public async Task Nobody_is_flooded_with_mails_about_registrations()
    {
        await using var accounts = await Accounts.OpenAsync();
        await accounts.JoinAsync("kim", "kim@members.example");
        for (var i = 0; i < 25; i++) await accounts.JoinAsync($"squatter{i}", "kim@members.example", isChecked: false);

        Assert.Equal(20, (await accounts.PostAsync()).Count);
    }

    [Fact]
    public async Task A_visitor_checks_nothing()
    {
        await using var accounts = await Accounts.OpenAsync();

        Assert.Equal(CheckAnswer.NotAMember, await accounts.Store.Get<CheckAddress>().CheckAsync(new Caller.Visitor(), Wrong));
        Assert.Equal(CheckAnswer.NotAMember, await accounts.Store.Get<CheckAddress>().AgainAsync(new Caller.Visitor()));
    }

    private static async Task<CheckAnswer> CheckAsync(Accounts accounts, string userId, string code) =>
        await accounts.Store.Get<CheckAddress>().CheckAsync(await accounts.CallerAsync(userId), code);
}
