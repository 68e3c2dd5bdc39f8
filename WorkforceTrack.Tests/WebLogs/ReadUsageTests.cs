using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.WebLogs;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Staff;
using WorkforceTrack.Domain.WebLogs;
using WorkforceTrack.Tests.Promises;
using WorkforceTrack.Tests.Staff;
using WorkforceTrack.Tests.Surveys;

namespace WorkforceTrack.Tests.WebLogs;

public sealed class ReadUsageTests
{
    [Theory, Proves("W2")]
    [InlineData(StaffRole.Management, true)]
    [InlineData(StaffRole.PrivacyOfficer, true)]
    [InlineData(StaffRole.Security, true)]
    [InlineData(StaffRole.Support, false)]
    [InlineData(StaffRole.Counsel, false)]
    public async Task The_numbers_are_for_those_who_manage_the_site_or_answer_for_it(StaffRole role, bool may)
    {
        await using var office = await Office.OpenAsync();

        var usage = await office.Get<ReadUsage>().ReadAsync(await office.HireAsync(role), UsePeriod.Month);

        if (may) Assert.IsType<Usage.Shown>(usage);
        else Assert.Equal(RefusalReason.RoleNotEntitled, Assert.IsType<Usage.Refused>(usage).Reason);
    }

    [Fact, Proves("W2")]
    public async Task Nobody_else_gets_them_and_nobody_before_signing()
    {
        await using var office = await Office.OpenAsync();
        var usage = office.Get<ReadUsage>();

        Assert.Equal(RefusalReason.NotStaff, Assert.IsType<Usage.Refused>(await usage.ReadAsync(new Caller.Visitor(), UsePeriod.Month)).Reason);
        Assert.Equal(RefusalReason.NotStaff, Assert.IsType<Usage.Refused>(await usage.ReadAsync(await office.MemberAsync("alice"), UsePeriod.Month)).Reason);
        Assert.Equal(RefusalReason.AdherenceNotSigned, Assert.IsType<Usage.Refused>(await usage.ReadAsync(await office.HireAsync(StaffRole.Management, signed: false), UsePeriod.Month)).Reason);
    }

    [Fact, Proves("W2"), Proves("W3")]
    public void There_is_no_question_about_an_address_or_a_person() =>
        // One way in, and it takes who asks and a period.
        Assert.Equal([typeof(Caller), typeof(UsePeriod)], typeof(ReadUsage).GetMethod(nameof(ReadUsage.ReadAsync), System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!.GetParameters().Select(p => p.ParameterType));

    [Fact, Proves("W2")]
    public async Task Days_are_counted_across_files_restarts_and_prunings()
    {
        await using var office = await Office.OpenAsync();
        var (log, clock) = (office.Get<WebLogFolder>(), office.Store.Clock);
        foreach (var days in new[] { 0, 3, 5 })
        {
            clock.Advance(TimeSpan.FromDays(days));
            List<WebLogLine> lines = [.. Enumerable.Range(0, 20).Select(n => WebLogLine.Of(clock.GetUtcNow(), ClientAddress.Of([203, 0, (byte)n, 7]), domain: null, "/policy", "Firefox/140", "https://search.example"))];
            lock (log.Gate)
            {
                office.Get<AppendToLog>().Append(lines);
                office.Get<UseBook>().Count(lines);
            }
        }

        office.Get<PruneWebLog>().Prune();
        var kept = Directory.EnumerateFiles(log.Root, "*.use.json").Select(Path.GetFileName).Order(StringComparer.Ordinal).ToList();
        var fresh = new UseBook(log, Microsoft.Extensions.Logging.Abstractions.NullLogger<UseBook>.Instance);
        var today = new DateOnly(2026, 3, 10);
        var (before, restarted) = (office.Get<UseBook>().Days(today.AddDays(-30), today), fresh.Days(today.AddDays(-30), today));
        await File.WriteAllTextAsync(log.UseFileOf(new DateOnly(2026, 3, 2)), "{ half", TestContext.Current.CancellationToken);
        File.Delete(log.UseFileOf(new DateOnly(2026, 3, 5)));
        var recounted = new UseBook(log, Microsoft.Extensions.Logging.Abstractions.NullLogger<UseBook>.Instance).Days(today.AddDays(-30), today);

        Assert.Equal(["20260302.use.json", "20260305.use.json"], kept);
        foreach (var days in new[] { before, restarted, recounted })
        {
            Assert.Equal([(new DateOnly(2026, 3, 2), 20), (new DateOnly(2026, 3, 5), 20), (today, 20)], days.Select(d => (d.Day, d.Times)));
            Assert.All(days, d => Assert.Equal(new Sightings(20, Sightings.EnoughPlaces), d.Referrers["https://search.example"]));
        }

        var shown = Assert.IsType<Usage.Shown>(await office.Get<ReadUsage>().ReadAsync(await office.HireAsync(StaffRole.Security), UsePeriod.Week));
        Assert.Equal(["fewer than 10", "about 20", "fewer than 10", "fewer than 10", "fewer than 10", "fewer than 10", "about 20"], shown.Summary.OverTime.Select(s => s.Count.Words).Prepend("fewer than 10").Skip(1));
        Assert.Equal("about 40", shown.Summary.Total.Words);
    }
}
