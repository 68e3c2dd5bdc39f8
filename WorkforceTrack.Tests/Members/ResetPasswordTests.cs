using Microsoft.AspNetCore.Identity;
using WorkforceTrack.App.Members;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.Domain.Correspondence;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Members;

public sealed class ResetPasswordTests
{
    [Theory, Proves("SE1")]
    [InlineData("robin")]
    [InlineData(" Robin@Members.Example ")]
    public async Task Who_forgot_the_password_chooses_a_new_one_and_is_told(string who)
    {
        await using var accounts = await Accounts.OpenAsync();
        await accounts.JoinAsync("robin", "robin@members.example");
        var caller = await accounts.CallerAsync("robin");
        Assert.Equal(ForgotAnswer.LookInYourMail, await accounts.ForgetAsync(who));
        var code = Accounts.CodeIn((await accounts.PostAsync())[^1]);

        Assert.IsType<ResetAnswer.Done>(await accounts.ResetAsync(who, code));

        var person = await accounts.PersonAsync("robin");
        var hasher = accounts.Store.Get<Argon2idHasher>();
        Assert.Equal(PasswordVerificationResult.Success, await hasher.VerifyAsync(person, "a lantern under the third bridge"));
        Assert.Equal(PasswordVerificationResult.Failed, await hasher.VerifyAsync(person, Accounts.Password));
        Assert.NotEqual(caller.Person.SecurityStamp, person.SecurityStamp);
        await using var vault = accounts.Store.Vault();
        Assert.All(vault.Sessions.Where(s => s.Person == person.Id), s => Assert.NotNull(s.EndedAt));
        Assert.Equal("Your password was changed", (await accounts.PostAsync())[^1].Subject);
        Assert.Contains(await accounts.EntriesAsync(person), e => e.Kind == EntryKind.Credential);
        Assert.IsType<ResetAnswer.WrongCode>(await accounts.ResetAsync(who, code));
    }

    [Fact, Proves("SE1")]
    public async Task The_answer_is_the_same_for_nobody_and_no_mail_goes_out()
    {
        await using var accounts = await Accounts.OpenAsync();
        await accounts.JoinAsync("robin", "robin@members.example", isChecked: false);
        await accounts.PostAsync();

        // An address that nobody checked may be a stranger's: neither the user ID nor the address brings a code there.
        foreach (var who in new[] { "nobody", "nobody@members.example", "robin", "robin@members.example", "\ud800", new string('a', 5000) })
            Assert.Equal(ForgotAnswer.LookInYourMail, await accounts.ForgetAsync(who));

        Assert.Equal(0, await accounts.WaitingAsync());
        await using (var vault = accounts.Store.Vault()) Assert.DoesNotContain(vault.Codes, c => c.Purpose == CodePurpose.ResetPassword);
        Assert.IsType<ResetAnswer.WrongCode>(await accounts.ResetAsync("nobody", "ABCDE-FGHJK"));
        Assert.IsType<ResetAnswer.NotACode>(await accounts.ResetAsync("nobody", "my code"));
    }

    [Fact]
    public async Task A_password_that_is_not_taken_does_not_cost_the_code()
    {
        await using var accounts = await Accounts.OpenAsync();
        await accounts.JoinAsync("robin", "robin@members.example");
        await accounts.ForgetAsync("robin");
        var code = Accounts.CodeIn((await accounts.PostAsync())[^1]);

        Assert.IsType<ResetAnswer.PasswordRejected>(await accounts.ResetAsync("robin", code, "short"));
        Assert.IsType<ResetAnswer.Done>(await accounts.ResetAsync("robin", code));
    }

    [Fact, Proves("SE1")]
    public async Task After_half_an_hour_the_code_is_worth_nothing()
    {
        await using var accounts = await Accounts.OpenAsync();
        await accounts.JoinAsync("robin", "robin@members.example");
        await accounts.ForgetAsync("robin");
        var code = Accounts.CodeIn((await accounts.PostAsync())[^1]);

        accounts.Store.Clock.Advance(TimeSpan.FromMinutes(30));

        Assert.IsType<ResetAnswer.WrongCode>(await accounts.ResetAsync("robin", code));
    }
}
