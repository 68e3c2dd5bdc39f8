using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Disclosures;

/// <summary>Finds one member by what is known exactly (D1): there is no list of members and no search by a part.</summary>
internal sealed class FindPerson(IDbContextFactory<VaultDb> vaults, KeyRing keys)
{
    /// <summary>By the exact user ID or checked mail address; null when nobody is known by it. An address that nobody checked may be another's.</summary>
    internal async Task<PersonRow?> ByNameAsync(Redacted<string> typed)
    {
        var name = typed.Open().Trim();
        await using var store = await vaults.CreateDbContextAsync();
        var people = store.People.AsNoTracking().Where(p => p.Member != null);
        if (!name.Contains('@'))
        {
            var userId = keys.UserIdIndex(name);
            return await people.SingleOrDefaultAsync(p => p.UserIdIndex == userId);
        }

        var address = keys.AddressIndex(name);
        return await people.SingleOrDefaultAsync(p => p.AddressIndex == address && p.AddressChecked);
    }
}
