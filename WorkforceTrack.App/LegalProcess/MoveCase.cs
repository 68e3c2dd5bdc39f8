using System.Collections.Immutable;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Staff;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.LegalProcess;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.LegalProcess;

/// <summary>Staff take a case one step further (D6, D7, D8). Whether they may is decided by the case; handing over is an act of its own.</summary>
internal sealed class MoveCase(ConsoleDoor door, MainWriter writer, CaseBook book, CaseSeal seal)
{
    /// <param name="caller">Who takes the step.</param>
    /// <param name="id">The case.</param>
    /// <param name="version">The latest step that the caller saw.</param>
    /// <param name="move">The step.</param>
    /// <param name="note">What was written down with it.</param>
    /// <param name="papers">What was attached.</param>
    [Keeps("D6"), Keeps("D7"), Keeps("D8")]
    internal async Task<CaseOutcomeOfAct> MoveAsync(
        Caller caller, CaseId id, int version, CaseMove move, CaseNote note, params ImmutableArray<(CaseDocumentKind Kind, CaseDocument Document)> papers)
    {
        if (move is CaseMove.Produce) throw new ArgumentException("What is handed over goes through the gate.", nameof(move));
        if (await door.WhyNotAsync(caller, CaseRoles.Read) is { } reason) return new CaseOutcomeOfAct.NotAllowed(reason);
        if (note.Lines.Any(line => !CaseTextRules.IsFit(line.Text.Open()))) return new CaseOutcomeOfAct.Unfit(CaseTextFault.Reason);
        var staff = (Caller.OfStaff)caller;
        return await writer.WriteAsync(async work =>
        {
            if (await CaseBook.FindAsync(work.Db, id) is not { } row) return new CaseOutcomeOfAct.NotThere();
            if (row.Version != version) return new CaseOutcomeOfAct.Stale();
            if (move is CaseMove.Close && row is { Phase: CasePhase.Produced, HasPackage: false }) return new CaseOutcomeOfAct.Against([CaseFault.PackageMissing]);
            if (!CaseLines.AreSaid(note, move, CaseBook.Restore(row).File)) return new CaseOutcomeOfAct.Unfit(CaseTextFault.Reason);
            if (await book.GoAsync(work, row, new CaseActor.OfStaff(staff.Id, staff.Role), move, note) is CaseAnswer.Refused refused) return new CaseOutcomeOfAct.Against(refused.Faults);
            foreach (var (kind, document) in papers) work.Db.CaseDocuments.Add(seal.Seal(id, kind, part: null, document, work.Now));
            return (CaseOutcomeOfAct)new CaseOutcomeOfAct.Done(id, row.Version);
        });
    }
}
