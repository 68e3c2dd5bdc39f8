using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Engagements;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Engagements;

/// <summary>
/// Whether a person who works under an engagement may be here at this moment (D5). Asked anew for each request and for each event of an
/// open page, and decided by the clock: no job has to have run for a term to be over.
/// </summary>
internal sealed class LiveEngagements(IDbContextFactory<MainDb> stores, TimeProvider clock)
{
    private static readonly Func<MainDb, Guid, Task<EngagementRow?>> EngagementOf = EF.CompileAsyncQuery(
        (MainDb db, Guid engaged) => db.EngagedPeople.AsNoTracking().Where(p => p.Id == engaged && p.IsActive)
            .Join(db.Engagements.AsNoTracking(), p => p.Engagement, e => e.Id, (p, e) => e).SingleOrDefault());

    /// <summary>The engagement that lets this person in now; null when none does, or none any more.</summary>
    [Keeps("D5")]
    internal async Task<SignedEngagement?> FindAsync(Guid engaged)
    {
        await using var store = await stores.CreateDbContextAsync();
        return (await EngagementOf(store, engaged))?.ToStored().AsSigned(clock.GetUtcNow());
    }
}
