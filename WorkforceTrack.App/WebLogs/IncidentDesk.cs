using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Staff;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Erasure;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.WebLogs;

namespace WorkforceTrack.App.WebLogs;

/// <summary>Where incidents are moved: each step is the domain's, and none is without an entry in the same transaction (W4, W5).</summary>
internal sealed class IncidentDesk(MainWriter writer, ConsoleDoor door, PolicyInForce policy, IncidentSeal seal, IDbContextFactory<MainDb> stores, IncidentRetention retention, TimeProvider clock)
{
    /// <summary>Whether this person may be here at all; each step asks the domain for more.</summary>
    internal Task<RefusalReason?> WhyNotAsync(Caller caller) => door.WhyNotAsync(caller, IncidentChecks.Investigators);

    /// <summary>Takes a step in a unit of its own.</summary>
    /// <param name="staff">Who acts.</param>
    /// <param name="beside">Who is there at the same time.</param>
    /// <param name="id">The incident.</param>
    /// <param name="move">The step.</param>
    /// <param name="record">Writes what belongs to the step, entries included.</param>
    internal Task<IncidentResult> StepAsync(
        IncidentPerson staff, IncidentPerson? beside, IncidentId id, IncidentMove move, Func<MainWork, Incident, Task> record) => writer.WriteAsync<IncidentResult>(async work =>
    {
        if (await work.Db.Incidents.SingleOrDefaultAsync(i => i.Id == id) is not { } row) return new IncidentResult.NotNow(IncidentObstacle.NotThere);
        var answer = seal.Read(row).Go(move, new IncidentMoment(staff, beside, work.Now, retention.AfterClose));
        if (answer is not IncidentAnswer.Moved moved) return new IncidentResult.Refused(((IncidentAnswer.Refused)answer).Faults);
        (row.Phase, row.ClosedAt, row.Sealed) = (moved.Next.Phase, moved.Next.File.ClosedAt, seal.SealFile(moved.Next.File));
        await record(work, moved.Next);
        return new IncidentResult.Done(moved.Next);
    });

    internal Task<IncidentResult> StepAsync(IncidentPerson staff, IncidentPerson? beside, IncidentId id, IncidentMove move, Action<MainWork, Incident> record) =>
        StepAsync(staff, beside, id, move, (work, next) =>
        {
            record(work, next);
            return Task.CompletedTask;
        });

    /// <summary>What would stand against a step now; null when nothing does. For what costs much before the step.</summary>
    internal async Task<IncidentResult?> WhyNotStepAsync(IncidentPerson staff, IncidentPerson? beside, IncidentId id, IncidentMove move) =>
        await FindAsync(id) is not { } incident ? new IncidentResult.NotNow(IncidentObstacle.NotThere)
        : incident.Go(move, new IncidentMoment(staff, beside, clock.GetUtcNow(), retention.AfterClose)) is IncidentAnswer.Refused refused ? new IncidentResult.Refused(refused.Faults)
        : null;

    internal async Task<Incident?> FindAsync(IncidentId id)
    {
        await using var store = await stores.CreateDbContextAsync();
        return await store.Incidents.AsNoTracking().SingleOrDefaultAsync(i => i.Id == id) is { } row ? seal.Read(row) : null;
    }

    /// <summary>The newest part of a kind; null when there is none.</summary>
    internal static async Task<IncidentPartRow?> PartAsync(MainDb db, IncidentId id, IncidentPart kind) =>
        (await db.IncidentParts.AsNoTracking().Where(p => p.Incident == id && p.Kind == kind).ToListAsync()).MaxBy(p => p.At);

    /// <summary>The entry of a step: who, at which incident.</summary>
    internal LedgerEntry Entry(MainWork work, IncidentPerson staff, IncidentId id) => Entries.New(work, EntryKind.Incident, Roles.Of(staff.Role)) with
    {
        Actor = staff.Id.Value,
        Evidence = id.Value,
        Policy = policy.Version?.Number,
    };

    internal static void Add(MainWork work, IncidentId id, IncidentPart kind, byte[] sealedBytes) =>
        work.Db.IncidentParts.Add(new IncidentPartRow { Id = Randomness.Id(), Incident = id, Kind = kind, At = work.Now, Sealed = sealedBytes });

    /// <summary>Puts a text beside the incident; what an entry binds of it.</summary>
    internal Commitment AddText(MainWork work, IncidentId id, IncidentPart kind, string text)
    {
        var (sealedBytes, bound) = seal.SealText(id, kind, text);
        Add(work, id, kind, sealedBytes);
        return bound;
    }

    internal static IncidentPerson Person(Caller.OfStaff staff, string? reason) => new(staff.Id, staff.Role, IsReason(reason));

    internal static bool IsReason(string? reason) => ReasonRules.FaultOf(ReasonRules.Tidy(reason)) is null;
}

/// <summary>How long after its close what was kept aside for an incident stays (Retention:Incident).</summary>
internal sealed record IncidentRetention(TimeSpan AfterClose)
{
    internal static IncidentRetention Read(IConfiguration configuration) => new(WebLogOptions.Time(configuration, "Retention:Incident", RecordDeclarations.TimeOf(RecordKind.Incidents)));
}
