using System.Security.Claims;
using Bunit;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using WorkforceTrack.App.Engagements;
using WorkforceTrack.App.Engagements.Components;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.Shell;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.Domain.Engagements;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Staff;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Engagements;

/// <summary>The pages of engagements as acts of a person, over a real store.</summary>
public sealed class EngagementPagesTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact, Proves("D5")]
    public async Task An_engagement_is_entered_and_what_is_not_fit_is_said_with_what_to_do()
    {
        await using var room = await AuditRoom.OpenAsync();
        await using var desk = DeskOf(room, room.Priya);
        var page = desk.Render<NewEngagementPage>();
        page.WaitForElement("#f-engaged-name", Patience).Change(AuditRoom.Organisation);
        page.Find("form.form").Submit();
        page.WaitForAssertion(() => Assert.Contains("Choose at least one field.", page.Markup, StringComparison.Ordinal), Patience);
        Assert.Contains("Say where the organisation is reached", page.Find(".field .error").TextContent, StringComparison.Ordinal);

        page.Find("#f-engaged-contact").Change(AuditRoom.Contact);
        page.Find("input[value=region]").Change(true);
        page.Find("form.form").Submit();

        page.WaitForAssertion(() => Assert.Contains("/console/engagements/", desk.Services.GetRequiredService<Bunit.TestDoubles.BunitNavigationManager>().Uri, StringComparison.Ordinal), Patience);
        var listed = Assert.Single((await room.Get<ReadEngagements>().AllAsync(room.Priya))!.Value);
        Assert.Equal((AuditRoom.Organisation, EngagementPhase.Drafted), (listed.Organisation, listed.Phase));
    }

    [Fact, Proves("D5")]
    public async Task The_drafter_names_members_and_people_and_brings_the_document_but_finds_no_way_to_confirm()
    {
        await using var room = await AuditRoom.OpenAsync();
        var id = await room.BeginAsync();
        await using var desk = DeskOf(room, room.Priya);
        var page = Show(desk, id);

        page.WaitForElement("#f-scope-member", Patience).Change("nobody");
        page.FindAll("form.form").Single(f => f.InnerHtml.Contains("scope-member", StringComparison.Ordinal)).Submit();
        page.WaitForAssertion(() => Assert.Contains("No member has this user ID", page.Find("#scope .error").TextContent, StringComparison.Ordinal), Patience);
        page.Find("#f-scope-member").Change("alice");
        page.FindAll("form.form").Single(f => f.InnerHtml.Contains("scope-member", StringComparison.Ordinal)).Submit();
        page.WaitForAssertion(() => Assert.Single(page.FindAll(".scope li")), Patience);
        page.Find("#f-person-user-id").Change("auditor");
        page.Find("#f-person-address").Change("auditor@tidewater.example");
        page.Find("#f-person-name").Change("Tide Water");
        page.FindAll("form.form").Single(f => f.InnerHtml.Contains("person-user-id", StringComparison.Ordinal)).Submit();
        page.WaitForAssertion(() => Assert.Contains("Tide Water", page.Find("#people").TextContent, StringComparison.Ordinal), Patience);
        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary(AuditRoom.Paper, "signed.pdf"));
        page.WaitForAssertion(() => Assert.Contains("Everything is there", page.Markup, StringComparison.Ordinal), Patience);

        // A member stands there by chance alone.
        Assert.DoesNotContain("alice", page.Markup, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(page.FindAll("button"), b => b.TextContent.Contains("Confirm the engagement", StringComparison.Ordinal));
    }

    [Fact, Proves("D5")]
    public async Task Somebody_else_holds_the_scope_against_the_document_and_confirms()
    {
        await using var room = await AuditRoom.OpenAsync();
        var id = await room.DraftAsync();
        await using var desk = DeskOf(room, room.Mina);
        var page = Show(desk, id);

        page.WaitForElement("#f-scope-question", Patience).Change("alice");
        page.FindAll("form.form").Single(f => f.InnerHtml.Contains("scope-question", StringComparison.Ordinal)).Submit();
        var alice = EngagementPlaces.Member(await room.RefAsync(id, room.Alice));
        page.WaitForAssertion(() => Assert.Contains($"Yes, as {alice}.", page.Find("#scope [role=status]").TextContent, StringComparison.Ordinal), Patience);
        Assert.DoesNotContain(page.FindAll("button"), b => b.TextContent.Contains("Take out", StringComparison.Ordinal));
        Press(page, "Confirm the engagement");
        page.FindAll("dialog button").Single(b => b.TextContent is "Confirm").Click();

        page.WaitForAssertion(() => Assert.Contains("In force", page.Find(".page-head").TextContent, StringComparison.Ordinal), Patience);
        Assert.Equal(room.Mina.Id, (await room.RowAsync(id)).ConfirmedBy);
    }

    [Fact, Proves("D5")]
    public async Task The_task_shows_the_list_and_takes_the_certificate_for_it()
    {
        await using var room = await AuditRoom.OpenAsync();
        var id = await room.SignAsync();
        await room.ReadAsync(await room.CallerAsync(id), id, room.Bo, FieldSet.Of(PersonalField.Region, PersonalField.Employer));
        await room.Get<EndEngagement>().NowAsync(room.Mina, id);
        await using var desk = DeskOf(room, room.Priya);
        var page = Show(desk, id);
        page.WaitForElement("#certificate", Patience);
        Assert.Equal([EngagementPlaces.Member(await room.RefAsync(id, room.Bo)), "Region, Employer", "1"], page.FindAll("#certificate tbody tr").Single().Children.Take(3).Select(c => c.TextContent.Trim()));

        Press(page, "Record the certificate");
        page.WaitForAssertion(() => Assert.Contains("Add the certificate", page.Find("#certificate .error").TextContent, StringComparison.Ordinal), Patience);
        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary(AuditRoom.Proof, "certificate.pdf"));
        Press(page, "Record the certificate");
        page.FindAll("dialog button").Single(b => b.TextContent is "Settle").Click();

        page.WaitForAssertion(() => Assert.Contains("Settled", page.Find(".page-head").TextContent, StringComparison.Ordinal), Patience);
        Assert.Contains("Region, Employer", page.Find("#given").TextContent, StringComparison.Ordinal);
    }

    [Fact, Proves("D5")]
    public async Task Who_neither_keeps_privacy_nor_manages_sees_nothing_of_it()
    {
        await using var room = await AuditRoom.OpenAsync();
        var id = await room.SignAsync();
        await using var desk = DeskOf(room, await room.Office.HireAsync(StaffRole.Counsel));

        var page = Show(desk, id);

        page.WaitForAssertion(() => Assert.Contains("This part is not open to you", page.Markup, StringComparison.Ordinal), Patience);
        Assert.DoesNotContain(AuditRoom.Organisation, page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain(AuditRoom.Organisation, desk.Render<EngagementsPage>().Markup, StringComparison.Ordinal);
    }

    private static IRenderedComponent<EngagementPage> Show(BunitContext desk, EngagementId id) => desk.Render<EngagementPage>(p => p.Add(e => e.Id, id.Value));

    private static void Press(IRenderedComponent<EngagementPage> page, string name) => page.FindAll("button").First(b => b.TextContent.Trim() == name && b.Closest("dialog") is null).Click();

    private static BunitContext DeskOf(AuditRoom room, Caller.OfStaff person)
    {
        var desk = new BunitContext();
        desk.JSInterop.Mode = JSRuntimeMode.Loose;
        desk.AddAuthorization().SetAuthorized("staff").SetClaims(new Claim("sid", person.Session.Id.ToString("N")));
        desk.Services.AddMudServices();
        desk.Services.AddSingleton(room.Get<Callers>());
        desk.Services.AddScoped<CurrentCaller>();
        desk.Services.AddScoped<ToastQueue>();
        desk.Services.AddSingleton<TimeProvider>(room.Office.Store.Clock);
        desk.Services.AddSingleton(room.Get<EngagementDesk>());
        desk.Services.AddSingleton(room.Get<ReadEngagements>());
        desk.Services.AddSingleton(room.Get<App.LegalProcess.DescribeLawfulUse>());
        desk.Services.AddSingleton(room.Get<DraftEngagement>());
        desk.Services.AddSingleton(room.Get<NameMember>());
        desk.Services.AddSingleton(room.Get<InvitePerson>());
        desk.Services.AddSingleton(room.Get<ConfirmEngagement>());
        desk.Services.AddSingleton(room.Get<EndEngagement>());
        desk.Services.AddSingleton(room.Get<RecordCertificate>());
        desk.Services.AddSingleton(room.Get<PolicyInForce>());
        desk.Services.AddSingleton(room.Get<Microsoft.Extensions.Options.IOptions<OrganisationOptions>>());
        desk.SetRendererInfo(new("Server", isInteractive: true));
        return desk;
    }
}
