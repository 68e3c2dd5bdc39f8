using Bunit;
using Microsoft.AspNetCore.Components.Forms;
using WorkforceTrack.App.LegalProcess;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.Domain.LegalProcess;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Staff;
using WorkforceTrack.Tests.Promises;
using static WorkforceTrack.Tests.LegalProcess.CourtRoom;

namespace WorkforceTrack.Tests.LegalProcess;

/// <summary>What a member reads and does when the member's data is demanded.</summary>
public sealed class MemberCasePagesTests : IAsyncLifetime
{
    private CourtRoom room = null!;
    private Caller.Member dana = null!;
    private BunitContext? tab;

    public async ValueTask InitializeAsync()
    {
        room = await CourtRoom.OpenAsync();
        dana = await room.JoinAsync("dana");
    }

    public async ValueTask DisposeAsync()
    {
        if (tab is not null) await tab.DisposeAsync();
        await room.DisposeAsync();
    }

    [Fact, Proves("D7")]
    public async Task A_member_reads_who_asks_for_what_and_objects_with_a_paper_and_the_case_is_frozen()
    {
        var id = await room.NotifyingAsync("dana");
        var own = Assert.Single(await room.Office.Get<ReadOwnCases>().ListAsync(dana));
        var page = await OpenAsync(dana, own.Evidence);
        Assert.Contains("Eastport County Court", page.Find("h1").TextContent, StringComparison.Ordinal);
        foreach (var words in new[] { "4 Tollgate Street, 555 0117", "A lawsuit about a mooring.", "Full name", "Mail address", "A subpoena in a civil lawsuit" })
            Assert.Contains(words, page.Markup, StringComparison.Ordinal);
        Assert.Equal($"/me/cases/{own.Evidence}/demand", page.Find("a[download]").GetAttribute("href"));
        // Reading it is a delivery: the window is open from now on.
        Assert.Equal(CasePhase.Notified, (await room.ReadAsync(id)).Case.Phase);

        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary(new byte[CaseDocuments.Largest + 1], "huge.pdf"));
        page.WaitForAssertion(() => Assert.Contains("at most 10 MB", page.Find(".field.wrong").TextContent, StringComparison.Ordinal), Patience);
        page.Find("#f-why").Change("I was not on board.\n<b>Ask the harbour master.</b>");
        Send(page, "Object to the demand");
        page.WaitForAssertion(() => Assert.Contains("Not sent yet", page.Markup, StringComparison.Ordinal), Patience);
        Assert.Equal("I was not on board.\n<b>Ask the harbour master.</b>", page.Find("#f-why").GetAttribute("value"));
        Assert.Equal(CasePhase.Notified, (await room.ReadAsync(id)).Case.Phase);
        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("Roster of the day", "../../roster <1>.txt"));
        page.WaitForAssertion(() => Assert.Contains("roster 1.txt", page.Markup, StringComparison.Ordinal), Patience);
        Send(page, "Object to the demand");
        page.WaitForAssertion(() => Assert.Contains("It stops the demand until it is decided.", page.Markup, StringComparison.Ordinal), Patience);
        Assert.Empty(page.FindAll("form"));

        var counsel = room.TabOf(StaffRole.Counsel).Render<CasePage>(p => p.Add(c => c.Id, id.Value));
        counsel.WaitForAssertion(() => Assert.Equal("<p>I was not on board.</p><p>&lt;b&gt;Ask the harbour master.&lt;/b&gt;</p>", counsel.Find(".said").InnerHtml), Patience);
        Assert.Contains(counsel.FindAll(".papers a"), a => a.TextContent == "roster 1.txt");
        counsel.Find("#f-outcome-reason").Change("The court quashed it for this member.");
        Send(counsel, "Sustain the objection");
        Answer(counsel, "Sustain the objection");
        counsel.WaitForAssertion(() => Assert.Contains("Nothing more is to be done", counsel.Markup, StringComparison.Ordinal), Patience);

        var after = await OpenAsync(dana, own.Evidence);
        Assert.Contains("Your objection succeeded", after.Markup, StringComparison.Ordinal);
        Assert.Contains("Nothing was given", after.Markup, StringComparison.Ordinal);
    }

    [Fact, Proves("D7")]
    public async Task Nobody_opens_the_demand_of_another_or_one_of_which_the_member_is_not_told()
    {
        var bo = await room.JoinAsync("bo");
        await room.NotifyingAsync("dana");
        var evidence = Assert.Single(await room.Office.Get<ReadOwnCases>().ListAsync(dana)).Evidence;
        var untold = await room.CheckedAsync("bo");
        await using var store = room.Office.Store.Main();
        var hidden = store.CaseParts.Single(p => p.Case == untold).Evidence;

        foreach (var address in new[] { evidence, hidden, Guid.NewGuid() })
        {
            var page = await OpenAsync(bo, address);
            Assert.Contains("There is no such demand", page.Markup, StringComparison.Ordinal);
            Assert.DoesNotContain("Eastport", page.Markup, StringComparison.Ordinal);
            Assert.Null(await room.Office.Get<ReadOwnCases>().OpenPaperAsync(bo, address));
            Assert.IsType<CaseOutcomeOfAct.NotThere>(await room.Office.Get<ObjectToDemand>().ObjectAsync(bo, address, new Redacted<string>("Not mine"), attachment: null));
        }

        Assert.Empty(await room.Office.Get<ReadOwnCases>().ListAsync(bo));
        Assert.False(await room.Office.Get<ReadOwnCases>().AnyAsync(bo));
        Assert.True(await room.Office.Get<ReadOwnCases>().AnyAsync(dana));
        Assert.False(await room.Office.Get<ReadOwnCases>().AnyAsync(room[StaffRole.PrivacyOfficer]));
    }

    [Fact, Proves("D7")]
    public async Task A_demand_about_several_people_is_shown_only_in_a_copy_without_the_others()
    {
        await room.JoinAsync("bo");
        await room.NotifyingAsync("dana", "bo");
        var evidence = Assert.Single(await room.Office.Get<ReadOwnCases>().ListAsync(dana)).Evidence;

        var page = await OpenAsync(dana, evidence);

        Assert.Contains("names other people", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("a[download]"));
        Assert.Null(await room.Office.Get<ReadOwnCases>().OpenPaperAsync(dana, evidence));
    }

    private async Task<IRenderedComponent<MemberCasePage>> OpenAsync(Caller.Member member, Guid evidence)
    {
        if (tab is not null) await tab.DisposeAsync();
        tab = room.TabOf(member.Session);
        var page = tab.Render<MemberCasePage>(p => p.Add(c => c.Evidence, evidence));
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".skeleton")), Patience);
        return page;
    }
}
