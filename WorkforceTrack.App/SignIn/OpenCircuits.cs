using System.Collections.Concurrent;

namespace WorkforceTrack.App.SignIn;

/// <summary>The open pages of this process by session, so that the end of a session reaches them at once.</summary>
internal sealed class OpenCircuits
{
    private readonly ConcurrentDictionary<SessionGuard, Guid> open = new();

    internal IReadOnlyCollection<Guid> Sessions => [.. open.Values.Distinct()];

    internal void Add(SessionGuard circuit, Guid session) => open[circuit] = session;

    internal void Remove(SessionGuard circuit) => open.TryRemove(circuit, out _);

    /// <summary>Sends every open page of the session to the log-in.</summary>
    internal void SendAway(Guid session)
    {
        foreach (var (circuit, of) in open)
        {
            if (of == session) circuit.SendAway();
        }
    }
}
