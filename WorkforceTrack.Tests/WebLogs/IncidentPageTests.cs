using System.Security.Claims;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using WorkforceTrack.App.Shell;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.WebLogs;
using WorkforceTrack.Domain.Staff;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.WebLogs;

public sealed class IncidentPageTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    [Fact, Proves("W4")]
    public async Task Lines_are_on_the_screen_while_two_are_there_and_go_when_one_leaves()
    {
        await using var scene = await Investigation.BeginAsync();
        await scene.ScopedAsync();
        await using var desk = Before(scene, scene.Sec);
        var page = desk.Render<IncidentPage>(parameters => parameters.Add(p => p.Id, scene.Id.Value));
        Assert.DoesNotContain("203.0.113.66 ", page.Find("#desk-title").ParentElement!.TextContent, StringComparison.Ordinal);

        page.Find("input[name=reason]").Change("To see whether it goes on.");
        page.FindAll("form").First(f => f.TextContent.Contains("Come to the desk", StringComparison.Ordinal)).Submit();
        page.WaitForAssertion(() => Assert.Contains("A second person is here.", page.Markup, StringComparison.Ordinal), Soon);
        page.FindAll("button").Single(b => b.TextContent == "Look at the lines").Click();
        page.WaitForAssertion(() => Assert.Equal(Investigation.Attacks, page.FindAll(".log-lines tbody tr").Count), Soon);

        scene.Get<Investigate>().Leave(scene.Mina, scene.Id);
        page.WaitForAssertion(() =>
        {
            scene.Office.Store.Clock.Advance(TimeSpan.FromSeconds(5));
            Assert.Contains("You are here alone.", page.Markup, StringComparison.Ordinal);
        }, Soon);
        Assert.Empty(page.FindAll(".log-lines"));
        Assert.DoesNotContain(page.FindAll("button"), b => b.TextContent == "Look at the lines");
    }

    [Fact, Proves("W4")]
    public async Task Closing_the_page_leaves_the_desk()
    {
        await using var scene = await Investigation.BeginAsync();
        await scene.ScopedAsync();
        scene.Get<Investigate>().Leave(scene.Sec, scene.Id);
        await using (var desk = Before(scene, scene.Sec))
        {
            var page = desk.Render<IncidentPage>(parameters => parameters.Add(p => p.Id, scene.Id.Value));
            page.Find("input[name=reason]").Change("To see whether it goes on.");
            page.FindAll("form").First(f => f.TextContent.Contains("Come to the desk", StringComparison.Ordinal)).Submit();
            page.WaitForAssertion(() => Assert.Contains("A second person is here.", page.Markup, StringComparison.Ordinal), Soon);
        }

        Assert.False(Assert.IsType<IncidentResult.Present>(await scene.Get<Investigate>().StayAsync(scene.Mina, scene.Id)).IsAccompanied);
    }

    [Fact, Proves("W5")]
    public async Task Each_is_offered_what_is_theirs_to_do()
    {
        await using var scene = await Investigation.BeginAsync();
        await scene.ScopedAsync();
        await scene.LookAsync(scene.Sec);
        string[] Buttons(Caller.OfStaff person)
        {
            using var desk = Before(scene, person);
            var page = desk.Render<IncidentPage>(parameters => parameters.Add(p => p.Id, scene.Id.Value));
            page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("#hand-over-title")), Soon);
            return [.. page.FindAll("button").Select(b => b.TextContent)];
        }

        Assert.Equal(["Come to the desk", "Propose to hand over", "Close the incident"], Buttons(scene.Sec));
        Assert.Equal(["Come to the desk", "Close the incident"], Buttons(scene.Priya));
        Assert.Equal(["Come to the desk"], Buttons(scene.Mina));
        Investigation.Done(await scene.ProposeAsync(scene.Sec));
        Assert.Equal(["Come to the desk", "Do not hand over"], Buttons(scene.Sec));
        Assert.Equal(["Come to the desk", "Approve", "Do not hand over"], Buttons(scene.Mina));
    }

    [Theory, Proves("W4")]
    [InlineData(StaffRole.Security, true)]
    [InlineData(StaffRole.PrivacyOfficer, true)]
    [InlineData(StaffRole.Management, false)]
    public async Task The_list_names_incidents_and_offers_to_open_one_to_those_who_may(StaffRole role, bool may)
    {
        await using var scene = await Investigation.BeginAsync();
        await scene.OpenedAsync();
        await using var desk = Before(scene, await scene.Office.HireAsync(role));

        var page = desk.Render<IncidentsPage>();

        Assert.Equal("Somebody tries passwords at the log-in.", page.Find("tbody a").TextContent);
        Assert.Equal(may, page.FindAll("button").Any(b => b.TextContent == "Open the incident"));
    }

    [Fact, Proves("W4")]
    public async Task Support_is_told_that_it_is_not_for_them()
    {
        await using var scene = await Investigation.BeginAsync();
        await scene.OpenedAsync();
        await using var desk = Before(scene, await scene.Office.HireAsync(StaffRole.Support));

        Assert.Contains("This part is not open to you", desk.Render<IncidentsPage>().Markup, StringComparison.Ordinal);
        Assert.Contains("This part is not open to you", desk.Render<IncidentPage>(parameters => parameters.Add(p => p.Id, scene.Id.Value)).Markup, StringComparison.Ordinal);
    }

    private static BunitContext Before(Investigation scene, Caller.OfStaff person)
    {
        var desk = new BunitContext();
        desk.JSInterop.Mode = JSRuntimeMode.Loose;
        desk.AddAuthorization().SetAuthorized("staff").SetClaims(new Claim("sid", person.Session.Id.ToString("N")));
        desk.Services.AddSingleton(scene.Get<Callers>());
        desk.Services.AddScoped<CurrentCaller>();
        desk.Services.AddScoped<ToastQueue>();
        desk.Services.AddSingleton<TimeProvider>(scene.Office.Store.Clock);
        desk.Services.AddSingleton(scene.Get<Investigate>());
        desk.Services.AddSingleton(scene.Get<ReadIncidents>());
        desk.Services.AddSingleton(scene.Get<ReportIncident>());
        desk.Services.AddSingleton(scene.Get<HandOverLines>());
        desk.Services.AddSingleton(scene.Get<CloseIncident>());
        desk.Services.AddSingleton(Options.Create(new OrganisationOptions { Name = "The Test Members" }));
        desk.ComponentFactories.AddStub<Interactive>(parameters => parameters.Get(p => p.ChildContent)!);
        desk.SetRendererInfo(new("Server", isInteractive: true));
        return desk;
    }
}
