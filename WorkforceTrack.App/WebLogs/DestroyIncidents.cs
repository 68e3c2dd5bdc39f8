using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.WebLogs;

namespace WorkforceTrack.App.WebLogs;

/// <summary>Destroys what was kept aside for incidents that were closed long enough (Retention:Incident), and their keys (W3).</summary>
internal sealed class DestroyIncidents(MainWriter writer, IncidentSeal seal, IncidentRetention retention, IDbContextFactory<MainDb> stores, PolicyInForce policy, TimeProvider clock)
{
    /// <summary>Destroys what is due now; says of how many incidents.</summary>
    [Keeps("W3"), Keeps("W4")]
    internal async Task<int> SweepAsync()
    {
        var now = clock.GetUtcNow();
        await using var store = await stores.CreateDbContextAsync();
        var over = await store.Incidents.AsNoTracking().Where(i => i.ClosedAt != null).Select(i => new { i.Id, i.Phase, i.ClosedAt }).ToListAsync();
        var destroyed = 0;
        foreach (var incident in over)
        {
            if (incident.Phase == IncidentPhase.Closed && incident.ClosedAt + retention.AfterClose <= now && await writer.WriteAsync(work => DestroyAsync(work, incident.Id))) destroyed++;
            // INVARIANT: the entry first, the key after it. Cut short in between, the next look finds the key that is left.
            if (await IsDestroyedAsync(incident.Id) && seal.HasKey(incident.Id)) await seal.DestroyKeyAsync(incident.Id);
        }

        return destroyed;
    }

    private async Task<bool> IsDestroyedAsync(IncidentId id)
    {
        await using var store = await stores.CreateDbContextAsync();
        return await store.Incidents.AnyAsync(i => i.Id == id && i.Phase == IncidentPhase.Destroyed);
    }

    private async Task<bool> DestroyAsync(MainWork work, IncidentId id)
    {
        var row = await work.Db.Incidents.SingleAsync(i => i.Id == id);
        if (seal.Read(row).Go(new IncidentMove.Destroy(), new IncidentMoment(By: null, Beside: null, work.Now, retention.AfterClose)) is not IncidentAnswer.Moved { Next: var next }) return false;
        (row.Phase, row.Sealed) = (next.Phase, []);
        work.Db.IncidentParts.RemoveRange(await work.Db.IncidentParts.Where(p => p.Incident == id).ToListAsync());
        work.Append(Entries.New(work, EntryKind.Incident, ActorRole.Platform) with { Evidence = id.Value, Policy = policy.Version?.Number });
        return true;
    }
}
