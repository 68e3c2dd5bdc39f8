using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;

namespace WorkforceTrack.App.SignIn;

/// <summary>The live sessions of a person, newest sign of life first.</summary>
internal sealed class ListOwnSessions(IDbContextFactory<VaultDb> vaults, KeyRing keys, SessionLimits limits, TimeProvider clock)
{
    internal async Task<ImmutableArray<OwnSession>> ListAsync(Caller caller)
    {
        if (ProvePassword.PersonOf(caller) is not { } person) return [];
        await using var vault = await vaults.CreateDbContextAsync();
        var rows = await vault.Sessions.AsNoTracking().Where(s => s.Person == person.Id && s.EndedAt == null).ToArrayAsync();
        var now = clock.GetUtcNow();
        return
        [
            .. rows.Where(row => limits.IsAlive(row, now)).OrderByDescending(row => row.LastSeenAt)
                .Select(row => new OwnSession(row.Id, Device.Open(keys, person, row), row.StartedAt, row.LastSeenAt, row.Id == EndSession.SessionOf(caller)!.Id)),
        ];
    }
}

/// <summary>One line of the list.</summary>
internal sealed record OwnSession(Guid Id, string Device, DateTimeOffset StartedAt, DateTimeOffset LastSeenAt, bool IsThis);
