using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Consents;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Partners;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Partners;

/// <summary>
/// A member selects a partner's service and thereby approves exactly the fields that were shown (P1, P2, C3). Selecting what
/// is selected changes nothing; selecting again after dropping is a new approval in a new row.
/// </summary>
internal sealed class SelectService(MainWriter writer, IDbContextFactory<VaultDb> vaults, IDbContextFactory<MainDb> stores, PolicyInForce policy)
{
    [Keeps("P1"), Keeps("C3")]
    internal async Task<ConsentAnswer> SelectAsync(Caller caller, ServiceId service, Shown shown)
    {
        if (caller is not Caller.Member member) return new ConsentAnswer.Refused(RefusalReason.NotTheSubject);
        await using (var store = await stores.CreateDbContextAsync())
        {
            if (await FindAsync(store, service) is not { } found) return new ConsentAnswer.Refused(RefusalReason.NoAgreement);
            await NameForAsync(member.Person, found.Partner.Id);
        }

        return await writer.WriteAsync(work => SelectAsync(work, member, service, shown));
    }

    private async Task<ConsentAnswer> SelectAsync(MainWork work, Caller.Member member, ServiceId service, Shown shown)
    {
        if (await FindAsync(work.Db, service) is not var (agreement, partner)) return new ConsentAnswer.Refused(RefusalReason.NoAgreement);
        if (!await ConsentChange.IsOpenAsync(work.Db, member.Id)) return new ConsentAnswer.Refused(RefusalReason.AccountClosed);
        if (await work.Db.Selections.SingleOrDefaultAsync(s => s.Service == service && s.Member == member.Id && s.EndedAt == null) is { } standing)
            return new ConsentAnswer.Given(standing.Consent);
        var terms = agreement.ToAgreement(partner.SuspendedAt is not null);
        var against = ServiceOffer.Against(terms, policy.Version, work.Now);
        if (!against.IsEmpty) return new ConsentAnswer.Refused(against);
        // INVARIANT: what is approved is what was read. An agreement or a policy that changed meanwhile is shown anew first.
        if (shown.Policy is not { } seen || seen != policy.Version!.Number || shown.Fields != ServiceOffer.FieldsOf(terms)) return new ConsentAnswer.ShownOtherwise();
        var consent = ConsentChange.Give(work, member.Person, terms.Purpose, partner, shown.Fields, seen);
        work.Db.Selections.Add(new SelectionRow
        {
            Id = Randomness.Id(),
            Service = service,
            Agreement = agreement.Id,
            Member = member.Id,
            Consent = consent.Id,
            SelectedAt = work.Now,
        });
        return new ConsentAnswer.Given(consent.Id);
    }

    // Before the main write, never inside it. A name without a selection leads nowhere; it is used when the member does select.
    private async Task NameForAsync(PersonRow person, PartnerId partner)
    {
        await using var vault = await vaults.CreateDbContextAsync();
        if (await vault.PartnerSubjects.AnyAsync(s => s.Person == person.Id && s.Partner == partner)) return;
        vault.PartnerSubjects.Add(new PartnerSubjectRow { Subject = new PartnerSubject(Randomness.Id()), Person = person.Id, Partner = partner });
        try
        {
            await vault.SaveChangesAsync();
        }
        catch (DbUpdateException)
        {
            // Two tabs at the same moment: the first one's name stands.
            vault.ChangeTracker.Clear();
            if (!await vault.PartnerSubjects.AnyAsync(s => s.Person == person.Id && s.Partner == partner)) throw;
        }
    }

    private static async Task<(AgreementRow Agreement, PartnerRow Partner)?> FindAsync(MainDb db, ServiceId service) =>
        await db.Services.Where(s => s.Id == service)
            .Join(db.Agreements, s => s.Agreement, a => a.Id, (s, a) => a)
            .Join(db.Partners, a => a.Partner, p => p.Id, (a, p) => new { Agreement = a, Partner = p })
            .SingleOrDefaultAsync() is { } found ? (found.Agreement, found.Partner) : null;
}
