using System.Security.Claims;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using WorkforceTrack.App.Shell;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Surveys;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Staff;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Surveys;

public sealed class ThemingPageTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    [Fact, Proves("S6")]
    public async Task A_page_reads_at_an_act_of_the_person_and_closes_when_the_other_leaves()
    {
        await using var poll = await HeldPoll.CloseAsync(24, 24);
        var (desk, mina) = (poll.Get<ThemingDesk>(), await poll.Office.HireAsync(StaffRole.Management));
        await using var context = ContextOf(poll);
        var page = context.Render<ThemingPage>(parameters => parameters.Add(p => p.Id, poll.Id.Value));
        Assert.Single(page.FindAll("button"), b => b.TextContent == "Come to the desk");
        // Opening the page takes no seat.
        Assert.IsType<DeskVisit.Alone>(await desk.ComeAsync(mina, poll.Id));

        page.FindAll("button").Single(b => b.TextContent == "Come to the desk").Click();
        page.WaitForAssertion(() => Assert.Contains("A second person is here.", page.Find(".notice").TextContent, StringComparison.Ordinal), Soon);
        Assert.Equal(0, await LooksAsync(poll));
        page.Render();
        Assert.Equal(0, await LooksAsync(poll));

        page.FindAll("button").Single(b => b.TextContent == "Read the comments").Click();
        page.WaitForAssertion(() => Assert.Equal(24, page.FindAll(".desk-comment").Count), Soon);
        page.Render();
        Assert.Equal(1, await LooksAsync(poll));

        desk.Leave(mina, poll.Id);
        page.WaitForAssertion(() =>
        {
            poll.Office.Store.Clock.Advance(TimeSpan.FromSeconds(5));
            Assert.Contains("You are here alone.", page.Find(".notice").TextContent, StringComparison.Ordinal);
        }, Soon);
        Assert.DoesNotContain("comment-of-", page.Markup, StringComparison.Ordinal);
        Assert.Equal(1, await LooksAsync(poll));
    }

    [Fact, Proves("S6")]
    public async Task A_theme_is_given_and_closing_the_page_leaves_the_desk()
    {
        await using var poll = await HeldPoll.CloseAsync(24, 24);
        var (desk, mina) = (poll.Get<ThemingDesk>(), await poll.Office.HireAsync(StaffRole.Management));
        await desk.ComeAsync(mina, poll.Id);
        await using (var context = ContextOf(poll))
        {
            var page = context.Render<ThemingPage>(parameters => parameters.Add(p => p.Id, poll.Id.Value));
            page.FindAll("button").Single(b => b.TextContent == "Come to the desk").Click();
            page.WaitForAssertion(() => Assert.Single(page.FindAll("button"), b => b.TextContent == "Read the comments"), Soon);
            page.FindAll("button").Single(b => b.TextContent == "Read the comments").Click();
            page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".desk-comment")), Soon);

            page.FindAll(".desk-comment select")[3].Change("new");
            page.WaitForElement(".desk-comment input", Soon).Change("Breaks");
            page.FindAll("button").Single(b => b.TextContent == "Use this theme").Click();
            page.WaitForAssertion(() => Assert.All(page.FindAll(".desk-comment select"), s => Assert.Contains("Breaks", s.TextContent, StringComparison.Ordinal)), Soon);
            // How many stand under a theme is told nowhere.
            Assert.DoesNotContain("Breaks (", page.Markup, StringComparison.Ordinal);
            Assert.Single(await poll.StoredCommentsAsync(), c => c.Theme == "Breaks");
            Assert.IsType<DeskVisit.Accompanied>(await desk.ComeAsync(mina, poll.Id));
        }

        Assert.IsType<DeskVisit.Alone>(await desk.ReadAsync(mina, poll.Id));
    }

    private static BunitContext ContextOf(HeldPoll poll)
    {
        var context = new BunitContext();
        context.JSInterop.Mode = JSRuntimeMode.Loose;
        context.AddAuthorization().SetAuthorized("staff").SetClaims(new Claim("sid", poll.Officer.Session.Id.ToString("N")));
        context.Services.AddSingleton(poll.Get<Callers>());
        context.Services.AddScoped<CurrentCaller>();
        context.Services.AddSingleton<TimeProvider>(poll.Office.Store.Clock);
        context.Services.AddSingleton(poll.Get<ThemingDesk>());
        context.Services.AddSingleton(poll.Get<SurveyShelf>());
        context.Services.AddSingleton(Options.Create(new OrganisationOptions { Name = "The Test Members" }));
        context.ComponentFactories.AddStub<Interactive>(parameters => parameters.Get(p => p.ChildContent)!);
        context.SetRendererInfo(new("Server", isInteractive: true));
        return context;
    }

    private static async Task<int> LooksAsync(HeldPoll poll) => (await poll.Office.LedgerAsync()).Count(e => e.Kind == EntryKind.CommentsRead);
}
