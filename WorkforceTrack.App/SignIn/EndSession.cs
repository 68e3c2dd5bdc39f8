using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.SignIn;

/// <summary>Ends sessions on the server, and every open page of them (K2). A cookie of an ended session is worth nothing.</summary>
[Keeps("K2")]
internal sealed class EndSession(IDbContextFactory<VaultDb> vaults, OpenCircuits circuits, TimeProvider clock)
{
    // The tab that logs off is on its way already. Sent away at the same moment, it would lose the answer that clears the browser.
    private static readonly TimeSpan TimeToLeave = TimeSpan.FromSeconds(1);

    /// <summary>Ends the session in which the caller acts. Its open pages can do nothing from then on, and go to the log-in a moment later.</summary>
    internal async Task OwnAsync(Caller caller)
    {
        if (SessionOf(caller) is not { } own) return;
        foreach (var id in await MarkEndedAsync(s => s.Where(row => row.Id == own.Id)))
            _ = Task.Delay(TimeToLeave, clock).ContinueWith(_ => circuits.SendAway(id), TaskScheduler.Default);
    }

    /// <summary>Ends one session of the caller's own by its id. Another person's is not touched.</summary>
    internal Task OneAsync(Caller caller, Guid id) =>
        SessionOf(caller) is { } own ? EndAsync(s => s.Where(row => row.Id == id && row.Person == own.Person)) : Task.CompletedTask;

    /// <summary>Ends all sessions of the caller but this one.</summary>
    internal Task OthersAsync(Caller caller) => SessionOf(caller) is { } own ? AllAsync(own.Person, own.Id) : Task.CompletedTask;

    /// <summary>Ends all sessions of a person, but one if it is named; for the use cases that change how the person signs in.</summary>
    internal Task AllAsync(Guid person, Guid? but = null) => EndAsync(s => s.Where(row => row.Person == person && row.Id != but));

    internal static SessionRow? SessionOf(Caller caller) => caller switch
    {
        Caller.Member member => member.Session,
        Caller.OfStaff staff => staff.Session,
        Caller.StaffToSecure staff => staff.Session,
        Caller.OfEngagement engaged => engaged.Session,
        Caller.EngagedToSecure engaged => engaged.Session,
        _ => null,
    };

    internal async Task EndAsync(Func<IQueryable<SessionRow>, IQueryable<SessionRow>> which)
    {
        foreach (var id in await MarkEndedAsync(which)) circuits.SendAway(id);
    }

    private async Task<Guid[]> MarkEndedAsync(Func<IQueryable<SessionRow>, IQueryable<SessionRow>> which)
    {
        var now = clock.GetUtcNow();
        await using var vault = await vaults.CreateDbContextAsync();
        var ended = await which(vault.Sessions.Where(s => s.EndedAt == null)).Select(s => s.Id).ToArrayAsync();
        await vault.Sessions.Where(s => ended.Contains(s.Id) && s.EndedAt == null).ExecuteUpdateAsync(set => set.SetProperty(s => s.EndedAt, now));
        return ended;
    }
}
