using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.Policy;

/// <summary>Reads the published versions at start, and publishes one: row, ledger entry and gate change together (O2, O3).</summary>
internal sealed class PolicyShelf(IDbContextFactory<MainDb> stores, MainWriter writer, PolicyInForce inForce, TimeProvider clock)
{
    /// <summary>Reads what is published.</summary>
    internal async Task OpenAsync()
    {
        await using var store = await stores.CreateDbContextAsync();
        var rows = await store.Policies.AsNoTracking().OrderBy(p => p.Sequence).ToListAsync();
        inForce.Set([.. rows.Select(Read)]);
    }

    /// <summary>A fresh store begins with version 1.0, in which no partner is described yet.</summary>
    internal async Task BeginAsync()
    {
        if (inForce.Version is null) await PublishAsync(PolicyText.Version1(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), []));
    }

    /// <summary>Publishes a version; it is in force at once. The number must be above every earlier one.</summary>
    /// <param name="version">What is published.</param>
    /// <param name="by">Who of the staff publishes it; the program itself, when null.</param>
    internal Task PublishAsync(PolicyVersion version, Caller.OfStaff? by = null) => writer.WriteAsync(work => PublishAsync(work, version, by));

    /// <summary>
    /// The same inside a unit of work. A version that follows from the one in force is made there, too: units run one after the other,
    /// so no other version comes in between.
    /// </summary>
    [Keeps("O2")]
    internal async Task<long> PublishAsync(MainWork work, PolicyVersion version, Caller.OfStaff? by = null)
    {
        var json = PolicyJson.Write(version);
        var last = await work.Db.Policies.OrderByDescending(p => p.Sequence).FirstOrDefaultAsync();
        if (last is not null && version.Number.CompareTo(last.Number) <= 0)
            throw new InvalidOperationException("A policy version must have a number above every earlier one.");
        work.Db.Policies.Add(new PolicyRow
        {
            Number = version.Number,
            Published = version.Published,
            IsMaterial = version.IsMaterial,
            Sequence = (last?.Sequence ?? 0) + 1,
            Json = json,
        });
        // INVARIANT: the gate judges the next question by this version; none is decided in between.
        work.AfterCommit(() => inForce.Set([.. inForce.All, version]));
        return work.Append(Entries.New(work, EntryKind.Policy, by is null ? ActorRole.Platform : Roles.Of(by.Role)) with
        {
            Actor = by?.Id.Value,
            Policy = version.Number,
            Detail = Digest.Of(json),
        });
    }

    private static PolicyVersion Read(PolicyRow row) => PolicyJson.TryRead(row.Json, out var version)
        ? version
        : throw new StartRefusedException($"Policy version {row.Number} in the store cannot be read by this version of the program. Start the version that published it, or a newer one.");
}
