using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using WorkforceTrack.App.Correspondence;
using WorkforceTrack.App.Engagements;
using WorkforceTrack.App.Members;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Engagements;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Tests.Members;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Engagements;

/// <summary>The log-in of an engaged person: chosen by a mailed code, and over at the very moment when the engagement is (D5).</summary>
public sealed class EngagedSessionTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact, Proves("D5"), Proves("SE1")]
    public async Task The_first_password_is_chosen_with_the_code_that_was_mailed_at_the_confirmation()
    {
        await using var room = await AuditRoom.OpenAsync();
        var id = await room.DraftAsync();
        Assert.Empty(await room.MailAsync(MailTemplate.EngagementInvitation));
        await room.ConfirmAsync(id);
        await room.Get<DeliverMail>().DeliverDueAsync(Stop);

        var letter = Assert.Single(Directory.GetFiles(room.Office.Store.Folder.MailFolder, "*.eml"));
        var mail = await MimeKit.MimeMessage.LoadAsync(letter, Stop);
        Assert.Equal("auditor@tidewater.example", Assert.Single(mail.To.Mailboxes).Address);
        Assert.IsType<ResetAnswer.WrongCode>(await room.Get<ResetPassword>().ResetAsync("auditor", "AAAAA-AAAAA", new("seven slow herons at noon")));
        Assert.IsType<ResetAnswer.Done>(await room.Get<ResetPassword>().ResetAsync("auditor", Accounts.CodeIn(mail), new("seven slow herons at noon")));
        Assert.IsType<ResetAnswer.WrongCode>(await room.Get<ResetPassword>().ResetAsync("auditor", Accounts.CodeIn(mail), new("another seven herons")));

        var entry = await room.Office.LastEntryAsync();
        Assert.Equal((EntryKind.Credential, ActorRole.Engaged, null), (entry.Kind, entry.Role, entry.Subject));
    }

    [Fact, Proves("D5"), Proves("SE1")]
    public async Task Without_a_second_factor_nothing_opens_but_the_page_where_one_is_set_up()
    {
        await using var room = await AuditRoom.OpenAsync();
        var id = await room.SignAsync();
        var session = await room.EnterAsync(id);
        await using (var vault = room.Office.Store.Vault()) await vault.People.Where(p => p.Engaged != null).ExecuteUpdateAsync(set => set.SetProperty(p => p.TwoFactorEnabled, false), Stop);

        var caller = await room.Get<Callers>().OfSessionAsync(session.Id);

        Assert.IsType<Caller.EngagedToSecure>(caller);
        Assert.Equal("/engagement/security", Entrance.SecurityOf(caller));
        Assert.IsType<EngagedRead.Refused>(await room.ReadAsync(caller, id, room.Alice, AuditRoom.Scope));
        Assert.Null(await room.Get<SeeOwnEngagement>().SeeAsync(caller));
    }

    [Fact, Proves("D5")]
    public async Task The_session_ends_with_the_term_by_the_clock_alone_and_an_open_page_carries_nothing_out()
    {
        await using var room = await AuditRoom.OpenAsync("--Security:SessionIdle=30.00:00:00", "--Security:SessionAbsolute=30.00:00:00");
        var id = await room.SignAsync();
        var session = await room.EnterAsync(id);
        var (act, page, carriedOut) = await OpenAsync(room, session);
        var staff = await OpenAsync(room, room.Mina.Session);
        room.Office.Store.Clock.Advance(TimeSpan.FromDays(20) - TimeSpan.FromMilliseconds(1));
        await act(null!);
        Assert.Equal((1, null), (carriedOut(), page.SentTo));
        Assert.IsType<Caller.OfEngagement>(await room.Get<Callers>().OfSessionAsync(session.Id));

        room.Office.Store.Clock.Advance(TimeSpan.FromMilliseconds(1));

        // The row still says that the session lives: nothing has swept.
        await using (var vault = room.Office.Store.Vault()) Assert.Null((await vault.Sessions.SingleAsync(s => s.Id == session.Id, Stop)).EndedAt);
        Assert.IsType<Caller.Visitor>(await room.Get<Callers>().OfSessionAsync(session.Id));
        Assert.False(await room.Get<Callers>().SeeAsync(session.Id));
        await act(null!);
        Assert.Equal((1, "/login?ended=true"), (carriedOut(), page.SentTo));
        await staff.Act(null!);
        Assert.Equal((1, null), (staff.CarriedOut(), staff.Page.SentTo));
    }

    [Fact, Proves("D5")]
    public async Task The_sweep_sends_away_the_pages_that_a_term_ended_under()
    {
        await using var room = await AuditRoom.OpenAsync("--Security:SessionIdle=30.00:00:00", "--Security:SessionAbsolute=30.00:00:00");
        var id = await room.SignAsync();
        var (_, page, _) = await OpenAsync(room, await room.EnterAsync(id));
        var sweep = room.Office.Store.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<SweepSessions>().Single();
        await sweep.SweepAsync();
        Assert.Null(page.SentTo);

        room.Office.Store.Clock.Advance(TimeSpan.FromDays(20));
        await sweep.SweepAsync();

        Assert.Equal("/login?ended=true", page.SentTo);
    }

    [Fact, Proves("D5")]
    public async Task Ended_before_its_term_every_session_of_its_people_is_over_and_their_pages_are_sent_away()
    {
        await using var room = await AuditRoom.OpenAsync();
        var id = await room.SignAsync();
        var (first, second) = (await room.EnterAsync(id), await room.EnterAsync(id));
        var (_, page, _) = await OpenAsync(room, second);

        Assert.IsType<EngagementAnswer.Done>(await room.Get<EndEngagement>().NowAsync(room.Mina, id));

        Assert.Equal("/login?ended=true", page.SentTo);
        await using var vault = room.Office.Store.Vault();
        Assert.All(await vault.Sessions.Where(s => s.Id == first.Id || s.Id == second.Id).ToListAsync(Stop), s => Assert.Equal(room.Now, s.EndedAt));
    }

    [Fact, Proves("D5")]
    public async Task Nobody_logs_in_before_the_confirmation_or_after_the_end_and_settling_forgets_the_password()
    {
        await using var room = await AuditRoom.OpenAsync();
        var id = await room.DraftAsync();
        Assert.False(await room.Get<Callers>().MayEnterAsync(await PersonAsync(room)));
        await room.ConfirmAsync(id);
        Assert.True(await room.Get<Callers>().MayEnterAsync(await PersonAsync(room)));
        await using (var vault = room.Office.Store.Vault()) await vault.People.Where(p => p.Engaged != null).ExecuteUpdateAsync(set => set.SetProperty(p => p.PasswordHash, "a hash"), Stop);

        await room.Get<EndEngagement>().NowAsync(room.Mina, id);
        Assert.False(await room.Get<Callers>().MayEnterAsync(await PersonAsync(room)));
        await room.SettleAsync(id);

        var after = await PersonAsync(room);
        Assert.Equal((null, false), (after.PasswordHash, after.AddressChecked));
        // The same person can be engaged again.
        await room.SignAsync(userId: "auditor-again");
    }

    [Theory]
    [InlineData("/me", "/engagement")]
    [InlineData("/console/records", "/engagement")]
    [InlineData("/engagement/security", "/engagement/security")]
    [InlineData(null, "/engagement")]
    public void After_the_log_in_one_is_led_to_the_own_side(string? asked, string comesTo) => Assert.Equal(comesTo, Entrance.For(PersonKind.Engaged, asked));

    private static async Task<PersonRow> PersonAsync(AuditRoom room)
    {
        await using var vault = room.Office.Store.Vault();
        return await vault.People.AsNoTracking().SingleAsync(p => p.Engaged != null, Stop);
    }

    private static async Task<(Func<Microsoft.AspNetCore.Components.Server.Circuits.CircuitInboundActivityContext, Task> Act, PageOfTest Page, Func<int> CarriedOut)> OpenAsync(AuditRoom room, SessionRow session)
    {
        var page = new PageOfTest();
        var identity = new ClaimsIdentity([new Claim(Callers.SessionClaim, session.Id.ToString("N"))], "test");
        var guard = new SessionGuard(room.Get<Callers>(), room.Get<OpenCircuits>(), new StateOfTest(new ClaimsPrincipal(identity)), page, NullLogger<SessionGuard>.Instance);
        await guard.OnCircuitOpenedAsync(null!, Stop);
        var carriedOut = 0;
        return (guard.CreateInboundActivityHandler(_ => Task.FromResult(carriedOut++)), page, () => carriedOut);
    }

    private sealed class StateOfTest(ClaimsPrincipal user) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(user));
    }

    private sealed class PageOfTest : NavigationManager
    {
        public PageOfTest() => Initialize("https://members.example/", "https://members.example/engagement");

        internal string? SentTo { get; private set; }

        protected override void NavigateToCore(string uri, NavigationOptions options) => SentTo = options.ForceLoad ? uri : null;
    }
}
