using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.LegalProcess;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.LegalProcess;

/// <summary>A member objects to a demand for the member's data (D7). From that moment nothing of the case moves until counsel has decided.</summary>
internal sealed class ObjectToDemand(MainWriter writer, CaseBook book, CaseSeal seal)
{
    /// <param name="caller">The member.</param>
    /// <param name="part">The part of the case that is about the member.</param>
    /// <param name="why">The member's own words.</param>
    /// <param name="attachment">What the member adds; null when nothing.</param>
    [Keeps("D7")]
    internal async Task<CaseOutcomeOfAct> ObjectAsync(Caller caller, Guid part, Redacted<string> why, CaseDocument? attachment)
    {
        if (caller is not Caller.Member member) return new CaseOutcomeOfAct.NotThere();
        if (!CaseTextRules.IsSaid(why.Open())) return new CaseOutcomeOfAct.Unfit(CaseTextFault.Reason);
        return await writer.WriteAsync(async work =>
        {
            // A part that is another's, or of which the member was not told, does not exist for this member.
            if (await work.Db.CaseParts.AsNoTracking().SingleOrDefaultAsync(p => p.Evidence == part && p.Member == member.Id && p.ToldAt != null) is not { } own
                || await CaseBook.FindAsync(work.Db, own.Case) is not { } row) return (CaseOutcomeOfAct)new CaseOutcomeOfAct.NotThere();
            var answer = await book.GoAsync(work, row, new CaseActor.TheSubject(member.Id), new CaseMove.Object(), CaseNote.Of((CaseLines.Objection, why.Open())));
            if (answer is CaseAnswer.Refused refused) return new CaseOutcomeOfAct.Against(refused.Faults);
            if (attachment is not null) work.Db.CaseDocuments.Add(seal.Seal(row.Id, CaseDocumentKind.Objection, part, attachment, work.Now));
            return new CaseOutcomeOfAct.Done(row.Id, row.Version);
        });
    }
}
