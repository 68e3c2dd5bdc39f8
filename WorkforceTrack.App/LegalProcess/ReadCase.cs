using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Staff;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.LegalProcess;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.LegalProcess;

/// <summary>Staff read one case: what is known, what is due, what was done (D6). Members are numbered as in the demand; no value of theirs is opened.</summary>
internal sealed class ReadCase(ConsoleDoor door, IDbContextFactory<MainDb> stores, CaseSeal seal, CaseBook book, TimeProvider clock)
{
    internal async Task<CaseReading> ReadAsync(Caller caller, CaseId id)
    {
        if (await door.WhyNotAsync(caller, CaseRoles.Read) is { } reason) return new CaseReading.Refused(reason);
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
            now);
    }

    /// <summary>One document of a case, opened for staff who may read it.</summary>
    internal async Task<CaseDocument?> OpenAsync(Caller caller, CaseId id, Guid document)
    {
        if (await door.WhyNotAsync(caller, CaseRoles.Read) is not null) return null;
        await using var store = await stores.CreateDbContextAsync();
        var row = await store.CaseDocuments.AsNoTracking().SingleOrDefaultAsync(d => d.Id == document && d.Case == id);
        // A package is for whoever hands it over; nobody who decided has a use for it.
        return row is null || (row.Kind == CaseDocumentKind.Package && caller is not Caller.OfStaff { Role: Domain.Staff.StaffRole.Support or Domain.Staff.StaffRole.Security }) ? null : seal.Open(row);
    }

    // Which fields hold a value and since when, not the value: what is asked and not held cannot be given.
    private static async Task<ImmutableDictionary<MemberId, FieldSet>> HeldAsync(MainDb store, CaseScope asked)
    {
        var members = asked.Members.Select(m => m.Member).ToList();
        var rows = await store.SealedFields.AsNoTracking().Where(f => members.Contains(f.Member)).Select(f => new { f.Member, f.Field, f.StoredOn }).ToListAsync();
        return rows.Where(f => asked.Period.Reaches(f.StoredOn)).GroupBy(f => f.Member).ToImmutableDictionary(g => g.Key, g => FieldSet.From(g.Select(f => f.Field)));
    }
}

/// <summary>One step of a case as staff read it.</summary>
internal sealed record CaseStep(int Number, DateTimeOffset At, string Move, CasePhase Phase, ActorRole Role, StaffId? Staff, CaseNote Note);

/// <summary>One document of a case, by its name.</summary>
internal sealed record CasePaper(Guid Id, CaseDocumentKind Kind, DateTimeOffset At, Redacted<string> Name, string Digest, int Size);

/// <summary>What a look at a case gave.</summary>
internal abstract class CaseReading
{
    private CaseReading()
    {
    }

    internal sealed class Opened(
        string reference, int version, LegalCase about, CaseIntake intake, ImmutableArray<CaseTask> agenda, ImmutableArray<CaseStep> steps, ImmutableArray<CasePaper> papers,
        ImmutableDictionary<MemberId, FieldSet> held, bool lacksPackage, DateTimeOffset now) : CaseReading
    {
        internal string Reference { get; } = reference;

        internal int Version { get; } = version;

        internal LegalCase Case { get; } = about;

        internal CaseIntake Intake { get; } = intake;

        internal ImmutableArray<CaseTask> Agenda { get; } = agenda;

        internal ImmutableArray<CaseStep> Steps { get; } = steps;

        internal ImmutableArray<CasePaper> Papers { get; } = papers;

        /// <summary>The fields of each member that hold a value, and held it in the period.</summary>
        internal ImmutableDictionary<MemberId, FieldSet> Held { get; } = held;

        /// <summary>Whether it was handed over, but no package was made of it.</summary>
        internal bool LacksPackage { get; } = lacksPackage;

        /// <summary>The moment of the look.</summary>
        internal DateTimeOffset Now { get; } = now;
    }

    internal sealed class NotThere : CaseReading;

    internal sealed class Refused(RefusalReason reason) : CaseReading
    {
        internal RefusalReason Reason { get; } = reason;
    }
}
