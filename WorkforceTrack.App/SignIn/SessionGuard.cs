using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.SignIn;

/// <summary>
/// Stands in one circuit before everything that the browser sends: after the end of the session nothing of it is carried out,
/// and the page goes to the log-in (K2; ASVS 5.0, 7.4.1).
/// </summary>
[Keeps("K2")]
internal sealed class SessionGuard(Callers callers, OpenCircuits circuits, AuthenticationStateProvider states, NavigationManager navigation, ILogger<SessionGuard> log) : CircuitHandler
{
    private Guid? session;

    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        session = Callers.SessionIdOf((await states.GetAuthenticationStateAsync()).User);
        if (session is { } id) circuits.Add(this, id);
    }

    // What ended while the connection was lost is noticed when it comes back.
    public override async Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        if (session is { } id && !await callers.SeeAsync(id)) SendAway();
    }

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        circuits.Remove(this);
        return Task.CompletedTask;
    }

    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) => async activity =>
    {
        if (session is not { } id || await callers.SeeAsync(id)) await next(activity);
        else SendAway();
    };

    internal void SendAway()
    {
        try
        {
            navigation.NavigateTo("/login?ended=true", forceLoad: true);
        }
        catch (Exception gone) when (gone is InvalidOperationException or NavigationException or ObjectDisposedException)
        {
            // The tab is closing or not yet drawn; nothing that it sends is carried out any more.
            log.NotSentAway(gone.GetType().Name);
        }
    }
}

internal static partial class SessionGuardLog
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "An open page of an ended session could not be sent to the log-in ({Kind}).")]
    internal static partial void NotSentAway(this ILogger logger, string kind);
}
