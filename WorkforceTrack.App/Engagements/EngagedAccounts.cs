using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Engagements;

/// <summary>What happens to the accounts of engaged people: closed when the engagement is settled, removed with its documents (D5).</summary>
internal sealed class EngagedAccounts(IDbContextFactory<MainDb> stores, IDbContextFactory<VaultDb> vaults)
{
    /// <summary>Forgets the passwords and gives the addresses free, so that the same people can be engaged again. Doing it again does nothing.</summary>
    [Keeps("D5")]
    internal async Task CloseAsync(EngagementId engagement)
    {
        var engaged = await OfAsync(engagement);
        await using var vault = await vaults.CreateDbContextAsync();
        await vault.People.Where(p => p.Engaged != null && engaged.Contains(p.Engaged.Value) && (p.PasswordHash != null || p.AddressChecked))
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.PasswordHash, (string?)null).SetProperty(p => p.AddressChecked, false));
    }

    /// <summary>Removes the people and their keys: what is sealed under those opens no more.</summary>
    internal async Task RemoveAsync(EngagementId engagement)
    {
        var engaged = await OfAsync(engagement);
        await using var vault = await vaults.CreateDbContextAsync();
        await vault.People.Where(p => p.Engaged != null && engaged.Contains(p.Engaged.Value)).ExecuteDeleteAsync();
        await vault.EngagementSubjects.Where(s => s.Engagement == engagement).ExecuteDeleteAsync();
    }

    /// <summary>
    /// Removes from the vault what no engagement knows: left by a stop in the middle of discarding a draft. A person is entered here before
    /// the vault shows the row, so nobody who is being entered is among them.
    /// </summary>
    internal async Task RemoveForgottenAsync()
    {
        await using var vault = await vaults.CreateDbContextAsync();
        var (people, scopes) = (await vault.People.Where(p => p.Engaged != null).Select(p => p.Engaged!.Value).ToListAsync(), await vault.EngagementSubjects.Select(s => s.Engagement).Distinct().ToListAsync());
        if (people.Count + scopes.Count == 0) return;
        await using var store = await stores.CreateDbContextAsync();
        var (known, kept) = (await store.EngagedPeople.Where(p => people.Contains(p.Id)).Select(p => p.Id).ToListAsync(), await store.Engagements.Where(e => scopes.Contains(e.Id)).Select(e => e.Id).ToListAsync());
        var (nobodys, gone) = (people.Except(known).ToList(), scopes.Except(kept).ToList());
        await vault.People.Where(p => p.Engaged != null && nobodys.Contains(p.Engaged.Value)).ExecuteDeleteAsync();
        await vault.EngagementSubjects.Where(s => gone.Contains(s.Engagement)).ExecuteDeleteAsync();
    }

    private async Task<Guid[]> OfAsync(EngagementId engagement)
    {
        await using var store = await stores.CreateDbContextAsync();
        return await store.EngagedPeople.AsNoTracking().Where(p => p.Engagement == engagement).Select(p => p.Id).ToArrayAsync();
    }
}
