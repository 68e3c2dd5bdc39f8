using System.Collections.Immutable;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Staff;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.LegalProcess;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.LegalProcess;

/// <summary>Staff take a demand in: its document is stored sealed, its hash stands in the ledger, and the clock runs (D6).</summary>
internal sealed class ReceiveCase(ConsoleDoor door, MainWriter writer, CaseBook book, CaseSeal seal)
{
    /// <param name="caller">Who takes it in.</param>
    /// <param name="intake">Who asks, and what for.</param>
    /// <param name="document">The demand; null when it was only spoken, and then the summary is kept as taken down.</param>
    /// <param name="dueAt">By when it wants an answer; null when it names no day.</param>
    [Keeps("D6")]
    internal async Task<CaseOutcomeOfAct> ReceiveAsync(Caller caller, CaseIntake intake, CaseDocument? document, DateTimeOffset? dueAt)
    {
        if (await door.WhyNotAsync(caller, CaseRoles.Intake) is { } reason) return new CaseOutcomeOfAct.NotAllowed(reason);
        var faults = Faults(intake);
        if (!faults.IsEmpty) return new CaseOutcomeOfAct.Unfit(faults);
        var id = new CaseId(Randomness.Id());
        seal.MakeKey(id);
        return await writer.WriteAsync(work => ReceiveAsync(work, (Caller.OfStaff)caller, id, intake, document ?? CaseDocuments.OfWords(intake.Summary.Open()), dueAt));
    }

    private async Task<CaseOutcomeOfAct> ReceiveAsync(MainWork work, Caller.OfStaff staff, CaseId id, CaseIntake intake, CaseDocument document, DateTimeOffset? dueAt)
    {
        if (dueAt <= work.Now) return new CaseOutcomeOfAct.Unfit(CaseTextFault.DueDay);
        var about = LegalCase.Receive(id, work.Now, dueAt, book.Terms);
        var paper = seal.Seal(id, CaseDocumentKind.Demand, part: null, document, work.Now);
        var row = new CaseRow { Id = id, Reference = await NextReferenceAsync(work), ReceivedAt = work.Now, File = [], SealedIntake = seal.Seal(id, intake) };
        work.Db.Cases.Add(row);
        work.Db.CaseDocuments.Add(paper);
        book.Record(work, row, about, new CaseActor.OfStaff(staff.Id, staff.Role), "Receive", CaseNote.Of(("How it came", intake.How.Open())));
        // The document is no secret to whoever sent it: its hash lets them check what we hold.
        work.Append(Entries.New(work, EntryKind.Case, Roles.Of(staff.Role)) with { Actor = staff.Id.Value, Evidence = id.Value, Detail = Digest.From(paper.Digest) });
        return new CaseOutcomeOfAct.Done(id, row.Version);
    }

    // Units run one after the other, so no two take the same number.
    private static async Task<string> NextReferenceAsync(MainWork work)
    {
        var year = work.Now.UtcDateTime.Year.ToString("0000", CultureInfo.InvariantCulture);
        var last = await work.Db.Cases.Where(c => c.Reference.StartsWith(year)).MaxAsync(c => (string?)c.Reference);
        var number = last is null ? 1 : int.Parse(last.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture) + 1;
        return $"{year}-{number:0000}";
    }

    private static ImmutableArray<CaseTextFault> Faults(CaseIntake intake)
    {
        var faults = ImmutableArray.CreateBuilder<CaseTextFault>();
        if (!CaseTextRules.IsSaid(intake.How.Open())) faults.Add(CaseTextFault.How);
        if (!CaseTextRules.IsSaid(intake.Agency.Open())) faults.Add(CaseTextFault.Agency);
        if (!CaseTextRules.IsSaid(intake.Summary.Open())) faults.Add(CaseTextFault.Summary);
        if (!new[] { intake.Contact, intake.Person, intake.Instrument }.All(text => CaseTextRules.IsFit(text.Open()))) faults.Add(CaseTextFault.Contact);
        return faults.ToImmutable();
    }
}
