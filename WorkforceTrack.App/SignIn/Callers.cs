using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;

namespace WorkforceTrack.App.SignIn;

/// <summary>Turns a cookie's claims into a caller by asking the vault whether the session still lives. The only reader of claims.</summary>
internal sealed class Callers(IDbContextFactory<VaultDb> vaults, IDbContextFactory<MainDb> stores, TimeProvider clock, SessionLimits limits)
{
    internal const string SessionClaim = "sid";

    private static readonly Func<VaultDb, Guid, Task<LiveSession?>> SessionOf = EF.CompileAsyncQuery(
        (VaultDb db, Guid id) => db.Sessions.AsNoTracking().Where(s => s.Id == id && s.EndedAt == null)
            .Join(db.People.AsNoTracking(), s => s.Person, p => p.Id, (s, p) => new LiveSession(s, p)).SingleOrDefault());

    /// <summary>Who this is now. A session that ended, idled out or grew too old makes a visitor.</summary>
    internal async Task<Caller> ReadAsync(ClaimsPrincipal? principal)
    {
        if (SessionIdOf(principal) is not { } id) return new Caller.Visitor();
        await using var vault = await vaults.CreateDbContextAsync();
        if (await SessionOf(vault, id) is not { } found || !limits.IsAlive(found.Session, clock.GetUtcNow())) return new Caller.Visitor();
        if (found.Person.Member is not null) return new Caller.Member(found.Person, found.Session);
        if (found.Person.Staff is not { } staffId) return new Caller.Visitor();
        await using var store = await stores.CreateDbContextAsync();
        var staff = await store.Staff.AsNoTracking().SingleOrDefaultAsync(s => s.Id == staffId && s.IsActive);
        return staff is null ? new Caller.Visitor() : new Caller.OfStaff(found.Person, found.Session, staff.Role);
    }

    internal static Guid? SessionIdOf(ClaimsPrincipal? principal) =>
        Guid.TryParseExact(principal?.FindFirst(SessionClaim)?.Value, "N", out var id) ? id : null;

    private sealed record LiveSession(SessionRow Session, PersonRow Person);
}
