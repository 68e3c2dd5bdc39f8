using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.SignIn;

public sealed class SessionGuardTests(SignInApp app) : IClassFixture<SignInApp>
{
    [Fact, Proves("K2")]
    public async Task After_the_end_of_the_session_nothing_that_the_page_sends_is_carried_out()
    {
        var (session, _) = await StartSessionAsync();
        var (guard, page) = await OpenAsync(session);
        var carriedOut = 0;
        var act = guard.CreateInboundActivityHandler(_ => Task.FromResult(carriedOut++));
        await act(null!);
        Assert.Equal((1, null), (carriedOut, page.SentTo));
        await app.Services.GetRequiredService<EndSession>().EndAsync(sessions => sessions.Where(s => s.Id == session.Id));
        await act(null!);
        Assert.Equal(1, carriedOut);
    }

    [Fact, Proves("K2")]
    public async Task Every_open_page_of_an_ended_session_goes_to_the_log_in_at_once_and_no_other()
    {
        var (session, other) = await StartSessionAsync();
        var (_, first) = await OpenAsync(session);
        var (_, second) = await OpenAsync(session);
        var (_, stays) = await OpenAsync(other);
        await app.Services.GetRequiredService<EndSession>().EndAsync(sessions => sessions.Where(s => s.Id == session.Id));
        Assert.Equal(("/login?ended=true", "/login?ended=true", null), (first.SentTo, second.SentTo, stays.SentTo));
    }

    [Fact]
    public async Task A_connection_that_comes_back_after_the_end_is_sent_to_the_log_in()
    {
        var (session, _) = await StartSessionAsync();
        var (guard, page) = await OpenAsync(session);
        app.Clock.Advance(TimeSpan.FromMinutes(30));
        await guard.OnConnectionUpAsync(null!, TestContext.Current.CancellationToken);
        Assert.Equal("/login?ended=true", page.SentTo);
    }

    [Fact]
    public async Task A_visitor_s_page_is_left_alone()
    {
        var (guard, page) = await OpenAsync(null);
        var carriedOut = 0;
        await guard.CreateInboundActivityHandler(_ => Task.FromResult(carriedOut++))(null!);
        await guard.OnConnectionUpAsync(null!, TestContext.Current.CancellationToken);
        Assert.Equal((1, null), (carriedOut, page.SentTo));
    }

    private async Task<(SessionRow, SessionRow)> StartSessionAsync()
    {
        var alice = await app.AddMemberAsync("alice");
        await app.OpenBrowser().LogInAsync("alice");
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await app.OpenBrowser().LogInAsync("alice");
        var sessions = await app.SessionsAsync(alice);
        return (sessions[0], sessions[1]);
    }

    private async Task<(SessionGuard, PageOfTest)> OpenAsync(SessionRow? session)
    {
        var page = new PageOfTest();
        var identity = session is null ? new ClaimsIdentity() : new ClaimsIdentity([new Claim(Callers.SessionClaim, session.Id.ToString("N"))], "test");
        var guard = new SessionGuard(
            app.Services.GetRequiredService<Callers>(), app.Services.GetRequiredService<OpenCircuits>(), new StateOfTest(new ClaimsPrincipal(identity)), page, NullLogger<SessionGuard>.Instance);
        await guard.OnCircuitOpenedAsync(null!, TestContext.Current.CancellationToken);
        return (guard, page);
    }

    private sealed class StateOfTest(ClaimsPrincipal user) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(user));
    }

    private sealed class PageOfTest : NavigationManager
    {
        public PageOfTest() => Initialize("https://heron.example/", "https://heron.example/me");

        internal string? SentTo { get; private set; }

        protected override void NavigateToCore(string uri, NavigationOptions options) => SentTo = options.ForceLoad ? uri : null;
    }
}
