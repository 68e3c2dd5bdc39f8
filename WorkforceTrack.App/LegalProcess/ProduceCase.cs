using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using WorkforceTrack.App.Disclosures;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.Shell;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Staff;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.LegalProcess;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.LegalProcess;

/// <summary>
/// Somebody who decided nothing hands over what was approved (D6): gather, decide and record in one unit of work with the step of the
/// case; then reveal, and make the package. A crash after the record leaves a case without a package, and it is made again under new
/// entries; never a package without its entries.
/// </summary>
internal sealed class ProduceCase(
    ConsoleDoor door, MainWriter writer, CaseBook book, CaseParts parts, CaseSeal seal, Gate gate, FieldVault fields, PolicyInForce policy, IOptions<OrganisationOptions> organisation)
{
    [Keeps("D6"), Keeps("D7"), Keeps("D8")]
    internal async Task<ProductionAnswer> ProduceAsync(Caller caller, CaseId id, int version)
    {
        if (await door.WhyNotAsync(caller, CaseRoles.Release) is { } reason) return new ProductionAnswer.NotMade(new CaseOutcomeOfAct.NotAllowed(reason));
        var staff = (Caller.OfStaff)caller;
        var (notMade, plan) = await writer.WriteAsync(work => DecideAsync(work, staff, id, version));
        if (plan is null) return notMade!;
        var subjects = ImmutableArray.CreateBuilder<ProducedSubject>();
        foreach (var subject in plan.Subjects) subjects.Add(await RevealAsync(subject));
        var (archive, manifest) = ProductionPackage.Write(plan.Facts with { Subjects = subjects.ToImmutable() });
        var passphrase = PgpEnvelope.NewPassphrase();
        var package = PgpEnvelope.Encrypt(archive, $"{plan.Facts.Reference}.zip", passphrase, plan.Facts.At);
        return await writer.WriteAsync(work => KeepAsync(work, staff, id, new CaseDocument(new Redacted<string>($"{plan.Facts.Reference}.zip.gpg"), package), manifest, passphrase, [.. plan.Subjects.Where(s => s.Permit is not null).Select(s => s.Wanted.Part!.Evidence)]));
    }

    private async Task<(ProductionAnswer?, Plan?)> DecideAsync(MainWork work, Caller.OfStaff staff, CaseId id, int version)
    {
        if (await CaseBook.FindAsync(work.Db, id) is not { } row) return (new ProductionAnswer.NotMade(new CaseOutcomeOfAct.NotThere()), null);
        if (row.Version != version) return (new ProductionAnswer.NotMade(new CaseOutcomeOfAct.Stale()), null);
        var before = CaseBook.Restore(row);
        var actor = new CaseActor.OfStaff(staff.Id, staff.Role);
        // Handed over before, but no package was made of it: the same again, under entries of its own.
        var again = before is ProducedCase && !row.HasPackage;
        if (again && before.File.IsDecidedBy(staff.Id)) return (new ProductionAnswer.NotMade(new CaseOutcomeOfAct.Against([CaseFault.OwnStep])), null);
        var answer = again ? null : before.Go(new CaseMove.Produce(), book.Moment(work, actor));
        if (answer is CaseAnswer.Refused refused) return (new ProductionAnswer.NotMade(new CaseOutcomeOfAct.Against(refused.Faults)), null);
        var wanted = await WantedAsync(work, before.File);
        var asked = wanted.Where(w => !w.Fields.IsEmpty).ToImmutableArray();
        var decided = asked.IsEmpty ? new GateAnswer.Granted([]) : gate.Ask(work, [.. asked.Select(w => Question(staff, before.File, w, work.Now))]);
        if (decided is GateAnswer.Refused no) return (new ProductionAnswer.Refused(no.Reasons), null);
        if (answer is CaseAnswer.Moved moved) await book.KeepAsync(work, row, before, moved.Next, actor, new CaseMove.Produce(), CaseNote.Empty);
        var permits = ((GateAnswer.Granted)decided).Permits;
        var facts = new ProductionFacts(organisation.Value.Name, row.Reference, seal.OpenIntake(row), before.File, policy.Version!.Number, work.Now, []);
        return (null, new Plan(facts, [.. wanted.Select(w => (w, asked.IndexOf(w) is var at and >= 0 ? permits[at] : null))]));
    }

    // INVARIANT: exactly the approved fields of the members in the scope, of which a value was held in the period.
    private async Task<ImmutableArray<Wanted>> WantedAsync(MainWork work, CaseFile file)
    {
        var wanted = ImmutableArray.CreateBuilder<Wanted>();
        foreach (var scoped in file.Scope.Members)
        {
            var part = await work.Db.CaseParts.AsNoTracking().SingleOrDefaultAsync(p => p.Case == file.Id && p.Member == scoped.Member);
            var person = await parts.PersonAsync(scoped.Member);
            var held = await work.Db.SealedFields.AsNoTracking().Where(f => f.Member == scoped.Member).Select(f => new { f.Field, f.StoredOn }).ToListAsync();
            var inPeriod = FieldSet.From(held.Where(f => file.Scope.Period.Reaches(f.StoredOn)).Select(f => f.Field));
            wanted.Add(new Wanted(NumberOf(file, scoped.Member), scoped.Fields, part is null || person is null ? FieldSet.Empty : scoped.Fields.Intersect(inPeriod), part, person));
        }

        return wanted.ToImmutable();
    }

    private static int NumberOf(CaseFile file, MemberId member) => file.Asked.Members.Select(m => m.Member).ToList().IndexOf(member) + 1;

    private static Question Question(Caller.OfStaff staff, CaseFile file, Wanted wanted, DateTimeOffset now) => new(
        new DisclosureRequest(staff.Asker, RecipientKind.Authority, wanted.Part!.Recipient, CaseKinds.PurposeOf(file.Basis), file.Basis, wanted.Fields),
        EntryKind.Disclosure,
        wanted.Person,
        RecipientName: wanted.Part.Commitment,
        Case: wanted.Part.Evidence,
        Visibility: wanted.Part.ToldAt is null ? Visibility.HiddenUntil(CaseParts.LastDay(file, now)) : Visibility.Now);

    private async Task<ProducedSubject> RevealAsync((Wanted Wanted, RecordedPermit? Permit) subject)
    {
        var values = subject.Permit is { } permit ? await fields.RevealAsync(permit) : null;
        return new ProducedSubject(subject.Wanted.Number, subject.Wanted.Approved, values ?? new Dictionary<PersonalField, Redacted<string>>(), values is null ? null : subject.Permit?.Entry);
    }

    private async Task<ProductionAnswer> KeepAsync(MainWork work, Caller.OfStaff staff, CaseId id, CaseDocument package, byte[] manifest, string passphrase, Guid[] included)
    {
        var row = await work.Db.Cases.SingleAsync(c => c.Id == id);
        // Somebody else made one meanwhile: one package goes, and nobody ever sees the passphrase of this one.
        // Nor does one stay in which somebody is who was erased while it was made.
        if (row.HasPackage || await work.Db.CaseParts.CountAsync(p => included.Contains(p.Evidence)) < included.Length) return new ProductionAnswer.NotMade(new CaseOutcomeOfAct.Stale());
        var document = seal.Seal(id, CaseDocumentKind.Package, part: null, package, work.Now);
        work.Db.CaseDocuments.Add(document);
        row.HasPackage = true;
        var note = CaseNote.Of(("SHA-256 of the manifest", Convert.ToHexStringLower(manifest)), ("SHA-256 of the package", Convert.ToHexStringLower(document.Digest)));
        book.Record(work, row, CaseBook.Restore(row), new CaseActor.OfStaff(staff.Id, staff.Role), "Package", note);
        work.Append(Entries.New(work, EntryKind.Case, Roles.Of(staff.Role)) with { Actor = staff.Id.Value, Evidence = id.Value, Detail = Digest.From(manifest) });
        return new ProductionAnswer.Made(document.Id, passphrase, row.Version);
    }

    private sealed record Wanted(int Number, FieldSet Approved, FieldSet Fields, CasePartRow? Part, PersonRow? Person);

    private sealed record Plan(ProductionFacts Facts, ImmutableArray<(Wanted Wanted, RecordedPermit? Permit)> Subjects);
}
