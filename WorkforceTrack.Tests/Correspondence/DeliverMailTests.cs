using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Correspondence;
using WorkforceTrack.App.Members;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.Staff;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Members;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Staff;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Members;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Correspondence;

public sealed class DeliverMailTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact, Proves("O4"), Proves("D2")]
    public async Task Each_account_mail_is_an_entry_that_stands_before_the_mail_is_written()
    {
        await using var accounts = await Accounts.OpenAsync();
        var person = await accounts.JoinAsync("robin", "robin@members.example");
        await accounts.Store.Get<MailQueue>().QueueAsync(person, MailTemplate.PasswordChanged, MailParameters.None);
        var before = (await accounts.EntriesAsync(person)).Count;
        Block(accounts);

        await accounts.Mail.DeliverDueAsync(Stop);

        // The folder could not be written, and the entry is there all the same.
        var entry = Assert.Single((await accounts.EntriesAsync(person)).Skip(before));
        await using var main = accounts.Store.Main();
        var waiting = await main.Mail.AsNoTracking().SingleAsync(Stop);
        Assert.Equal((EntryKind.Use, ActorRole.Platform, Purpose.KeepAccount, waiting.Id), (entry.Kind, entry.Role, entry.Purpose!.Value, entry.Evidence!.Value));
        Assert.Equal(FieldSet.Of(PersonalField.Email, PersonalField.DisplayName), entry.Fields);
    }

    [Fact]
    public async Task A_mail_that_cannot_be_handed_over_waits_longer_each_time_and_is_not_lost()
    {
        await using var accounts = await Accounts.OpenAsync();
        var person = await accounts.JoinAsync("robin", "robin@members.example");
        var count = (await accounts.PostedAsync()).Count;
        await accounts.Store.Get<MailQueue>().QueueAsync(person, MailTemplate.PasswordChanged, MailParameters.None);
        Block(accounts);

        var first = await accounts.Mail.DeliverDueAsync(Stop);
        Assert.Equal(accounts.Store.Clock.GetUtcNow() + TimeSpan.FromMinutes(1), first);
        accounts.Store.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await accounts.Mail.DeliverDueAsync(Stop);
        Assert.Equal(accounts.Store.Clock.GetUtcNow() + TimeSpan.FromMinutes(2), second);

        Unblock(accounts);
        accounts.Store.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Null(await accounts.Mail.DeliverDueAsync(Stop));
        Assert.Equal(count + 1, (await accounts.PostedAsync()).Count);
    }

    [Fact]
    public async Task A_crash_after_queueing_leaves_the_mail_for_the_next_start()
    {
        await using var accounts = await Accounts.OpenAsync();
        await accounts.JoinAsync("robin", "robin@members.example", isChecked: false);
        Assert.Equal(1, await accounts.WaitingAsync());
        using var crashed = accounts.Store.Folder.Copy();

        await using var later = await TestStore.OpenAsync(new Staging { Folder = crashed, Clock = accounts.Store.Clock });
        Assert.Null(await later.Get<DeliverMail>().DeliverDueAsync(Stop));

        Assert.Single(Directory.GetFiles(crashed.MailFolder, "*.eml"));
    }

    [Fact]
    public async Task A_mail_handed_over_twice_is_one_file_under_one_message_id()
    {
        await using var accounts = await Accounts.OpenAsync();
        var person = await accounts.JoinAsync("robin", "robin@members.example");
        for (var row = accounts.Store.Get<MailQueue>().Prepare(person, MailTemplate.PasswordChanged, MailParameters.None); row.Attempts < 2; row.Attempts++)
        {
            // As if a crash had come between handing over and removing.
            await accounts.Store.Writer.WriteAsync(async work => await work.Db.Mail.AddAsync(row, Stop));
            await accounts.Mail.DeliverDueAsync(Stop);
        }

        Assert.Single(await accounts.PostedAsync(), m => m.Subject == "Your password was changed");
    }

    [Fact]
    public async Task A_member_who_is_leaving_still_hears_of_the_account_and_can_replace_a_forgotten_password()
    {
        await using var accounts = await Accounts.OpenAsync();
        var person = await accounts.JoinAsync("robin", "robin@members.example");
        await accounts.Store.Writer.WriteAsync(work => work.Db.Members.ExecuteUpdateAsync(m => m.SetProperty(r => r.State, AccountState.Leaving)));

        await accounts.ForgetAsync("robin");
        Assert.IsType<ResetAnswer.Done>(await accounts.ResetAsync("robin", Accounts.CodeIn((await accounts.PostAsync())[^1])));

        Assert.Equal("Your password was changed", (await accounts.PostAsync())[^1].Subject);
        Assert.Equal(0, await accounts.WaitingAsync());
        Assert.DoesNotContain(await accounts.EntriesAsync(person), e => e.Kind == EntryKind.Refusal);
    }

    [Fact, Proves("C3")]
    public async Task A_closed_account_gets_no_mail_and_the_mail_goes()
    {
        await using var accounts = await Accounts.OpenAsync();
        var person = await accounts.JoinAsync("robin", "robin@members.example");
        var count = (await accounts.PostedAsync()).Count;
        await accounts.Store.Writer.WriteAsync(work => work.Db.Members.ExecuteUpdateAsync(m => m.SetProperty(r => r.State, AccountState.Closed)));
        await accounts.Store.Get<MailQueue>().QueueAsync(person, MailTemplate.PasswordChanged, MailParameters.None);

        Assert.Null(await accounts.Mail.DeliverDueAsync(Stop));

        Assert.Equal((0, count), (await accounts.WaitingAsync(), (await accounts.PostedAsync()).Count));
    }

    [Fact]
    public async Task Mail_to_someone_gone_goes_too()
    {
        await using var accounts = await Accounts.OpenAsync();
        await accounts.JoinAsync("robin", "robin@members.example", isChecked: false);
        await using (var vault = accounts.Store.Vault()) await vault.People.ExecuteDeleteAsync(Stop);

        Assert.Null(await accounts.Mail.DeliverDueAsync(Stop));

        Assert.Equal(0, await accounts.WaitingAsync());
    }

    [Fact]
    public async Task A_code_never_goes_to_an_address_that_it_was_not_made_for()
    {
        await using var accounts = await Accounts.OpenAsync();
        await accounts.JoinAsync("robin", "robin@members.example", isChecked: false);
        await using (var vault = accounts.Store.Vault())
        {
            vault.People.Single().AddressIndex = accounts.Store.Get<KeyRing>().AddressIndex("new@members.example");
            await vault.SaveChangesAsync(Stop);
        }

        Assert.Empty(await accounts.PostAsync());
        Assert.Equal(0, await accounts.WaitingAsync());
    }

    [Fact]
    public async Task A_change_of_address_is_told_to_the_old_one()
    {
        await using var accounts = await Accounts.OpenAsync();
        var person = await accounts.JoinAsync("robin", "robin@members.example");
        await accounts.Store.Get<MailQueue>().QueueAsync(person, MailTemplate.AddressChanged, MailParameters.ToOldAddress(new Redacted<string>("old@members.example")));

        var mail = (await accounts.PostAsync())[^1];

        Assert.Equal("old@members.example", mail.To.Mailboxes.Single().Address);
        Assert.DoesNotContain("robin@members.example", mail.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact, Proves("D3")]
    public async Task The_old_address_in_a_waiting_mail_is_not_opened_with_the_rest()
    {
        await using var accounts = await Accounts.OpenAsync();
        var person = await accounts.JoinAsync("robin", "robin@members.example");
        var row = accounts.Store.Get<MailQueue>().Prepare(person, MailTemplate.AddressChanged, MailParameters.ToOldAddress(new Redacted<string>("old@members.example")));

        using var key = accounts.Store.Get<KeyRing>().PersonKey(person);
        var opened = System.Text.Encoding.UTF8.GetString(Sealer.Open(key, row.Sealed, Sealer.Context("mail", row.Id)));

        Assert.DoesNotContain("old@members.example", opened, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Staff_get_mail_at_their_sealed_address_while_they_are_active()
    {
        await using var accounts = await Accounts.OpenAsync();
        var admitted = await accounts.Store.Get<AdmitStaff>().AdmitAsync(StaffRole.Support, new("sam"), new("sam@members.example"), new("Sam O’Hara"), "hash");
        var person = Assert.IsType<StaffAdmission.Admitted>(admitted).Person;
        await accounts.Store.Get<MailQueue>().QueueAsync(person, MailTemplate.PasswordChanged, MailParameters.None);

        var mail = Assert.Single(await accounts.PostAsync());
        Assert.Equal("sam@members.example", mail.To.Mailboxes.Single().Address);
        Assert.StartsWith("Hello Sam O’Hara,", mail.TextBody, StringComparison.Ordinal);

        await accounts.Store.Writer.WriteAsync(work => work.Db.Staff.ExecuteUpdateAsync(s => s.SetProperty(r => r.IsActive, false)));
        await accounts.Store.Get<MailQueue>().QueueAsync(person, MailTemplate.PasswordChanged, MailParameters.None);
        Assert.Single(await accounts.PostAsync());
        Assert.Equal(0, await accounts.WaitingAsync());
    }

    [Fact]
    public async Task Mail_waits_while_no_policy_is_in_force()
    {
        await using var accounts = await Accounts.OpenAsync();
        await accounts.JoinAsync("robin", "robin@members.example", isChecked: false);
        accounts.Store.Get<PolicyInForce>().Set([]);

        Assert.NotNull(await accounts.Mail.DeliverDueAsync(Stop));

        Assert.Equal(1, await accounts.WaitingAsync());
    }

    // A file where the folder should be: nothing can be written there.
    private static void Block(Accounts accounts)
    {
        var folder = accounts.Store.Folder.MailFolder;
        if (Directory.Exists(folder)) Directory.Move(folder, folder + "-away");
        File.WriteAllText(folder, "");
    }

    private static void Unblock(Accounts accounts)
    {
        var folder = accounts.Store.Folder.MailFolder;
        File.Delete(folder);
        if (Directory.Exists(folder + "-away")) Directory.Move(folder + "-away", folder);
    }
}
