using System.Security.Claims;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using WorkforceTrack.App.Backups;
using WorkforceTrack.App.Backups.Components;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Staff;
using WorkforceTrack.Tests.Promises;
using WorkforceTrack.Tests.Staff;

namespace WorkforceTrack.Tests.Backups;

public sealed class BackupPagesTests
{
    [Fact, Proves("T3")]
    public async Task The_officer_presses_once_and_reads_that_the_backup_is_made_and_sound()
    {
        using var disk = new BackupDisk();
        await using var office = await disk.OpenAsync();
        var officer = await office.HireAsync(StaffRole.PrivacyOfficer);
        await using var desk = Before(office, officer);
        var panel = desk.Render<BackupPanel>(parameters => parameters.Add(p => p.MayMake, true));
        Assert.Contains("made each day by itself", panel.Markup, StringComparison.Ordinal);

        panel.Find("button").Click();

        panel.WaitForAssertion(() => Assert.Contains("The backup is made and sound", panel.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(60));
        Assert.False(panel.Find("button").HasAttribute("disabled"));
        var entry = await office.LastEntryAsync();
        Assert.Equal((EntryKind.Backup, ActorRole.PrivacyOfficer, officer.Id.Value), (entry.Kind, entry.Role, entry.Actor!.Value));
        // Written before, so that the backup holds it, and is the newest there can be.
        Assert.Equal((await office.LedgerAsync()).Count, Assert.Single(office.Get<BackupShelf>().All()).Manifest!.Entries);
    }

    [Fact, Proves("T3"), Proves("T4")]
    public async Task The_page_shows_each_backup_and_when_everything_of_today_is_gone()
    {
        using var disk = new BackupDisk();
        await using var office = await disk.OpenAsync();
        await BackupDisk.BackUpAsync(office);
        disk.Clock.Advance(TimeSpan.FromDays(1));
        var second = await BackupDisk.BackUpAsync(office);
        Assert.IsType<BackupVerdict.Sound>(await office.Get<VerifyBackup>().VerifyAsync(second));
        disk.Clock.Advance(TimeSpan.FromHours(3));
        await using var desk = Before(office, await office.HireAsync(StaffRole.Management));

        var page = desk.Render<BackupsPage>();
        page.WaitForElement(".figure", TimeSpan.FromSeconds(10));

        Assert.Equal(["3 hours old", "3 hours old", "1 Jun 2026"], page.FindAll(".figure").Select(f => f.TextContent));
        var rows = page.FindAll("tbody")[0].Children.Select(r => r.TextContent).ToList();
        Assert.Equal(2, rows.Count);
        Assert.Contains("20260303T090000Z", rows[0], StringComparison.Ordinal);
        Assert.Contains("Daily", rows[0], StringComparison.Ordinal);
        Assert.Contains("Sound", rows[0], StringComparison.Ordinal);
        Assert.Contains("10 Mar 2026", rows[0], StringComparison.Ordinal);
        Assert.Contains("Monthly", rows[1], StringComparison.Ordinal);
        Assert.Contains("Not tested", rows[1], StringComparison.Ordinal);
        Assert.Empty(page.FindAll("button"));
        Assert.Contains("The privacy officer and security make one by hand", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_backup_is_named_as_one_that_cannot_be_used()
    {
        using var disk = new BackupDisk();
        await using var office = await disk.OpenAsync();
        var name = await BackupDisk.BackUpAsync(office);
        await File.WriteAllTextAsync(Path.Combine(disk.Backups, name.ToString(), "backup.json"), "{}", TestContext.Current.CancellationToken);
        await using var desk = Before(office, await office.HireAsync(StaffRole.Security));

        var page = desk.Render<BackupsPage>();
        page.WaitForAssertion(() => Assert.Contains("Cannot be used", page.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Where_no_folder_is_set_the_page_says_so()
    {
        await using var office = await Office.OpenAsync();
        await using var desk = Before(office, await office.HireAsync(StaffRole.Security));

        var page = desk.Render<BackupsPage>();
        page.WaitForAssertion(() => Assert.Contains("No backups are made", page.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
    }

    [Theory]
    [InlineData(StaffRole.Support)]
    [InlineData(StaffRole.Counsel)]
    public async Task Others_are_told_that_it_is_not_for_them(StaffRole role)
    {
        using var disk = new BackupDisk();
        await using var office = await disk.OpenAsync();
        var person = await office.HireAsync(role);
        await using var desk = Before(office, person);

        var page = desk.Render<BackupsPage>();
        page.WaitForAssertion(() => Assert.Contains("This part is not open to you", page.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        Assert.Equal(RefusalReason.RoleNotEntitled, await office.Get<MakeBackup>().StartAsync(person));
        Assert.Null(office.Get<BackupRound>().Latest);
    }

    [Fact]
    public async Task Management_looks_and_makes_none()
    {
        using var disk = new BackupDisk();
        await using var office = await disk.OpenAsync();
        var manager = await office.HireAsync(StaffRole.Management);

        Assert.IsType<BackupReview.Shown>(await office.Get<ReadBackups>().ReadAsync(manager));
        Assert.Equal(RefusalReason.RoleNotEntitled, await office.Get<MakeBackup>().StartAsync(manager));
        Assert.DoesNotContain(await office.LedgerAsync(), e => e.Kind == EntryKind.Backup);
    }

    private static BunitContext Before(Office office, Caller.OfStaff person)
    {
        var page = new BunitContext();
        page.JSInterop.Mode = JSRuntimeMode.Loose;
        page.AddAuthorization().SetAuthorized("staff").SetClaims(new Claim("sid", person.Session.Id.ToString("N")));
        page.Services.AddSingleton(office.Get<Callers>());
        page.Services.AddScoped<CurrentCaller>();
        page.Services.AddSingleton<TimeProvider>(office.Store.Clock);
        page.Services.AddSingleton(office.Get<ReadBackups>());
        page.Services.AddSingleton(office.Get<MakeBackup>());
        page.Services.AddSingleton(office.Get<BackupRound>());
        page.Services.AddSingleton(office.Get<App.Erasure.ReviewRetention>());
        page.SetRendererInfo(new("Server", isInteractive: true));
        return page;
    }
}
