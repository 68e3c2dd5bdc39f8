using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Engagements;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Engagements;

/// <summary>What an engaged person sees of the own engagement: what was signed, the term, and the members within the scope by random names alone (D5).</summary>
internal sealed class SeeOwnEngagement(IDbContextFactory<MainDb> stores, IDbContextFactory<VaultDb> vaults, EngagementSeal seal, TimeProvider clock)
{
    /// <summary>Null for anyone whom no engagement lets in at this moment.</summary>
    [Keeps("D5")]
    internal async Task<OwnEngagement?> SeeAsync(Caller caller)
    {
        if (caller is not Caller.OfEngagement { Engagement: var engagement }) return null;
        await using var store = await stores.CreateDbContextAsync();
        var row = await store.Engagements.AsNoTracking().SingleAsync(e => e.Id == engagement.Id);
        var scope = await store.EngagementScope.AsNoTracking().Where(s => s.Engagement == engagement.Id).Select(s => s.Evidence).ToListAsync();
        await using var vault = await vaults.CreateDbContextAsync();
        var names = await vault.EngagementSubjects.AsNoTracking().Where(s => s.Engagement == engagement.Id).ToListAsync();
        return new OwnEngagement(
            seal.OpenOrganisation(row).Name,
            engagement,
            clock.GetUtcNow() >= engagement.Terms.From,
            // In the order of chance: where a member stands tells nothing.
            [.. names.Where(n => scope.Contains(n.Evidence)).Select(n => n.Ref).Order()]);
    }

    /// <summary>The signed document, for those who are bound by it.</summary>
    internal async Task<byte[]?> TakeDocumentAsync(Caller caller)
    {
        if (caller is not Caller.OfEngagement { Engagement: var engagement }) return null;
        await using var store = await stores.CreateDbContextAsync();
        return await store.EngagementDocuments.AsNoTracking().SingleOrDefaultAsync(d => d.Engagement == engagement.Id && d.Kind == DocumentKind.Signed) is { } document ? seal.OpenDocument(document) : null;
    }
}

/// <summary>An engagement as its people see it.</summary>
/// <param name="Organisation">The name under which members read of it.</param>
/// <param name="Engagement">Terms, document and end.</param>
/// <param name="HasBegun">Whether the term has begun.</param>
/// <param name="Members">The names under which the engagement knows the members within its scope.</param>
public sealed record OwnEngagement(string Organisation, SignedEngagement Engagement, bool HasBegun, ImmutableArray<Guid> Members);
