using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Staff;

namespace WorkforceTrack.App.Staff;

/// <summary>Whether someone of the management is there, without whom nobody could be let in.</summary>
internal sealed class FirstAdministrator(IDbContextFactory<MainDb> stores, IDbContextFactory<VaultDb> vaults, IHostEnvironment environment)
{
    internal async Task<bool> IsThereAsync()
    {
        await using var store = await stores.CreateDbContextAsync();
        var ids = await store.Staff.AsNoTracking().Where(s => s.Role == StaffRole.Management && s.IsActive).Select(s => s.Id).ToListAsync();
        // The vault is the truth about who exists: a row without one is left from a start that was cut off.
        await using var vault = await vaults.CreateDbContextAsync();
        foreach (var id in ids)
        {
            if (await vault.People.AnyAsync(p => p.Staff == id)) return true;
        }

        return false;
    }

    /// <summary>Refuses a start that nobody could administer. Development fills a demonstration instead.</summary>
    internal async Task RequireAsync()
    {
        if (!environment.IsDevelopment() && !await IsThereAsync())
            throw new StartRefusedException("There is no administrator yet. Make the first one with: dotnet WorkforceTrack.App.dll setup admin");
    }
}
