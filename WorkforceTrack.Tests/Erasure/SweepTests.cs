using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Correspondence;
using WorkforceTrack.App.Erasure;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Erasure;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Members;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Erasure;

public sealed class SweepTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact, Proves("T5")]
    public async Task The_bodies_of_entries_about_who_left_go_after_five_years_and_the_ledger_stays_sound()
    {
        await using var house = await House.OpenAsync();
        var (ida, bo) = (await house.AdmitAsync("ida"), await house.AdmitAsync("bo"));
        await house.SelectAsync(ida);
        await house.SelectAsync(bo);
        var (old, kept) = ((await house.LedgerOfAsync(ida)).Count, (await house.LedgerOfAsync(bo)).Count);
        await house.LeaveAsync(ida);
        await house.EraseAsync();
        house.Store.Clock.Advance(house.Get<RetentionTimes>().Of(RecordKind.Ledger) - house.Get<LeavingTerms>().Waiting - TimeSpan.FromMinutes(1));
        Assert.Equal(0, (await house.Get<SweepRecords>().SweepAsync(Stop))[RecordKind.Ledger]);
        house.Store.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(old, (await house.Get<SweepRecords>().SweepAsync(Stop))[RecordKind.Ledger]);

        Assert.Equal(0, (await house.Get<SweepRecords>().SweepAsync(Stop))[RecordKind.Ledger]);
        Assert.Empty(await house.LedgerOfAsync(ida));
        Assert.Equal(kept, (await house.LedgerOfAsync(bo)).Count);
        var report = await house.Get<AuditLedger>().AuditAsync([]);
        Assert.True(report.IsSound, string.Join('\n', report.Findings));
        Assert.Equal(old, report.Expired);
        Assert.Contains(await house.Get<SweepBook>().LatestAsync(9), line => line.Kind == RecordKind.Ledger && line.Removed == old);
    }

    [Fact, Proves("SE1")]
    public async Task No_body_goes_without_the_entry_of_a_sweep_and_nothing_but_a_body_goes_with_it()
    {
        await using var house = await House.OpenAsync();
        var ida = await house.AdmitAsync("ida");
        const string Bodies = "UPDATE \"Ledger\" SET \"Body\" = x'', \"Subject\" = NULL, \"Recipient\" = NULL, \"Purpose\" = NULL";
        await RefusedAsync(house, Bodies);
        // A sweep of this very moment lets go of nothing that is younger than five years.
        await house.WriteAsync(ida, EntryKind.Sweep);
        await RefusedAsync(house, Bodies);
        house.Store.Clock.Advance(TimeSpan.FromDays(1827));
        await house.WriteAsync(ida, EntryKind.Sweep);

        await RefusedAsync(house, $"{Bodies}, \"LeafHash\" = x'00' WHERE \"Index\" = 0");
        await RefusedAsync(house, $"{Bodies}, \"Kind\" = 'use' WHERE \"Index\" = 0");
        await RefusedAsync(house, "UPDATE \"Ledger\" SET \"Body\" = x'41' WHERE \"Index\" = 0");
        await RefusedAsync(house, "DELETE FROM \"Ledger\" WHERE \"Index\" = 0");
        await using var main = house.Main();
        Assert.Equal(1, await main.Database.ExecuteSqlRawAsync($"{Bodies} WHERE \"Index\" = 0", Stop));
        Assert.True((await house.Get<AuditLedger>().AuditAsync([])).IsSound);
    }

    [Fact, Proves("T5")]
    public async Task What_was_kept_long_enough_goes_and_nothing_else_and_the_report_says_so()
    {
        await using var house = await House.OpenAsync();
        var ida = await house.AdmitAsync("ida");
        Assert.NotNull(await house.ValueAsync(ida, PersonalField.DisplayName));
        await house.SelectAsync(ida);
        Assert.True(await house.PartnerReadsAsync(ida));
        await house.Get<MailedCodes>().IssueAsync(ida.Person, Domain.Correspondence.CodePurpose.ResetPassword);
        await house.LeaveAsync(await house.AdmitAsync("bo"));
        await house.EraseAsync();
        await house.Store.Writer.WriteAsync(work => SweepBook.AddAsync(work, RecordKind.Receipts, 3));
        var sweep = house.Get<SweepRecords>();

        var after = await sweep.SweepAsync(Stop);
        Assert.Equal((1, 0, 0, 0, 1), (after[RecordKind.OwnLooks], after[RecordKind.AgreementCounts], after[RecordKind.SweepReports], after[RecordKind.Receipts], after[RecordKind.MailedCodes]));

        house.Store.Clock.Advance(TimeSpan.FromDays(401));
        after = await sweep.SweepAsync(Stop);
        Assert.Equal((0, 1, 0), (after[RecordKind.OwnLooks], after[RecordKind.AgreementCounts], after[RecordKind.Receipts]));
        Assert.True(after[RecordKind.SweepReports] >= 2);

        house.Store.Clock.Advance(TimeSpan.FromDays(1827));
        Assert.Equal(1, (await sweep.SweepAsync(Stop))[RecordKind.Receipts]);
        await using var main = house.Main();
        Assert.Equal([ida.Id], await main.Members.Select(m => m.Id).ToListAsync(Stop));
        Assert.True(await main.SealedFields.AnyAsync(f => f.Member == ida.Id, Stop));
        Assert.True(await main.Consents.AnyAsync(c => c.Member == ida.Id, Stop));
    }

    [Fact, Proves("T5")]
    public async Task Mail_in_the_folder_goes_when_its_time_is_over()
    {
        await using var house = await House.OpenAsync();
        var ida = await house.AdmitAsync("ida");
        await house.Get<MailQueue>().QueueAsync(ida.Person, MailTemplate.PasswordChanged, MailParameters.None);
        await house.Get<DeliverMail>().DeliverDueAsync(Stop);
        var file = Assert.Single(Directory.GetFiles(house.Store.Folder.MailFolder));
        var sweep = house.Get<SweepRecords>();
        var foreign = Path.Combine(house.Store.Folder.MailFolder, "20260101-notes.txt");
        await File.WriteAllTextAsync(foreign, "somebody else's", Stop);
        house.Store.Clock.Advance(TimeSpan.FromDays(29));
        Assert.Equal(0, (await sweep.SweepAsync(Stop))[RecordKind.HandedOverMail]);

        house.Store.Clock.Advance(TimeSpan.FromDays(2));

        Assert.Equal(1, (await sweep.SweepAsync(Stop))[RecordKind.HandedOverMail]);
        Assert.False(File.Exists(file));
        Assert.True(File.Exists(foreign));
    }

    [Theory]
    [InlineData("--Retention:Cases=0")]
    [InlineData("--Retention:LedgerBodies=1825.00:00:00")]
    [InlineData("--Retention:Receipts=soon")]
    [InlineData("--Retention:WaitingDays=31")]
    public async Task A_retention_that_is_none_is_refused_in_words(string setting)
    {
        await using var store = await TestStore.OpenAsync(new Staging { Settings = [setting] });

        var refused = Assert.Throws<StartRefusedException>(() => setting.Contains("Waiting", StringComparison.Ordinal) ? store.Get<LeavingTerms>() : (object)store.Get<RetentionTimes>());

        Assert.Contains(setting[2..setting.IndexOf('=', StringComparison.Ordinal)], refused.Message, StringComparison.Ordinal);
    }

    private static async Task RefusedAsync(House house, string sql)
    {
        await using var main = house.Main();
        await Assert.ThrowsAsync<SqliteException>(() => main.Database.ExecuteSqlRawAsync(sql, Stop));
    }
}
