using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Consents;
using WorkforceTrack.Domain.Partners;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Consents;

/// <summary>A member reads every approval ever given, and which more could be given. It shows names of fields, never a value.</summary>
internal sealed class ReadConsents(IDbContextFactory<MainDb> stores, PolicyInForce policy, TimeProvider clock)
{
    /// <summary>Null for anyone but a member in a live session.</summary>
    internal async Task<OwnConsents?> ReadAsync(Caller caller)
    {
        if (caller is not Caller.Member member) return null;
        await using var store = await stores.CreateDbContextAsync();
        var now = clock.GetUtcNow();
        var rows = await store.Consents.AsNoTracking().Where(c => c.Member == member.Id).OrderByDescending(c => c.GivenAt).ToListAsync();
        var partners = await store.Partners.AsNoTracking().ToDictionaryAsync(p => p.Id.Value, p => p.Name);
        var services = await store.Selections.AsNoTracking().Where(s => s.Member == member.Id)
            .Join(store.Services, s => s.Service, s => s.Id, (s, service) => new { s.Consent, service.Title }).ToDictionaryAsync(s => s.Consent, s => s.Title);
        var held = rows.ConvertAll(row => new HeldConsent(
            row.ToConsent(),
            row.RecipientId is { } id ? partners[id] : null,
            services.GetValueOrDefault(row.Id)));
        return new OwnConsents(
            [.. held.Where(c => c.Consent.IsLive(now))],
            [.. held.Where(c => !c.Consent.IsLive(now))],
            [.. await ContactsAsync(store, member.Id, now)],
            policy.Version is { } version ? [.. ConsentOffer.InTheHouse(version)] : [],
            policy.Version?.Number,
            member.Person.AddressChecked);
    }

    private async Task<IEnumerable<ContactOffer>> ContactsAsync(MainDb store, MemberId member, DateTimeOffset now)
    {
        var selected = await store.Selections.AsNoTracking().Where(s => s.Member == member && s.EndedAt == null)
            .Join(store.Agreements, s => s.Agreement, a => a.Id, (s, a) => a)
            .Join(store.Partners, a => a.Partner, p => p.Id, (a, p) => new { Agreement = a, Partner = p }).ToListAsync();
        return selected.GroupBy(s => s.Partner.Id, (id, of) =>
        {
            var partner = of.First().Partner;
            var addresses = of.Select(s => s.Agreement.ToAgreement(partner.SuspendedAt is not null))
                .SelectMany(a => ServiceOffer.AddressesOf(a).Where(f => ServiceOffer.AgainstContact(a, policy.Version, now, FieldSet.Of(f)).IsEmpty));
            return new ContactOffer(id, partner.Name, FieldSet.From(addresses));
        }).Where(offer => !offer.Addresses.IsEmpty);
    }
}

/// <summary>One approval with the names that a page shows.</summary>
public sealed record HeldConsent(Consent Consent, string? Partner, string? Service)
{
    /// <summary>How the page names it, so that no two in force read alike.</summary>
    public string Title => Service ?? (Consent.Purpose == Purpose.ContactByPartner ? $"Letters and mail from {Partner}" : PolicyWords.Of(Consent.Purpose));
}

/// <summary>At which addresses a partner of a selected service may be allowed to write.</summary>
public sealed record ContactOffer(PartnerId Partner, string Name, FieldSet Addresses);

/// <summary>What the consents page shows.</summary>
public sealed record OwnConsents(
    ImmutableArray<HeldConsent> Live,
    ImmutableArray<HeldConsent> Past,
    ImmutableArray<ContactOffer> Contacts,
    ImmutableArray<DeclaredFlow> InTheHouse,
    PolicyNumber? Policy,
    bool AddressChecked)
{
    /// <summary>The live consent for a purpose and recipient, if there is one.</summary>
    public Consent? LiveFor(Purpose purpose, PartnerId? partner) => Live.Where(h => h.Consent.IsFor(purpose, partner?.Value)).Select(h => (Consent?)h.Consent).FirstOrDefault();
}
