using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;

namespace WorkforceTrack.App.SignIn;

/// <summary>Turns a cookie's claims into a caller by asking the vault whether the session still lives. The only reader of claims.</summary>
internal sealed class Callers(IDbContextFactory<VaultDb> vaults, IDbContextFactory<MainDb> stores, TimeProvider clock, SessionLimits limits, SecondFactorRule secondFactor)
{
    internal const string SessionClaim = "sid";

    /// <summary>A sign of life is written down no more often than this.</summary>
    private static readonly TimeSpan BetweenSigns = TimeSpan.FromMinutes(1);

    private static readonly Func<VaultDb, Guid, Task<LiveSession?>> SessionOf = EF.CompileAsyncQuery(
        (VaultDb db, Guid id) => db.Sessions.AsNoTracking().Where(s => s.Id == id && s.EndedAt == null)
            .Join(db.People.AsNoTracking(), s => s.Person, p => p.Id, (s, p) => new LiveSession(s, p)).SingleOrDefault());

    private static readonly Func<VaultDb, Guid, Task<SessionRow?>> OnlySessionOf = EF.CompileAsyncQuery(
        (VaultDb db, Guid id) => db.Sessions.AsNoTracking().SingleOrDefault(s => s.Id == id && s.EndedAt == null));

    /// <summary>Who this is now. A session that ended, idled out or grew too old makes a visitor.</summary>
    internal Task<Caller> ReadAsync(ClaimsPrincipal? principal) => OfSessionAsync(SessionIdOf(principal));

    /// <summary>Who acts in a session now: for an act that takes a second person, who is somewhere else.</summary>
    internal async Task<Caller> OfSessionAsync(Guid? session)
    {
        if (session is not { } id) return new Caller.Visitor();
        await using var vault = await vaults.CreateDbContextAsync();
        if (await SessionOf(vault, id) is not { } found || !limits.IsAlive(found.Session, clock.GetUtcNow())) return new Caller.Visitor();
        if (found.Person.Member is not null) return new Caller.Member(found.Person, found.Session);
        if (found.Person.Staff is not { } staffId) return new Caller.Visitor();
        await using var store = await stores.CreateDbContextAsync();
        var staff = await store.Staff.AsNoTracking().SingleOrDefaultAsync(s => s.Id == staffId && s.IsActive);
        if (staff is null) return new Caller.Visitor();
        return secondFactor.RequiredOfStaff && !found.Person.TwoFactorEnabled
            ? new Caller.StaffToSecure(found.Person, found.Session)
            : new Caller.OfStaff(found.Person, found.Session, staff.Role);
    }

    /// <summary>Whether a session of this person would open anything: staff who left have an account no more.</summary>
    internal async Task<bool> MayEnterAsync(PersonRow person)
    {
        if (person.Staff is not { } staffId) return person.Member is not null;
        await using var store = await stores.CreateDbContextAsync();
        return await store.Staff.AnyAsync(s => s.Id == staffId && s.IsActive);
    }

    /// <summary>Notes a sign of life of a session. False when it lives no more.</summary>
    internal async Task<bool> SeeAsync(Guid id)
    {
        await using var vault = await vaults.CreateDbContextAsync();
        var now = clock.GetUtcNow();
        if (await OnlySessionOf(vault, id) is not { } session || !limits.IsAlive(session, now)) return false;
        if (now - session.LastSeenAt >= BetweenSigns)
        {
            await vault.Sessions.Where(s => s.Id == id && s.LastSeenAt < now).ExecuteUpdateAsync(set => set.SetProperty(s => s.LastSeenAt, now));
        }

        return true;
    }

    internal static Guid? SessionIdOf(ClaimsPrincipal? principal) =>
        Guid.TryParseExact(principal?.FindFirst(SessionClaim)?.Value, "N", out var id) ? id : null;

    private sealed record LiveSession(SessionRow Session, PersonRow Person);
}

/// <summary>Whether staff must have a second factor before anything opens to them (SE1).</summary>
internal sealed record SecondFactorRule(bool RequiredOfStaff);
