using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Vault;

namespace WorkforceTrack.App.SignIn;

/// <content>
/// Failed attempts are counted by one statement: Identity's own lockout reads the system clock and loses what comes in at the same moment.
/// </content>
internal sealed partial class PersonStore
{
    /// <summary>Counts a failed attempt, and locks when there were too many. For nobody it costs the same commit, so that time does not tell who exists.</summary>
    internal async Task CountFailureAsync(PersonRow? person, Lockout rule, DateTimeOffset now)
    {
        await using var vault = await vaults.CreateDbContextAsync();
        if (person is null)
        {
            await vault.StoreInfo.ExecuteUpdateAsync(set => set.SetProperty(i => i.Generation, i => i.Generation));
            return;
        }

        DateTimeOffset? until = now + rule.For;
        await vault.People.Where(p => p.Id == person.Id).ExecuteUpdateAsync(set => set
            .SetProperty(p => p.LockedUntil, p => p.LockedUntil > now || p.FailedCount + 1 < rule.After ? p.LockedUntil : until)
            .SetProperty(p => p.FailedCount, p => p.LockedUntil > now ? p.FailedCount : p.FailedCount + 1 < rule.After ? p.FailedCount + 1 : 0));
    }

    /// <summary>Forgets the failed attempts after one that went well.</summary>
    internal async Task ForgetFailuresAsync(PersonRow person)
    {
        if (person is { FailedCount: 0, LockedUntil: null }) return;
        await using var vault = await vaults.CreateDbContextAsync();
        await vault.People.Where(p => p.Id == person.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.FailedCount, 0).SetProperty(p => p.LockedUntil, (DateTimeOffset?)null));
    }
}

/// <summary>After how many failed attempts an account rests, and for how long (ASVS 5.0, 6.3.1).</summary>
internal sealed record Lockout(int After, TimeSpan For)
{
    internal static Lockout Read(IConfiguration configuration) => new(
        configuration.GetValue("Security:LockoutAfter", 10),
        configuration.GetValue("Security:LockoutFor", TimeSpan.FromMinutes(15)));
}
