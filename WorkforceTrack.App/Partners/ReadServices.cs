using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Partners;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Partners;

/// <summary>A member reads which services there are, and which ones are the member's own (P1). What cannot be selected now is not offered.</summary>
internal sealed class ReadServices(IDbContextFactory<MainDb> stores, ReadTold told, PolicyInForce policy, TimeProvider clock)
{
    /// <summary>Null for anyone but a member in a live session.</summary>
    internal async Task<OfferedServices?> ReadAsync(Caller caller)
    {
        if (caller is not Caller.Member member) return null;
        await using var store = await stores.CreateDbContextAsync();
        var now = clock.GetUtcNow();
        var selected = await store.Selections.AsNoTracking().Where(s => s.Member == member.Id && s.EndedAt == null).ToDictionaryAsync(s => s.Service, s => s.SelectedAt);
        var rows = await store.Services.AsNoTracking()
            .Join(store.Agreements, s => s.Agreement, a => a.Id, (s, a) => new { Service = s, Agreement = a })
            .Join(store.Partners, s => s.Agreement.Partner, p => p.Id, (s, p) => new { s.Service, s.Agreement, Partner = p })
            .OrderBy(s => s.Service.Title).ToListAsync();
        var all = rows.Select(r =>
        {
            var agreement = r.Agreement.ToAgreement(r.Partner.SuspendedAt is not null);
            return new OfferedService(
                r.Service.Id,
                r.Service.Title,
                r.Service.Description,
                r.Partner.Name,
                agreement,
                ServiceOffer.FieldsOf(agreement),
                ServiceOffer.AddressesOf(agreement),
                ServiceOffer.Against(agreement, policy.Version, now).IsEmpty,
                selected.TryGetValue(r.Service.Id, out var since) ? since : null);
        });
        return new OfferedServices([.. all.Where(s => s.IsOffered || s.SelectedAt is not null)], policy.Version?.Number, await told.ReadAsync(member));
    }
}

/// <summary>What the services page shows.</summary>
public sealed record OfferedServices(ImmutableArray<OfferedService> Services, PolicyNumber? Policy, ImmutableArray<OwnTelling> Told);

/// <summary>A service as a member sees it; one that was selected stays visible when it rests.</summary>
public sealed record OfferedService(
    ServiceId Id, string Title, string Description, string Partner, Agreement Agreement, FieldSet Fields, FieldSet Addresses, bool IsOffered, DateTimeOffset? SelectedAt);
