using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.LegalProcess;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.LegalProcess;

/// <summary>A member reads of the demands for the member's own data (D7): who asks, for what, what is held of it, until when to object, what was given.</summary>
internal sealed class ReadOwnCases(MainWriter writer, RecordDelivery delivery, IDbContextFactory<MainDb> stores, CaseSeal seal, TimeProvider clock)
{
    /// <summary>All of which the member was told, the newest first.</summary>
    internal async Task<ImmutableArray<OwnCase>> ListAsync(Caller caller)
    {
        if (caller is not Caller.Member member) return [];
        await using var store = await stores.CreateDbContextAsync();
        var parts = await store.CaseParts.AsNoTracking().Where(p => p.Member == member.Id && p.ToldAt != null).OrderByDescending(p => p.ToldAt)
            .Join(store.Cases, p => p.Case, c => c.Id, (part, about) => new { Part = part, Case = about }).ToListAsync();
        var given = await GivenAsync(store, member);
        return [.. parts.Select(found => Describe(found.Part, found.Case, FieldSet.Empty, paper: null, given))];
    }

    /// <summary>Whether there are any, for a way to them.</summary>
    internal async Task<bool> AnyAsync(Caller caller)
    {
        if (caller is not Caller.Member member) return false;
        await using var store = await stores.CreateDbContextAsync();
        return await store.CaseParts.AnyAsync(p => p.Member == member.Id && p.ToldAt != null);
    }

    /// <summary>One of them; null when there is none of this address for this member. Reading it is a delivery of the notice.</summary>
    [Keeps("D7")]
    internal async Task<OwnCase?> OpenAsync(Caller caller, Guid evidence)
    {
        if (caller is not Caller.Member member) return null;
        await using (var before = await stores.CreateDbContextAsync())
        {
            if (!await before.CaseParts.AnyAsync(p => p.Evidence == evidence && p.Member == member.Id && p.ToldAt != null)) return null;
        }

        await writer.WriteAsync(async work =>
        {
            await delivery.RecordAsync(work, evidence, "Opened by the member, logged in");
            return 0;
        });
        await using var store = await stores.CreateDbContextAsync();
        var part = await store.CaseParts.AsNoTracking().SingleAsync(p => p.Evidence == evidence);
        var row = await store.Cases.AsNoTracking().SingleAsync(c => c.Id == part.Case);
        var period = CaseBook.Restore(row).File.Asked.Period;
        var held = await store.SealedFields.AsNoTracking().Where(f => f.Member == member.Id).Select(f => new { f.Field, f.StoredOn }).ToListAsync();
        return Describe(part, row, FieldSet.From(held.Where(f => period.Reaches(f.StoredOn)).Select(f => f.Field)), await PaperAsync(store, row), await GivenAsync(store, member));
    }

    // INVARIANT: what was given is what the ledger says, not what the case would have let go.
    private static async Task<ILookup<Guid?, LedgerEntry>> GivenAsync(MainDb store, Caller.Member member)
    {
        var bodies = await store.Ledger.AsNoTracking().Where(e => e.Subject == member.Person.Subject && e.Kind == EntryKind.Disclosure).Select(e => e.Body).ToListAsync();
        return bodies.Select(body => CanonicalEntry.TryDecode(body, out var entry) ? entry : null).OfType<LedgerEntry>().Where(e => e.RecipientKind == RecipientKind.Authority).ToLookup(e => e.Evidence);
    }

    /// <summary>The demand, or the copy of it that was made for members; null when it would name another member.</summary>
    internal async Task<CaseDocument?> OpenPaperAsync(Caller caller, Guid evidence)
    {
        if (caller is not Caller.Member member) return null;
        await using var store = await stores.CreateDbContextAsync();
        var row = await store.CaseParts.Where(p => p.Evidence == evidence && p.Member == member.Id && p.ToldAt != null).Join(store.Cases, p => p.Case, c => c.Id, (p, c) => c).AsNoTracking().SingleOrDefaultAsync();
        return row is not null && await PaperAsync(store, row) is { } id ? seal.Open(await store.CaseDocuments.AsNoTracking().SingleAsync(d => d.Id == id)) : null;
    }

    // INVARIANT: a demand about several people is shown only in a copy without the names of the others.
    private static async Task<Guid?> PaperAsync(MainDb store, CaseRow row)
    {
        var papers = await store.CaseDocuments.AsNoTracking().Where(d => d.Case == row.Id && (d.Kind == CaseDocumentKind.Demand || d.Kind == CaseDocumentKind.CopyForMembers))
            .OrderBy(d => d.At).Select(d => new { d.Id, d.Kind }).ToListAsync();
        return papers.FindLast(p => p.Kind == CaseDocumentKind.CopyForMembers)?.Id
            ?? (CaseBook.Restore(row).File.Asked.Members.Length == 1 ? papers.Find(p => p.Kind == CaseDocumentKind.Demand)?.Id : null);
    }

    private OwnCase Describe(CasePartRow part, CaseRow row, FieldSet held, Guid? paper, ILookup<Guid?, LedgerEntry> given)
    {
        var file = CaseBook.Restore(row).File;
        var intake = seal.OpenIntake(row);
        var asked = file.Asked.FieldsOf(part.Member);
        var approved = file.Scope.FieldsOf(part.Member);
        var gave = given[part.Evidence].ToList();
        var at = gave.Count > 0 ? gave.Min(e => e.At.Moment) : approved.IsEmpty ? null : file.ProducedAt;
        return new OwnCase(
            part.Evidence, intake.Agency, intake.Contact, intake.Summary, file.Kind!.Value, asked, file.Asked.Period, asked.Intersect(held), part.ToldAt!.Value, file.DueAt, file.WindowEnds,
            file.Objections.FirstOrDefault(o => o.Member == part.Member), approved, file.Scope.Period, at, gave.Aggregate(FieldSet.Empty, (all, e) => all.Union(e.Fields)), part.IsOver, paper is not null, CanObject(file, part.Member), clock.GetUtcNow());
    }

    private bool CanObject(CaseFile file, MemberId member) =>
        file.ProducedAt is null && file.Outcome is null && file.Kind != CaseKind.PreservationRequest && !file.Scope.FieldsOf(member).IsEmpty
        && !(file.WindowEnds <= clock.GetUtcNow()) && file.Objections.All(o => o.Member != member);
}
