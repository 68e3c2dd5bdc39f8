using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Backups;
using WorkforceTrack.App.Surveys;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Staff;
using WorkforceTrack.Domain.Surveys;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Promises;
using WorkforceTrack.Tests.Staff;
using WorkforceTrack.Tests.Surveys;

namespace WorkforceTrack.Tests.Backups;

public sealed class RestoredSurveysTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact, Proves("S3")]
    public async Task No_backup_holds_the_booth_while_a_survey_is_open_and_a_restore_makes_it_a_draft_again()
    {
        using var disk = new BackupDisk();
        SurveyId open, closed;
        await using (var office = await OpenAsync(disk))
        {
            var officer = await office.HireAsync(StaffRole.PrivacyOfficer);
            Assert.Null(await office.Get<DescribeSurveys>().PublishAsync(officer));
            closed = await office.ClosedAsync(officer);
            open = await office.OpenedAsync(officer);
            var member = await office.MemberAsync("alice");
            Assert.Equal(CastAnswer.Taken, await office.CastAsync(open, await office.DrawAsync(member, open)));
            await BackupDisk.BackUpAsync(office);
            Assert.False(Assert.Single(office.Get<BackupShelf>().All()).Manifest!.HasBooth);
        }

        disk.LoseStores();
        var (_, words) = await disk.RestoreAsync(Domain.Erasure.BackupName.Of(BackupDisk.Begin));

        Assert.Equal(2, words.Split("becomes a draft again").Length - 1);
        await using var again = await OpenAsync(disk);
        foreach (var survey in new[] { open, closed })
        {
            Assert.Equal(SurveyPhase.Draft, (await again.RowAsync(survey)).ToStored().Phase);
            Assert.NotNull((await again.RowAsync(survey)).ToStored().AsDraft());
        }

        Assert.Equal([open.Value, closed.Value], (await again.LedgerAsync()).Where(e => e is { Kind: EntryKind.Restored, Evidence: not null }).Select(e => e.Evidence!.Value).OrderBy(id => id == closed.Value));
        await using var vault = again.Store.Vault();
        Assert.Empty(await vault.ProgramKeys.Where(k => k.Name.StartsWith(SurveyKeys.AllPrefix)).ToListAsync(Stop));
        await using var main = again.Store.Main();
        Assert.Empty(await main.PassesDrawn.ToListAsync(Stop));
        // It can be opened anew.
        var officerAgain = await again.HireAsync(StaffRole.PrivacyOfficer);
        SurveyOffice.Done(await again.Get<StartSurvey>().OpenAsync(officerAgain, open, (await again.RowAsync(open)).Version));
    }

    [Fact, Proves("T3"), Proves("S5")]
    public async Task A_closed_survey_keeps_its_answers_when_none_was_open()
    {
        using var disk = new BackupDisk();
        SurveyId closed;
        IReadOnlyList<object?[]> counts;
        await using (var office = await OpenAsync(disk))
        {
            var officer = await office.HireAsync(StaffRole.PrivacyOfficer);
            Assert.Null(await office.Get<DescribeSurveys>().PublishAsync(officer));
            closed = await office.OpenedAsync(officer, Audience.Visitors);
            for (var n = 0; n < 12; n++) Assert.Equal(CastAnswer.Taken, await office.CastAsync(closed, network: $"203.0.{n}.1"));
            SurveyOffice.Done(await office.Get<EndSurvey>().CloseAsync(officer, closed));
            counts = await CountsAsync(disk);
            await BackupDisk.BackUpAsync(office);
            Assert.True(Assert.Single(office.Get<BackupShelf>().All()).Manifest!.HasBooth);
        }

        disk.LoseStores();
        var (_, words) = await disk.RestoreAsync(Domain.Erasure.BackupName.Of(BackupDisk.Begin));

        Assert.DoesNotContain("draft", words, StringComparison.Ordinal);
        await using var again = await OpenAsync(disk);
        Assert.Equal(SurveyPhase.Closed, (await again.RowAsync(closed)).Phase);
        Assert.NotEmpty(counts);
        Assert.Equal(counts, await CountsAsync(disk));
        var officerAgain = await again.HireAsync(StaffRole.PrivacyOfficer);
        SurveyOffice.Done(await again.Get<PublishResults>().ReleaseAsync(officerAgain, closed));
    }

    private static Task<Office> OpenAsync(BackupDisk disk) =>
        Office.OpenAsync(new Staging { Folder = disk.Folder, Clock = disk.Clock, Settings = [.. disk.Settings, "--Booth:Origin=https://booth.example"] });

    private static Task<IReadOnlyList<object?[]>> CountsAsync(BackupDisk disk) => Sql.ReadAsync(disk.Folder.BoothFile, "SELECT \"Row\", \"Column\", \"Count\" FROM \"Counts\" ORDER BY 1, 2");
}
