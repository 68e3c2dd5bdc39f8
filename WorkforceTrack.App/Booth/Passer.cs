using Microsoft.AspNetCore.Components.Server.Circuits;
using WorkforceTrack.App.Shell;
using WorkforceTrack.App.Surveys;

namespace WorkforceTrack.App.Booth;

/// <summary>
/// Somebody who answers a poll, for its limit and nothing else: a keyed hash of the network that the page was opened from, under a
/// key that is in memory only and goes with the program. No address is kept; who reads this memory with its key could try them all, so
/// it is there for polls alone.
/// </summary>
internal sealed class Passer(IHttpContextAccessor http, PollLimit limit) : CircuitHandler
{
    /// <summary>Null on a page without a circuit.</summary>
    internal string? Network { get; private set; }

    public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        Network = limit.Hide(NetworkAddress.Of(http.HttpContext?.Connection.RemoteIpAddress));
        return Task.CompletedTask;
    }

    /// <summary>In a survey of members the pass is the limit.</summary>
    internal void Forget() => Network = null;
}
