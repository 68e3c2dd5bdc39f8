using Microsoft.EntityFrameworkCore;

namespace WorkforceTrack.App.Backups;

/// <summary>Contexts of a store that is not the one in use.</summary>
internal sealed class OneStore<T>(Func<T> open) : IDbContextFactory<T>
    where T : DbContext
{
    public T CreateDbContext() => open();
}
