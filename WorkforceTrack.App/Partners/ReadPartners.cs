using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Partners;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Partners;

/// <summary>Staff read what stands about partners. How many members selected a service is not among it: a small number would name people.</summary>
internal sealed class ReadPartners(PartnerDesk desk, IDbContextFactory<MainDb> stores, PolicyInForce policy, TimeProvider clock)
{
    /// <summary>Null for anyone but staff who signed (AC1).</summary>
    internal async Task<ImmutableArray<DeskPartner>?> ReadAsync(Caller caller)
    {
        if (await desk.WhyNotLookAsync(caller) is not null) return null;
        await using var store = await stores.CreateDbContextAsync();
        var now = clock.GetUtcNow();
        var partners = await store.Partners.AsNoTracking().OrderBy(p => p.Name).ToListAsync();
        var agreements = (await store.Agreements.AsNoTracking().OrderByDescending(a => a.From).ToListAsync()).ToLookup(a => a.Partner);
        var services = (await store.Services.AsNoTracking().OrderBy(s => s.Title).ToListAsync()).ToLookup(s => s.Agreement);
        var waiting = await store.PartnerChanges.AsNoTracking().Where(c => c.AcknowledgedOn == null).GroupBy(c => c.Partner)
            .Select(of => new { of.Key, Count = of.Count(), Since = of.Min(c => c.ToldOn) }).ToDictionaryAsync(w => w.Key, w => new WaitingChanges(w.Count, w.Since));
        var credentials = (await store.Credentials.AsNoTracking().OrderByDescending(c => c.CreatedAt).ToListAsync()).ToLookup(c => c.Agreement);
        return [.. partners.Select(partner =>
        {
            var own = agreements[partner.Id].Select(a => a.ToAgreement(partner.SuspendedAt is not null)).ToList();
            var (flows, _) = PartnerDescription.Of(partner.Id, partner.Name, own, now);
            return new DeskPartner(
                partner.Id,
                partner.Name,
                partner.Contact,
                partner.SuspendedAt,
                PartnerDescription.Describes(policy.Version, flows),
                waiting.GetValueOrDefault(partner.Id),
                [.. own.Select(a => new DeskAgreement(
                    a,
                    ServiceOffer.Against(a, policy.Version, now),
                    [.. services[a.Id].Select(s => new DeskService(s.Id, s.Title, s.Description))],
                    [.. credentials[a.Id].Select(c => new DeskCredential(c.Id, c.ClientId, c.CreatedAt, c.RevokedAt))]))]);
        })];
    }
}

/// <summary>A partner as staff see it.</summary>
public sealed record DeskPartner(PartnerId Id, string Name, string Contact, DateTimeOffset? SuspendedAt, bool IsDescribed, WaitingChanges? Waiting, ImmutableArray<DeskAgreement> Agreements);

/// <summary>How much of what a partner was told it has not acknowledged, and since when the oldest of it waits.</summary>
public sealed record WaitingChanges(int Count, DateOnly Since);

/// <summary>An agreement with every reason why nothing can be read under it today.</summary>
public sealed record DeskAgreement(Agreement Agreement, ImmutableArray<RefusalReason> Against, ImmutableArray<DeskService> Services, ImmutableArray<DeskCredential> Credentials);

/// <summary>A service as staff see it.</summary>
public sealed record DeskService(ServiceId Id, string Title, string Description);

/// <summary>A credential as staff see it; there is no secret to see.</summary>
public sealed record DeskCredential(Guid Id, string ClientId, DateTimeOffset CreatedAt, DateTimeOffset? RevokedAt);
