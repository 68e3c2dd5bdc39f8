using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Partners;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Consents;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Members;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Consents;

/// <summary>Gives and ends consents inside a unit of work: row and ledger entry together. Who may is decided by the use cases.</summary>
internal static class ConsentChange
{
    /// <summary>Adds a new record; an earlier one is never opened again (C3).</summary>
    [Keeps("C3")]
    internal static ConsentRow Give(MainWork work, PersonRow person, Purpose purpose, PartnerRow? partner, FieldSet fields, PolicyNumber policy)
    {
        var row = new ConsentRow
        {
            Id = new ConsentId(Randomness.Id()),
            Member = person.Member!.Value,
            Purpose = purpose,
            RecipientId = partner?.Id.Value,
            Fields = fields,
            Policy = policy,
            State = ConsentState.Given,
            GivenAt = work.Now,
        };
        work.Db.Consents.Add(row);
        work.Append(Entry(work, EntryKind.Consent, person, row, partner, policy));
        return row;
    }

    /// <summary>Ends a live record: withdrawn by the member, or terminated because a newer one takes its place. A past one stays as it is.</summary>
    [Keeps("C3")]
    internal static void End(MainWork work, PersonRow person, ConsentRow row, PartnerRow? partner, PolicyInForce policy, ConsentState state = ConsentState.Withdrawn)
    {
        if (!row.ToConsent().IsLive(work.Now)) return;
        row.State = state;
        row.EndedAt = work.Now;
        work.Append(Entry(work, EntryKind.Withdrawal, person, row, partner, policy.Version?.Number));
    }

    /// <summary>The member's live records for one purpose and recipient.</summary>
    internal static Task<List<ConsentRow>> LiveAsync(MainDb db, MemberId member, Purpose purpose, PartnerId? partner)
    {
        var recipient = partner?.Value;
        return db.Consents.Where(c => c.Member == member && c.Purpose == purpose && c.RecipientId == recipient && c.EndedAt == null
            && (c.State == ConsentState.Given || c.State == ConsentState.Renewed)).ToListAsync();
    }

    /// <summary>Only an open membership approves anything new.</summary>
    internal static Task<bool> IsOpenAsync(MainDb db, MemberId member) => db.Members.AnyAsync(m => m.Id == member && m.State == AccountState.Open);

    private static LedgerEntry Entry(MainWork work, EntryKind kind, PersonRow person, ConsentRow row, PartnerRow? partner, PolicyNumber? policy) =>
        Entries.New(work, kind, ActorRole.Member) with
        {
            Subject = person.Subject,
            RecipientKind = partner is null ? RecipientKind.Platform : RecipientKind.Partner,
            Recipient = partner?.Id.Value,
            RecipientName = partner?.NameCommitment,
            Purpose = row.Purpose,
            Basis = partner is null || row.Purpose == Purpose.ContactByPartner ? LegalBasis.Consent : LegalBasis.SelectedService,
            Evidence = row.Id.Value,
            Policy = policy,
            Fields = row.Fields,
        };
}
