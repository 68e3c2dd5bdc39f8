using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Members;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Members;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Members;

public sealed class RemindToReviewTests : IAsyncLifetime
{
    private const string Subject = "Is your data still right?";

    private Accounts accounts = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => accounts = await Accounts.OpenAsync();

    public ValueTask DisposeAsync() => accounts.DisposeAsync();

    [Fact, Proves("A3")]
    public async Task A_member_is_asked_once_for_each_time_that_goes_by_and_the_mail_opens_the_address_alone()
    {
        var person = await accounts.JoinAsync("robin", "robin@mail.example");
        Advance(364);
        Assert.Equal(0, await RemindAsync());
        Advance(1);
        var before = (await accounts.EntriesAsync(person)).Count;

        Assert.Equal(1, await RemindAsync());
        Assert.Equal(0, await RemindAsync());
        var mail = (await accounts.PostAsync())[^1];
        Assert.Equal((Subject, "robin@mail.example"), (mail.Subject, mail.To.Mailboxes.Single().Address));
        Assert.Contains("https://members.example/me/data", mail.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("Robin", mail.TextBody, StringComparison.Ordinal);
        var entry = Assert.Single((await accounts.EntriesAsync(person)).Skip(before));
        Assert.Equal((EntryKind.Use, Purpose.KeepAccount, FieldSet.Of(PersonalField.Email)), (entry.Kind, entry.Purpose!.Value, entry.Fields));

        Advance(364);
        Assert.Equal(0, await RemindAsync());
        Advance(1);
        Assert.Equal(1, await RemindAsync());
    }

    [Fact, Proves("A3")]
    public async Task A_correction_or_everything_is_right_begins_the_time_anew()
    {
        await accounts.JoinAsync("robin", "robin@mail.example");
        Advance(300);
        Assert.IsType<Correction.Done>(await accounts.Store.Get<CorrectOwnData>().CorrectAsync(await accounts.CallerAsync("robin"), PersonalField.Region, "Northern Isles"));
        Advance(364);
        Assert.Equal(0, await RemindAsync());
        Assert.True(await accounts.Store.Get<ConfirmOwnData>().ConfirmAsync(await accounts.CallerAsync("robin")));
        Advance(364);
        Assert.Equal(0, await RemindAsync());
        Assert.False(await IsDueAsync());
        Advance(1);
        Assert.True(await IsDueAsync());
        Assert.Equal(1, await RemindAsync());
        Assert.False(await accounts.Store.Get<ConfirmOwnData>().ConfirmAsync(new Caller.Visitor()));
    }

    [Fact, Proves("A3")]
    public async Task An_unchecked_address_is_not_written_to_and_neither_is_one_that_lost_its_check_before_the_mail_went()
    {
        await accounts.JoinAsync("robin", "robin@mail.example");
        await accounts.JoinAsync("wren", "wren@mail.example", isChecked: false);
        var posted = (await accounts.PostAsync()).Count;
        Advance(365);
        Assert.Equal(1, await RemindAsync());
        await using (var vault = accounts.Store.Vault()) await vault.People.ExecuteUpdateAsync(set => set.SetProperty(p => p.AddressChecked, false), Stop);

        Assert.Equal(posted, (await accounts.PostAsync()).Count);
        Assert.Equal(0, await accounts.WaitingAsync());
        // The page asks all the same, and the mail follows once the address is checked.
        Assert.True(await IsDueAsync("wren"));
        await using (var vault = accounts.Store.Vault()) await vault.People.ExecuteUpdateAsync(set => set.SetProperty(p => p.AddressChecked, true), Stop);
        Assert.Equal(1, await RemindAsync());
    }

    [Fact, Proves("A3")]
    public async Task Only_an_open_membership_is_reminded()
    {
        await accounts.JoinAsync("robin", "robin@mail.example");
        Advance(400);
        foreach (var state in new[] { AccountState.Leaving, AccountState.Closed })
        {
            await accounts.Store.Writer.WriteAsync(async work => (await work.Db.Members.SingleAsync(Stop)).State = state);
            Assert.Equal(0, await RemindAsync());
        }
    }

    [Fact, Proves("A3")]
    public async Task A_stop_right_after_the_mail_was_queued_neither_loses_nor_repeats_it()
    {
        await accounts.JoinAsync("robin", "robin@mail.example");
        Advance(365);
        using var before = accounts.Store.Folder.Copy();
        Assert.Equal(1, await RemindAsync());
        using var after = accounts.Store.Folder.Copy();

        foreach (var (disk, queued) in new[] { (before, 1), (after, 0) })
        {
            await using var later = new Accounts(await TestStore.OpenAsync(new Staging { Folder = disk, Clock = accounts.Store.Clock }));
            Assert.Equal(queued, await later.Store.Get<RemindToReview>().RemindAsync(Stop));
            Assert.Single(await later.PostAsync(), m => m.Subject == Subject);
        }
    }

    [Fact]
    public async Task A_member_from_before_there_were_reminders_is_asked_from_the_day_on_which_the_latest_value_was_stored()
    {
        await accounts.JoinAsync("robin", "robin@mail.example");
        Advance(100);
        Assert.IsType<Correction.Done>(await accounts.Store.Get<CorrectOwnData>().CorrectAsync(await accounts.CallerAsync("robin"), PersonalField.Region, "Northern Isles"));
        await accounts.Store.Writer.WriteAsync(async work => (await work.Db.Members.SingleAsync(Stop)).ReviewedOn = null);
        Advance(364);
        Assert.Equal(0, await RemindAsync());
        Advance(1);
        Assert.Equal(1, await RemindAsync());
    }

    private void Advance(int days) => accounts.Store.Clock.Advance(TimeSpan.FromDays(days));

    private Task<int> RemindAsync() => accounts.Store.Get<RemindToReview>().RemindAsync(Stop);

    private async Task<bool> IsDueAsync(string userId = "robin") => (await accounts.Store.Get<ReadHistory>().ReadAsync(await accounts.CallerAsync(userId))).IsReviewDue;
}
