using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Erasure;
using WorkforceTrack.App.LegalProcess;
using WorkforceTrack.Domain.Erasure;
using WorkforceTrack.Domain.LegalProcess;
using WorkforceTrack.Tests.LegalProcess;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Erasure;

/// <summary>A demand by law and a member who leaves: what the case needs stays as long as it is on hold, and not a day longer.</summary>
public sealed class ErasedFromACaseTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact, Proves("T2"), Proves("D6")]
    public async Task What_is_left_of_a_case_leads_to_no_entry_of_who_left()
    {
        await using var office = await CaseOffice.OpenAsync();
        await office.ReceiveAsync();
        await office.NotifiedAsync(office.Dana, office.Bo);
        await office.LaterAsync(11);
        await office.ApprovedAsync();
        await office.ProduceAsync();
        await office.GoAsync('P', new CaseMove.Close());
        var subject = office.Dana.Person.Subject!.Value;
        Assert.NotEmpty(await Joins.OfAsync(office.Office.Store, subject));

        await LeaveAsync(office);

        Assert.Empty(await Joins.OfAsync(office.Office.Store, subject));
        Assert.Equal(CasePhase.Closed, await office.PhaseAsync());
        await using var main = office.Office.Store.Main();
        Assert.Equal([office.Bo.Id], await main.CaseParts.Select(p => p.Member).ToListAsync(Stop));
        // The package held the data of both, and the case is over.
        Assert.False(await main.CaseDocuments.AnyAsync(d => d.Kind == CaseDocumentKind.Package, Stop));
    }

    [Fact, Proves("T2"), Proves("D6"), Proves("D7")]
    public async Task A_case_goes_its_way_on_what_is_held_and_the_rest_of_the_erasure_follows_by_itself()
    {
        await using var office = await CaseOffice.OpenAsync();
        await office.ReceiveAsync();
        await office.NotifiedAsync(office.Dana);

        Assert.Equal(0, await LeaveAsync(office));
        await office.LookAsync();
        await using (var main = office.Office.Store.Main())
            Assert.Equal(2, await main.SealedFields.CountAsync(f => f.Member == office.Dana.Id, Stop));

        await office.LaterAsync(4);
        await office.ApprovedAsync();
        var made = await office.ProduceAsync();
        Assert.NotNull(made);
        await office.GoAsync('P', new CaseMove.Close());

        Assert.Equal(1, await office.Get<EraseMembers>().EraseDueAsync());
        Assert.Empty(await Joins.OfAsync(office.Office.Store, office.Dana.Person.Subject!.Value));
    }

    [Fact, Proves("T2"), Proves("D7")]
    public async Task What_was_handed_over_in_silence_goes_with_the_member_and_the_case_still_tells_nobody_who_is_not_there()
    {
        await using var office = await CaseOffice.OpenAsync();
        await office.ReceiveAsync();
        await office.CheckedAsync(Demand.Order(office.Now.AddDays(60)), office.Dana);
        await office.GoAsync('P', new CaseMove.Delay());
        await office.ApprovedAsync();
        await office.ProduceAsync();
        await office.GoAsync('P', new CaseMove.Close());
        Assert.Equal(CasePhase.Untold, await office.PhaseAsync());

        Assert.Equal(1, await LeaveAsync(office));

        await using (var main = office.Office.Store.Main()) Assert.False(await main.CaseDocuments.AnyAsync(d => d.Kind == CaseDocumentKind.Package, Stop));
        Assert.Empty(await Joins.OfAsync(office.Office.Store, office.Dana.Person.Subject!.Value));
        await office.LaterAsync(70);
        Assert.Equal(CasePhase.Closed, await office.PhaseAsync());
        Assert.Equal(0, office.Mails);
    }

    [Fact, Proves("D6")]
    public async Task A_case_goes_with_its_words_and_its_key_when_its_time_is_over_and_its_package_long_before()
    {
        await using var office = await CaseOffice.OpenAsync();
        await office.ReceiveAsync();
        await office.NotifiedAsync(office.Dana);
        await office.LaterAsync(11);
        await office.ApprovedAsync();
        await office.ProduceAsync();
        await office.GoAsync('P', new CaseMove.Close());
        var (times, sweep, keys) = (office.Get<RetentionTimes>(), office.Get<SweepRecords>(), office.Get<App.Vault.KeyRing>());

        office.Office.Store.Clock.Advance(times.Of(RecordKind.CasePackages) - TimeSpan.FromMinutes(1));
        Assert.Equal(0, (await sweep.SweepAsync(Stop))[RecordKind.CasePackages]);
        office.Office.Store.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(1, (await sweep.SweepAsync(Stop))[RecordKind.CasePackages]);
        Assert.Equal(CasePhase.Closed, await office.PhaseAsync());

        office.Office.Store.Clock.Advance(times.Of(RecordKind.Cases));
        Assert.Equal(1, (await sweep.SweepAsync(Stop))[RecordKind.Cases]);

        Assert.Null(keys.FindProgramKey(CaseSeal.KeyName(office.Id)));
        await using var main = office.Office.Store.Main();
        Assert.Equal(
            (0, 0, 0, 0),
            (await main.Cases.CountAsync(Stop), await main.CaseSteps.CountAsync(Stop), await main.CaseDocuments.CountAsync(Stop), await main.CaseParts.CountAsync(Stop)));
        Assert.Equal(0, (await sweep.SweepAsync(Stop))[RecordKind.Cases]);
        Assert.Contains(await office.Get<SweepBook>().LatestAsync(50), line => line is { Kind: RecordKind.Cases, Removed: 1 });
        Assert.Empty(await office.Get<ReadTransparency>().ReadAsync());
    }

    [Fact]
    public async Task A_case_that_is_not_over_stays_however_old_it_is()
    {
        await using var office = await CaseOffice.OpenAsync();
        await office.ReceiveAsync();
        office.Office.Store.Clock.Advance(TimeSpan.FromDays(4000));

        Assert.Equal(0, (await office.Get<SweepRecords>().SweepAsync(Stop))[RecordKind.Cases]);

        Assert.Equal(CasePhase.Received, await office.PhaseAsync());
    }

    private static async Task<int> LeaveAsync(CaseOffice office)
    {
        Assert.IsType<LeavingAnswer.Asked>(await office.Get<AskToLeave>().BeginAsync(office.Dana));
        await office.LaterAsync(office.Get<LeavingTerms>().Waiting.TotalDays);
        return await office.Get<EraseMembers>().EraseDueAsync();
    }
}
