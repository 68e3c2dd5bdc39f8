using Bunit;
using Microsoft.Data.Sqlite;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Ledger.Components;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Staff;
using WorkforceTrack.Tests.Promises;
using WorkforceTrack.Tests.Staff;

namespace WorkforceTrack.Tests.Ledger;

public sealed class VerifyLedgerTests
{
    [Fact, Proves("SE1")]
    public async Task The_officer_presses_once_and_reads_that_the_ledger_is_sound()
    {
        await using var office = await Office.OpenAsync();
        var officer = await office.HireAsync(StaffRole.PrivacyOfficer);
        office.Get<CheckpointFile>().Write(office.Get<LedgerBook>().Head);
        await using var page = Desk.Of(office, officer);
        var panel = page.Render<VerifyPanel>(parameters => parameters.Add(p => p.IsOfficer, true));
        Assert.Contains("has not been done since the program started", panel.Markup, StringComparison.Ordinal);

        panel.Find("button").Click();

        panel.WaitForAssertion(() => Assert.Contains("The ledger is sound", panel.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        Assert.False(panel.Find("button").HasAttribute("disabled"));
    }

    [Fact, Proves("SE1")]
    public async Task What_was_changed_in_the_store_is_named_in_words()
    {
        await using var office = await Office.OpenAsync();
        var officer = await office.HireAsync(StaffRole.PrivacyOfficer);
        office.Get<CheckpointFile>().Write(office.Get<LedgerBook>().Head);
        await ChangeEntryAsync(office, 1);

        var done = await CheckAsync(office, officer);

        Assert.True(done.HasWitness);
        Assert.Contains(done.Report.Findings, finding => finding is AuditFinding.BodyDiffers { Index: 1 });
        await using var page = Desk.Of(office, officer);
        var panel = page.Render<VerifyPanel>(parameters => parameters.Add(p => p.IsOfficer, true));
        Assert.Contains("The ledger is damaged", panel.Markup, StringComparison.Ordinal);
        Assert.Contains("The body of entry 1 does not match", panel.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_head_outside_nothing_is_called_sound()
    {
        await using var office = await Office.OpenAsync();
        var officer = await office.HireAsync(StaffRole.PrivacyOfficer);
        File.Delete(office.Store.Folder.CheckpointFile);

        Assert.False((await CheckAsync(office, officer)).HasWitness);

        await using var page = Desk.Of(office, officer);
        var panel = page.Render<VerifyPanel>(parameters => parameters.Add(p => p.IsOfficer, true));
        Assert.Contains("whether the end was cut off cannot be told", panel.Markup, StringComparison.Ordinal);
        Assert.IsType<OutsideCopy.Missing>(OutsideCopy.Of(office.Get<CheckpointFile>()));
        await File.WriteAllTextAsync(office.Store.Folder.CheckpointFile, "no head", TestContext.Current.CancellationToken);
        Assert.IsType<OutsideCopy.Unreadable>(OutsideCopy.Of(office.Get<CheckpointFile>()));
    }

    [Fact]
    public async Task Two_who_press_at_once_watch_one_check()
    {
        await using var office = await Office.OpenAsync();
        var officer = await office.HireAsync(StaffRole.PrivacyOfficer);
        var verify = office.Get<VerifyLedger>();
        var ended = 0;
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        verify.Moved += (_, _) =>
        {
            if (verify.Latest is not LedgerCheck.Done) return;
            Interlocked.Increment(ref ended);
            all.TrySetResult();
        };
        // Something for the check to do, so that the second press comes while it runs.
        await office.Store.Writer.WriteAsync(work =>
        {
            for (var i = 0; i < 3_000; i++) work.Append(Entries.New(work, EntryKind.Notice, ActorRole.Platform));
            return Task.FromResult(0);
        });

        Assert.Equal([null, null], await Task.WhenAll(verify.StartAsync(officer), verify.StartAsync(officer)));

        await all.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        await Task.Delay(200, TestContext.Current.CancellationToken);
        Assert.Equal(1, ended);
    }

    [Fact]
    public async Task Nobody_else_starts_a_check()
    {
        await using var office = await Office.OpenAsync();
        var counsel = await office.HireAsync(StaffRole.Counsel);
        Assert.Equal(RefusalReason.RoleNotEntitled, await office.Get<VerifyLedger>().StartAsync(counsel));
        await using var page = Desk.Of(office, counsel);
        var panel = page.Render<VerifyPanel>(parameters => parameters.Add(p => p.IsOfficer, false));

        Assert.Empty(panel.FindAll("button"));
        Assert.Null(office.Get<VerifyLedger>().Latest);
    }

    private static async Task<LedgerCheck.Done> CheckAsync(Office office, Caller.OfStaff officer)
    {
        var verify = office.Get<VerifyLedger>();
        Assert.Null(await verify.StartAsync(officer));
        for (var wait = 0; verify.Latest is not LedgerCheck.Done && wait < 500; wait++) await Task.Delay(20, TestContext.Current.CancellationToken);
        return Assert.IsType<LedgerCheck.Done>(verify.Latest);
    }

    private static async Task ChangeEntryAsync(Office office, long index)
    {
        var stop = TestContext.Current.CancellationToken;
        await using var connection = new SqliteConnection($"Data Source={office.Store.Folder.MainFile}");
        await connection.OpenAsync(stop);
        await using var damage = connection.CreateCommand();
        damage.CommandText = "SELECT group_concat('DROP TRIGGER \"' || name || '\"', ';') FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'Ledger'";
        var drop = await damage.ExecuteScalarAsync(stop) as string;
        damage.CommandText = $"{drop}; UPDATE \"Ledger\" SET \"Body\" = CAST(replace(CAST(\"Body\" AS TEXT), 'role: ', 'role: x') AS BLOB) WHERE \"Index\" = {index}";
        await damage.ExecuteNonQueryAsync(stop);
    }
}
