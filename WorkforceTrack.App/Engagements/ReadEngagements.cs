using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Engagements;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Engagements;

/// <summary>The privacy officer and management read what stands about engagements. Members are in it by random names; what was given of them comes from the ledger.</summary>
internal sealed class ReadEngagements(
    EngagementDesk desk, IDbContextFactory<MainDb> stores, IDbContextFactory<VaultDb> vaults, KeyRing keys, EngagementSeal seal, ReadGiven given, CertificateTask task, TimeProvider clock)
{
    /// <summary>All of them, those that wait for something first. Null for anyone else.</summary>
    internal async Task<ImmutableArray<ListedEngagement>?> AllAsync(Caller caller)
    {
        if (await desk.WhyNotAsync(caller) is not null) return null;
        await using var store = await stores.CreateDbContextAsync();
        var rows = await store.Engagements.AsNoTracking().ToListAsync();
        return [.. rows.Select(Listed).OrderBy(e => e.Phase == EngagementPhase.Settled).ThenByDescending(e => e.Phase).ThenBy(e => e.Until)];
    }

    /// <summary>Those that ended and are not settled, and drafts that wait for this person's confirmation.</summary>
    [Keeps("D5")]
    internal async Task<ImmutableArray<ListedEngagement>> WaitingAsync(Caller.OfStaff staff)
    {
        await using var store = await stores.CreateDbContextAsync();
        var rows = await store.Engagements.AsNoTracking().Where(e => e.Step != EngagementStep.Settled).ToListAsync();
        return
        [
            .. rows.Select(row => (Row: row, Listed: Listed(row)))
                .Where(e => e.Listed.Phase == EngagementPhase.Ended || (e.Listed.Phase == EngagementPhase.Drafted && e.Row.DraftedBy != staff.Id && e.Row.DocumentHash is not null))
                .Select(e => e.Listed).OrderBy(e => e.DueAt is null).ThenBy(e => e.DueAt),
        ];
    }

    /// <summary>One with everything that stands about it. Null when there is none, and for anyone else.</summary>
    internal async Task<EngagementOnDesk?> OneAsync(Caller caller, EngagementId id)
    {
        if (await desk.WhyNotAsync(caller) is not null || caller is not Caller.OfStaff staff) return null;
        await using var store = await stores.CreateDbContextAsync();
        if (await store.Engagements.AsNoTracking().SingleOrDefaultAsync(e => e.Id == id) is not { } row) return null;
        var scope = await store.EngagementScope.AsNoTracking().Where(s => s.Engagement == id).Select(s => s.Evidence).ToListAsync();
        var people = await store.EngagedPeople.AsNoTracking().Where(p => p.Engagement == id).ToListAsync();
        await using var vault = await vaults.CreateDbContextAsync();
        var names = await vault.EngagementSubjects.AsNoTracking().Where(s => s.Engagement == id).ToListAsync();
        return new EngagementOnDesk(
            Listed(row),
            row.ToStored(),
            row.Version,
            seal.OpenOrganisation(row),
            row.DraftedBy == staff.Id,
            row.RemindedAt,
            await store.EngagementDocuments.AsNoTracking().Where(d => d.Engagement == id).Select(d => d.Kind).ToListAsync() is var kinds ? [.. kinds] : [],
            [.. names.Where(n => scope.Contains(n.Evidence)).Select(n => n.Ref).Order()],
            await PeopleAsync(vault, people),
            await given.NamedAsync(store, id));
    }

    /// <summary>A document of an engagement; null when it is not there, or not any more.</summary>
    internal async Task<byte[]?> TakeDocumentAsync(Caller caller, EngagementId id, DocumentKind kind)
    {
        if (await desk.WhyNotAsync(caller) is not null) return null;
        await using var store = await stores.CreateDbContextAsync();
        return await store.EngagementDocuments.AsNoTracking().SingleOrDefaultAsync(d => d.Engagement == id && d.Kind == kind) is { } document ? seal.OpenDocument(document) : null;
    }

    private ListedEngagement Listed(EngagementRow row)
    {
        var (stored, now) = (row.ToStored(), clock.GetUtcNow());
        var until = stored.AsSettled()?.Ended.EndedAt ?? stored.AsEnded(now)?.EndedAt ?? stored.AsSigned(now)?.Until ?? row.Until;
        var phase = stored.PhaseAt(now);
        return new ListedEngagement(
            row.Id, seal.OpenOrganisation(row).Name, row.Kind, phase, row.From, until,
            phase == EngagementPhase.Ended ? task.DueAt(until) : null, phase == EngagementPhase.Ended && task.IsOverdue(until, now));
    }

    private async Task<ImmutableArray<EngagedOnDesk>> PeopleAsync(VaultDb vault, List<EngagedPersonRow> rows)
    {
        var ids = rows.ConvertAll(p => p.Id);
        var known = await vault.People.AsNoTracking().Where(p => p.Engaged != null && ids.Contains(p.Engaged.Value)).ToDictionaryAsync(p => p.Engaged!.Value);
        return [.. rows.OrderByDescending(p => p.IsContact).ThenBy(p => p.Id).Select(p => known.TryGetValue(p.Id, out var person) ? Of(p, person) : new EngagedOnDesk(p.Id, null, null, p.IsContact, p.IsActive, false, false))];
    }

    private EngagedOnDesk Of(EngagedPersonRow row, PersonRow person)
    {
        using var key = keys.PersonKey(person);
        return new EngagedOnDesk(row.Id, EngagementSeal.OpenName(key, row), EngagementSeal.OpenAddress(key, row), row.IsContact, row.IsActive, person.PasswordHash is not null, person.TwoFactorEnabled);
    }
}

/// <summary>An engagement in a list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Organisation">Its organisation.</param>
/// <param name="Kind">Whom it is with.</param>
/// <param name="Phase">How far it is now.</param>
/// <param name="From">First moment of the term.</param>
/// <param name="Until">First moment after it, or of its early end.</param>
/// <param name="DueAt">When the certificate is due; null while none is owed.</param>
/// <param name="IsOverdue">Whether it is overdue.</param>
public sealed record ListedEngagement(EngagementId Id, string Organisation, EngagementKind Kind, EngagementPhase Phase, DateTimeOffset From, DateTimeOffset Until, DateTimeOffset? DueAt, bool IsOverdue);

/// <summary>An engagement with everything that stands about it.</summary>
public sealed record EngagementOnDesk(
    ListedEngagement Listed, StoredEngagement Stored, int Version, EngagedOrganisation Organisation, bool IsOwnDraft, DateTimeOffset? RemindedAt,
    ImmutableArray<DocumentKind> Documents, ImmutableArray<Guid> Members, ImmutableArray<EngagedOnDesk> People, GivenOnDesk Given);

/// <summary>A person who works under an engagement; name and address are null when the vault knows the person no more.</summary>
public sealed record EngagedOnDesk(Guid Id, Redacted<string>? Named, Redacted<string>? Address, bool IsContact, bool IsActive, bool HasPassword, bool HasSecondFactor);
