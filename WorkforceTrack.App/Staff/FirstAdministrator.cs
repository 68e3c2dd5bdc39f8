using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Staff;

namespace WorkforceTrack.App.Staff;

/// <summary>Whether someone of the management is there, without whom nobody could be let in.</summary>
internal sealed class FirstAdministrator(IDbContextFactory<MainDb> stores, IHostEnvironment environment)
{
    internal async Task<bool> IsThereAsync()
    {
        await using var store = await stores.CreateDbContextAsync();
        return await store.Staff.AsNoTracking().AnyAsync(s => s.Role == StaffRole.Management && s.IsActive);
    }

    /// <summary>Refuses a start that nobody could administer. Development fills a demonstration instead.</summary>
    internal async Task RequireAsync()
    {
        if (!environment.IsDevelopment() && !await IsThereAsync())
            throw new StartRefusedException("There is no administrator yet. Make the first one with: dotnet run --project WorkforceTrack.App -- setup admin");
    }
}
