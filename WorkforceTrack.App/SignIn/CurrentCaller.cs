using Microsoft.AspNetCore.Components.Authorization;

namespace WorkforceTrack.App.SignIn;

/// <summary>Who acts on this page now, on the server and in a circuit alike; asked anew each time, since a session may end meanwhile.</summary>
internal sealed class CurrentCaller(AuthenticationStateProvider states, Callers callers)
{
    internal async Task<Caller> GetAsync() => await callers.ReadAsync((await states.GetAuthenticationStateAsync()).User);
}
