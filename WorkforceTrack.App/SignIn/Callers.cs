using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Engagements;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;

namespace WorkforceTrack.App.SignIn;

/// <summary>Turns a cookie's claims into a caller by asking the vault whether the session still lives. The only reader of claims.</summary>
internal sealed class Callers(
    IDbContextFactory<VaultDb> vaults, IDbContextFactory<MainDb> stores, LiveEngagements engagements, TimeProvider clock, SessionLimits limits, SecondFactorRule secondFactor)
{
    internal const string SessionClaim = "sid";

    /// <summary>A sign of life is written down no more often than this.</summary>
    private static readonly TimeSpan BetweenSigns = TimeSpan.FromMinutes(1);

    private static readonly Func<VaultDb, Guid, Task<LiveSession?>> SessionOf = EF.CompileAsyncQuery(
        (VaultDb db, Guid id) => db.Sessions.AsNoTracking().Where(s => s.Id == id && s.EndedAt == null)
            .Join(db.People.AsNoTracking(), s => s.Person, p => p.Id, (s, p) => new LiveSession(s, p)).SingleOrDefault());

    private static readonly Func<VaultDb, Guid, Task<SeenSession?>> OnlySessionOf = EF.CompileAsyncQuery(
        (VaultDb db, Guid id) => db.Sessions.AsNoTracking().Where(s => s.Id == id && s.EndedAt == null)
            .Join(db.People.AsNoTracking(), s => s.Person, p => p.Id, (s, p) => new SeenSession(s, p.Engaged)).SingleOrDefault());

    /// <summary>Who this is now. A session that ended, idled out or grew too old makes a visitor.</summary>
    internal Task<Caller> ReadAsync(ClaimsPrincipal? principal) => OfSessionAsync(SessionIdOf(principal));

    /// <summary>Who acts in a session now: for an act that takes a second person, who is somewhere else.</summary>
    internal async Task<Caller> OfSessionAsync(Guid? session)
    {
        if (session is not { } id) return new Caller.Visitor();
        await using var vault = await vaults.CreateDbContextAsync();
        if (await SessionOf(vault, id) is not { } found || !limits.IsAlive(found.Session, clock.GetUtcNow())) return new Caller.Visitor();
        if (found.Person.Member is not null) return new Caller.Member(found.Person, found.Session);
        if (found.Person.Engaged is { } engaged) return await EngagedAsync(found, engaged);
        if (found.Person.Staff is not { } staffId) return new Caller.Visitor();
        await using var store = await stores.CreateDbContextAsync();
        var staff = await store.Staff.AsNoTracking().SingleOrDefaultAsync(s => s.Id == staffId && s.IsActive);
        if (staff is null) return new Caller.Visitor();
        return secondFactor.RequiredOfStaff && !found.Person.TwoFactorEnabled
            ? new Caller.StaffToSecure(found.Person, found.Session)
            : new Caller.OfStaff(found.Person, found.Session, staff.Role);
    }

    /// <summary>Whether a session of this person would open anything: who left the staff, or whose engagement is over, has an account no more.</summary>
    internal async Task<bool> MayEnterAsync(PersonRow person)
    {
        if (person.Engaged is { } engaged) return await engagements.FindAsync(engaged) is not null;
        if (person.Staff is not { } staffId) return person.Member is not null;
        await using var store = await stores.CreateDbContextAsync();
        return await store.Staff.AnyAsync(s => s.Id == staffId && s.IsActive);
    }

    /// <summary>Notes a sign of life of a session. False when it lives no more.</summary>
    internal async Task<bool> SeeAsync(Guid id)
    {
        await using var vault = await vaults.CreateDbContextAsync();
        var now = clock.GetUtcNow();
        if (await OnlySessionOf(vault, id) is not { } seen || !await LivesAsync(seen, now)) return false;
        if (now - seen.Session.LastSeenAt >= BetweenSigns)
        {
            await vault.Sessions.Where(s => s.Id == id && s.LastSeenAt < now).ExecuteUpdateAsync(set => set.SetProperty(s => s.LastSeenAt, now));
        }

        return true;
    }

    /// <summary>Whether a session lives, without a sign of life of its own.</summary>
    internal async Task<bool> LivesAsync(Guid id)
    {
        await using var vault = await vaults.CreateDbContextAsync();
        return await OnlySessionOf(vault, id) is { } seen && await LivesAsync(seen, clock.GetUtcNow());
    }

    internal static Guid? SessionIdOf(ClaimsPrincipal? principal) =>
        Guid.TryParseExact(principal?.FindFirst(SessionClaim)?.Value, "N", out var id) ? id : null;

    // INVARIANT: by the clock at this moment. The session of an engaged person ends with the term, whatever stands in its row (D5).
    private async Task<bool> LivesAsync(SeenSession seen, DateTimeOffset now) =>
        limits.IsAlive(seen.Session, now) && (seen.Engaged is not { } engaged || await engagements.FindAsync(engaged) is not null);

    private async Task<Caller> EngagedAsync(LiveSession found, Guid engaged) => await engagements.FindAsync(engaged) switch
    {
        null => new Caller.Visitor(),
        _ when secondFactor.RequiredOfStaff && !found.Person.TwoFactorEnabled => new Caller.EngagedToSecure(found.Person, found.Session),
        { } engagement => new Caller.OfEngagement(found.Person, found.Session, engagement),
    };

    private sealed record SeenSession(SessionRow Session, Guid? Engaged);

    private sealed record LiveSession(SessionRow Session, PersonRow Person);
}

/// <summary>Whether staff, and whoever works under an engagement, must have a second factor before anything opens to them (SE1).</summary>
internal sealed record SecondFactorRule(bool RequiredOfStaff);
