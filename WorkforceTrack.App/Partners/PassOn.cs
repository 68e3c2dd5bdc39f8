using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Partners;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Partners;

/// <summary>
/// Tells partners that received data of corrections, withdrawals and erasures (A2, T2; GDPR 19; ISO/IEC 27701 7.3.7). Called inside the unit
/// that changes what is held, so that nothing is changed without being told. Who received what, the ledger says.
/// </summary>
internal sealed class PassOn(IDbContextFactory<VaultDb> vaults, KeyRing keys)
{
    /// <summary>These fields of the person have another value now, or none.</summary>
    [Keeps("A2")]
    internal async Task CorrectedAsync(MainWork work, PersonRow person, FieldSet fields)
    {
        var holding = (await HoldingsAsync(work.Db, person)).Among(fields).ToList();
        if (holding.Count == 0) return;
        var names = await NamesAsync(person);
        foreach (var (partner, held) in holding) await TellAsync(work, partner, names[partner], ChangeKind.Corrected, held);
    }

    /// <summary>These approvals are about to end. Call it before they do, and after what takes their place stands.</summary>
    [Keeps("A2"), Keeps("C3")]
    internal async Task WithdrawnAsync(MainWork work, PersonRow person, PartnerId partner, params IReadOnlyCollection<ConsentId> ending)
    {
        var lost = (await HoldingsAsync(work.Db, person)).LostWith(partner, ending);
        if (lost.IsEmpty) return;
        await TellAsync(work, partner, (await NamesAsync(person))[partner], ChangeKind.Withdrawn, lost);
    }

    /// <summary>The person is erased: one change for each partner that knew the person, in the place of all that was told before. Again with the same receipt, it does nothing.</summary>
    [Keeps("A2")]
    internal async Task ErasedAsync(MainWork work, IEnumerable<PartnerSubjectRow> subjects, Guid receipt)
    {
        foreach (var known in subjects)
        {
            var mark = keys.ReceiptMark(receipt, known.Partner);
            if (await work.Db.PartnerChanges.AnyAsync(c => c.ReceiptMark == mark)) continue;
            await work.Db.PartnerChanges.Where(c => c.Subject == known.Subject).ExecuteDeleteAsync();
            work.Db.PartnerChanges.Add(New(work, ChangeKind.Erased, known.Partner, known.Subject, FieldSet.Empty, mark));
        }
    }

    /// <summary>Which partners were told of the erasure with this receipt, and which of them acknowledged it.</summary>
    internal async Task<ImmutableArray<ToldPartner>> ToldAsync(MainDb db, Guid receipt)
    {
        var told = ImmutableArray.CreateBuilder<ToldPartner>();
        foreach (var partner in await db.Partners.AsNoTracking().OrderBy(p => p.Name).Select(p => new { p.Id, p.Name }).ToListAsync())
        {
            var mark = keys.ReceiptMark(receipt, partner.Id);
            if (await db.PartnerChanges.AsNoTracking().SingleOrDefaultAsync(c => c.ReceiptMark == mark) is { } row) told.Add(new ToldPartner(partner.Name, row.ToldOn, row.AcknowledgedOn));
        }

        return told.ToImmutable();
    }

    // What was acknowledged stays as it was. What waits is drawn together under a new id: a partner that read it before has not read it whole.
    private static async Task TellAsync(MainWork work, PartnerId partner, PartnerSubject subject, ChangeKind news, FieldSet fields)
    {
        var waiting = await work.Db.PartnerChanges.Where(c => c.Partner == partner && c.Subject == subject && c.AcknowledgedOn == null && c.Kind != ChangeKind.Erased).ToListAsync();
        var (corrected, withdrawn) = (waiting.Find(c => c.Kind == ChangeKind.Corrected), waiting.Find(c => c.Kind == ChangeKind.Withdrawn));
        var before = new FieldsToTell(corrected?.Fields ?? FieldSet.Empty, withdrawn?.Fields ?? FieldSet.Empty);
        var after = news == ChangeKind.Corrected ? before.Correct(fields) : before.Withdraw(fields);
        if (news == ChangeKind.Corrected || after.Corrected != before.Corrected) Replace(ChangeKind.Corrected, corrected, after.Corrected);
        if (news == ChangeKind.Withdrawn) Replace(ChangeKind.Withdrawn, withdrawn, after.Withdrawn);

        void Replace(ChangeKind kind, PartnerChangeRow? old, FieldSet told)
        {
            if (old is not null) work.Db.PartnerChanges.Remove(old);
            if (told.IsEmpty) return;
            var row = New(work, kind, partner, subject, told);
            // It waits as long as its oldest part.
            if (old is not null) row.ToldOn = old.ToldOn;
            work.Db.PartnerChanges.Add(row);
        }
    }

    private static PartnerChangeRow New(MainWork work, ChangeKind kind, PartnerId partner, PartnerSubject subject, FieldSet fields, byte[]? mark = null) => new()
    {
        Id = Randomness.Id(),
        Kind = kind,
        Partner = partner,
        Subject = subject,
        Fields = fields,
        ToldOn = DateOnly.FromDateTime(work.Now.UtcDateTime),
        ReceiptMark = mark,
    };

    private static async Task<PartnerHoldings> HoldingsAsync(MainDb db, PersonRow person)
    {
        EntryKind[] kinds = [.. PartnerHoldings.Kinds];
        var bodies = await db.Ledger.AsNoTracking().Where(e => e.Subject == person.Subject && kinds.Contains(e.Kind)).OrderBy(e => e.Index).Select(e => e.Body).ToListAsync();
        return PartnerHoldings.After(bodies.Select(body => CanonicalEntry.TryDecode(body, out var entry) ? entry : null).OfType<LedgerEntry>());
    }

    private async Task<Dictionary<PartnerId, PartnerSubject>> NamesAsync(PersonRow person)
    {
        await using var vault = await vaults.CreateDbContextAsync();
        return await vault.PartnerSubjects.AsNoTracking().Where(s => s.Person == person.Id).ToDictionaryAsync(s => s.Partner, s => s.Subject);
    }
}

/// <summary>A partner that was told of an erasure.</summary>
internal sealed record ToldPartner(string Name, DateOnly ToldOn, DateOnly? AcknowledgedOn);
