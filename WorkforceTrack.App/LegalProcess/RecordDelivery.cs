using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.LegalProcess;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.LegalProcess;

/// <summary>A notice has arrived: its mail was handed over, or the member opened it here (D7). The window to object begins with it.</summary>
internal sealed class RecordDelivery(CaseBook book)
{
    /// <summary>Records it in a unit that does more; what was recorded before stays as it is.</summary>
    [Keeps("D7")]
    internal async Task RecordAsync(MainWork work, Guid part, string how)
    {
        if (await work.Db.CaseParts.AsNoTracking().SingleOrDefaultAsync(p => p.Evidence == part) is not { } own) return;
        if (await CaseBook.FindAsync(work.Db, own.Case) is not { } row) return;
        await book.GoAsync(work, row, new CaseActor.TheProgram(), new CaseMove.RecordDelivery(own.Member), CaseNote.Of(("How it arrived", how)));
    }
}
