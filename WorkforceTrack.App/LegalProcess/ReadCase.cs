using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Staff;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.LegalProcess;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Staff;

namespace WorkforceTrack.App.LegalProcess;

/// <summary>Staff read one case: what is known, what is due, what was done (D6). Members are numbered as in the demand; no value of theirs is opened.</summary>
internal sealed class ReadCase(ConsoleDoor door, IDbContextFactory<MainDb> stores, MainWriter writer, CaseSeal seal, CaseBook book, PolicyInForce policy, TimeProvider clock)
{
    internal async Task<CaseReading> ReadAsync(Caller caller, CaseId id)
    {
        if (await door.WhyNotAsync(caller, CaseRoles.Read) is { } reason) return new CaseReading.Refused(reason);
        var staff = (Caller.OfStaff)caller;
        await using var store = await stores.CreateDbContextAsync();
        if (await store.Cases.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id) is not { } row) return new CaseReading.NotThere();
        var about = CaseBook.Restore(row);
        var now = clock.GetUtcNow();
        var steps = await store.CaseSteps.AsNoTracking().Where(s => s.Case == id).OrderBy(s => s.Number).ToListAsync();
        var documents = await store.CaseDocuments.AsNoTracking().Where(d => d.Case == id).OrderBy(d => d.At)
            .Select(d => new { d.Id, d.Kind, d.At, d.SealedName, d.Digest, d.Size }).ToListAsync();
        return new CaseReading.Opened(
            row.Reference,
            row.Version,
            about,
            seal.OpenIntake(row),
            CaseAgenda.Of(about, book.Terms, now),
            [.. steps.Select(step => new CaseStep(step.Number, step.At, step.Move, step.Phase, step.Role, step.Staff, seal.OpenNote(step)))],
            [.. documents.Select(d => new CasePaper(d.Id, d.Kind, d.At, seal.OpenName(id, d.Id, d.SealedName), Convert.ToHexStringLower(d.Digest), d.Size))],
            await HeldAsync(store, about.File.Asked),
            about is ProducedCase && !row.HasPackage,
            CaseOffers.To(about, new CaseMoment(new CaseActor.OfStaff(staff.Id, staff.Role), book.Terms, now)),
            staff.Role,
            CarriedBy(about.File),
            now);
    }

    /// <summary>One document of a case, opened for staff who may read it.</summary>
    internal async Task<CaseDocument?> OpenAsync(Caller caller, CaseId id, Guid document)
    {
        if (await door.WhyNotAsync(caller, CaseRoles.Read) is not null) return null;
        await using var store = await stores.CreateDbContextAsync();
        var row = await store.CaseDocuments.AsNoTracking().SingleOrDefaultAsync(d => d.Id == document && d.Case == id);
        if (row is null || caller is not Caller.OfStaff staff || await store.Cases.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id) is not { } about) return null;
        // A package is for whoever hands it over; nobody who decided has a use for it.
        if (row.Kind == CaseDocumentKind.Package && (!CaseRoles.Release.Contains(staff.Role) || CaseBook.Restore(about).File.IsDecidedBy(staff.Id))) return null;
        // Recorded before it is opened: a paper names people, and the ledger says who of the staff read it.
        await writer.WriteAsync(work => Task.FromResult(work.Append(Entries.New(work, EntryKind.Case, Roles.Of(staff.Role)) with
        {
            Actor = staff.Id.Value, Evidence = id.Value, Policy = policy.Version?.Number, Detail = Digest.From(row.Digest),
        })));
        return seal.Open(row);
    }

    // What the policy lets such a case give at the most: the gate refuses the rest.
    private FieldSet CarriedBy(CaseFile file) =>
        policy.Version?.FlowFor(RecipientKind.Authority, null, CaseKinds.PurposeOf(file.Basis), file.Basis)?.Fields ?? FieldSet.Empty;

    // Which fields hold a value and since when, not the value: what is asked and not held cannot be given.
    private static async Task<ImmutableDictionary<MemberId, FieldSet>> HeldAsync(MainDb store, CaseScope asked)
    {
        var members = asked.Members.Select(m => m.Member).ToList();
        var rows = await store.SealedFields.AsNoTracking().Where(f => members.Contains(f.Member)).Select(f => new { f.Member, f.Field, f.StoredOn }).ToListAsync();
        return rows.Where(f => asked.Period.Reaches(f.StoredOn)).GroupBy(f => f.Member).ToImmutableDictionary(g => g.Key, g => FieldSet.From(g.Select(f => f.Field)));
    }
}
