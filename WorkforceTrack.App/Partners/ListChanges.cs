using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.Partners;

/// <summary>
/// A partner reads what it has not acknowledged yet (A2): by the names under which it knows members, with names of fields and no value. A
/// suspended partner and one whose agreement ended read it too: the duty to correct and to erase outlives the agreement. The order is that
/// of random ids.
/// </summary>
internal sealed class ListChanges(IDbContextFactory<MainDb> stores)
{
    [Keeps("A2"), Keeps("D1")]
    internal async Task<ChangePage> ListAsync(PartnerCaller caller, int limit, Guid? after)
    {
        var (partner, last, wanted) = (caller.Partner.Id.Value, after ?? Guid.Empty, limit + 1);
        await using var store = await stores.CreateDbContextAsync();
        var rows = await store.PartnerChanges
            .FromSql($"SELECT * FROM \"PartnerChanges\" WHERE \"Partner\" = {partner} AND \"AcknowledgedOn\" IS NULL AND \"Id\" > {last} ORDER BY \"Id\" LIMIT {wanted}")
            .AsNoTracking().ToListAsync();
        return rows.Count > limit ? new ChangePage([.. rows[..limit]], rows[limit - 1].Id) : new ChangePage([.. rows], Next: null);
    }
}

/// <summary>A page of changes; <paramref name="Next"/> is where to go on, null at the end.</summary>
internal sealed record ChangePage(ImmutableArray<PartnerChangeRow> Changes, Guid? Next);

/// <summary>A page of changes on the wire.</summary>
internal sealed record ChangeList(IReadOnlyList<ToldChange> Changes, string? Next);

/// <summary>One change on the wire.</summary>
internal sealed record ToldChange(string Id, string Kind, string Subject, IReadOnlyList<string> Fields, string Since)
{
    internal static ToldChange Of(PartnerChangeRow row) => new(
        row.Id.ToString("D"), Names.Of(row.Kind), row.Subject!.Value.Value.ToString("D"), [.. row.Fields.Select(Names.Of)], row.ToldOn.ToString("yyyy-MM-dd"));
}
