using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;

namespace WorkforceTrack.App.SignIn;

/// <summary>Begins a session for someone who has shown who they are: a row in the vault, and a cookie that names it and nothing else.</summary>
internal sealed class StartSession(IDbContextFactory<VaultDb> vaults, KeyRing keys, Callers callers, EndSession end, TimeProvider clock)
{
    /// <summary>A new session id at every log-in; the session that this browser had before ends (ASVS 5.0, 7.2.4).</summary>
    internal async Task ForAsync(HttpContext http, PersonRow person)
    {
        await end.OwnAsync(await callers.ReadAsync(http.User));
        var now = clock.GetUtcNow();
        var id = Randomness.Id();
        var session = new SessionRow
        {
            Id = id,
            Person = person.Id,
            StartedAt = now,
            LastSeenAt = now,
            SealedDevice = Device.Seal(keys, person, id, Device.Describe(http.Request.Headers.UserAgent.ToString())),
            Access = Randomness.Id(),
        };
        await using (var vault = await vaults.CreateDbContextAsync())
        {
            vault.Sessions.Add(session);
            await vault.SaveChangesAsync();
        }

        var identity = new ClaimsIdentity([new Claim(Callers.SessionClaim, id.ToString("N"))], SessionCookie.Scheme);
        await http.SignInAsync(SessionCookie.Scheme, new ClaimsPrincipal(identity));
    }
}
