using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Consents;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Members;
using WorkforceTrack.Domain.Partners;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Partners;

/// <summary>
/// A partner reads under which names it knows the members who selected its service (D1): pseudonyms and marks of version,
/// no field, so there is nothing to permit and nothing to reveal. Without an agreement in force it gets not even those (P3).
/// The order is that of random names; where a member stands in it tells nothing.
/// </summary>
internal sealed class ListSubjects(IDbContextFactory<MainDb> stores, IDbContextFactory<VaultDb> vaults, MainWriter writer, PolicyInForce policy, PartnerSeal seal, TimeProvider clock)
{
    internal const int MostOnOnePage = 200;

    // Names of members who dropped the service stay in the vault; a page looks past so many of them and then says where to go on.
    private const int MostLookedAt = 4_000;

    [Keeps("D1"), Keeps("P3")]
    internal async Task<SubjectPage> ListAsync(PartnerCaller caller, int limit, PartnerSubject? after)
    {
        var against = ServiceOffer.Against(caller.Agreement.ToAgreement(caller.Partner.SuspendedAt is not null), policy.Version, clock.GetUtcNow());
        if (!against.IsEmpty) return await RefuseAsync(caller, against);
        var found = ImmutableArray.CreateBuilder<ListedSubject>(limit);
        await using var vault = await vaults.CreateDbContextAsync();
        await using var store = await stores.CreateDbContextAsync();
        var last = after?.Value ?? Guid.Empty;
        for (var looked = 0; looked < MostLookedAt; looked += MostOnOnePage)
        {
            var names = await NamesAsync(vault, caller.Partner.Id, last);
            var live = await LiveAsync(store, caller.Agreement.Id, [.. names.Select(n => n.Member)]);
            var held = await HeldAsync(store, caller.Agreement.Fields, live);
            foreach (var name in names)
            {
                last = name.Subject.Value;
                if (live.Contains(name.Member)) found.Add(new ListedSubject(name.Subject, seal.Version(name.Subject, caller.Agreement.Fields, held[name.Member])));
                if (found.Count == limit) return new SubjectPage.Listed(found.ToImmutable(), new PartnerSubject(last));
            }

            if (names.Count < MostOnOnePage) return new SubjectPage.Listed(found.ToImmutable(), next: null);
        }

        return new SubjectPage.Listed(found.ToImmutable(), new PartnerSubject(last));
    }

    private static async Task<List<Name>> NamesAsync(VaultDb vault, PartnerId partner, Guid after)
    {
        var rows = await vault.PartnerSubjects
            .FromSql($"SELECT * FROM \"PartnerSubjects\" WHERE \"Partner\" = {partner.Value} AND \"Subject\" > {after} ORDER BY \"Subject\" LIMIT {MostOnOnePage}")
            .AsNoTracking().ToListAsync();
        Guid[] people = [.. rows.Select(r => r.Person)];
        var members = await vault.People.AsNoTracking().Where(p => people.Contains(p.Id)).Select(p => new { p.Id, p.Member }).ToDictionaryAsync(p => p.Id, p => p.Member);
        return rows.ConvertAll(r => new Name(r.Subject, members.GetValueOrDefault(r.Person) ?? default));
    }

    private static Task<HashSet<MemberId>> LiveAsync(MainDb store, AgreementId agreement, MemberId[] members) =>
        store.Selections.AsNoTracking().Where(s => s.Agreement == agreement && s.EndedAt == null && members.Contains(s.Member))
            .Join(store.Consents.Where(c => c.EndedAt == null && (c.State == ConsentState.Given || c.State == ConsentState.Renewed)), s => s.Consent, c => c.Id, (s, c) => s.Member)
            .Join(store.Members.Where(m => m.State == AccountState.Open), id => id, m => m.Id, (id, m) => m.Id)
            .ToHashSetAsync();

    private static async Task<ILookup<MemberId, HeldField>> HeldAsync(MainDb store, FieldSet agreed, HashSet<MemberId> live)
    {
        var (members, fields) = (live.ToArray(), agreed.ToArray());
        var rows = await store.SealedFields.AsNoTracking().Where(f => members.Contains(f.Member) && fields.Contains(f.Field)).Select(f => new { f.Member, f.Field, f.Sealed }).ToListAsync();
        return rows.ToLookup(r => r.Member, r => new HeldField(r.Field, r.Sealed));
    }

    private Task<SubjectPage> RefuseAsync(PartnerCaller caller, ImmutableArray<RefusalReason> reasons) => writer.WriteAsync(work =>
    {
        work.Append(Entries.New(work, EntryKind.Refusal, ActorRole.Partner) with
        {
            Actor = caller.Credential,
            RecipientKind = RecipientKind.Partner,
            Recipient = caller.Partner.Id.Value,
            RecipientName = caller.Partner.NameCommitment,
            Purpose = caller.Agreement.Purpose,
            Basis = LegalBasis.SelectedService,
            Policy = policy.Version?.Number,
            Refusals = reasons,
        });
        return Task.FromResult<SubjectPage>(new SubjectPage.Refused(reasons));
    });

    private sealed record Name(PartnerSubject Subject, MemberId Member);
}

/// <summary>One member as the partner may list it.</summary>
internal sealed record ListedSubject(PartnerSubject Subject, string Version);

/// <summary>What listing gave.</summary>
internal abstract class SubjectPage
{
    private SubjectPage()
    {
    }

    internal sealed class Listed(ImmutableArray<ListedSubject> members, PartnerSubject? next) : SubjectPage
    {
        internal ImmutableArray<ListedSubject> Members { get; } = members;

        /// <summary>Where to go on; null at the end.</summary>
        internal PartnerSubject? Next { get; } = next;
    }

    internal sealed class Refused(ImmutableArray<RefusalReason> reasons) : SubjectPage
    {
        internal ImmutableArray<RefusalReason> Reasons { get; } = reasons;
    }
}
