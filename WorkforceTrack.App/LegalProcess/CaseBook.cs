using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.LegalProcess;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.LegalProcess;

/// <summary>
/// Takes a case a step further inside a unit of work: the step, what it changes, its words and its entries stand or fall together.
/// Every way to a case goes through here.
/// </summary>
internal sealed class CaseBook(CaseSeal seal, CaseParts parts, CaseTerms terms, PolicyInForce policy)
{
    internal CaseTerms Terms => terms;

    /// <summary>The case as it stands in its row.</summary>
    internal static LegalCase Restore(CaseRow row) => CasePhases.In(row.Phase, CaseFileJson.Read(row.File));

    internal CaseMoment Moment(MainWork work, CaseActor actor) => new(actor, terms, work.Now);

    /// <summary>Takes one step, if nothing stands against it.</summary>
    [Keeps("D6"), Keeps("D7")]
    internal async Task<CaseAnswer> GoAsync(MainWork work, CaseRow row, CaseActor actor, CaseMove move, CaseNote note)
    {
        var before = Restore(row);
        var answer = before.Go(move, Moment(work, actor));
        if (answer is CaseAnswer.Moved moved) await KeepAsync(work, row, before, moved.Next, actor, move, note);
        return answer;
    }

    /// <summary>Writes down a step that was decided in this unit.</summary>
    internal async Task KeepAsync(MainWork work, CaseRow row, LegalCase before, LegalCase next, CaseActor actor, CaseMove move, CaseNote note)
    {
        if (move is CaseMove.Classify) parts.Begin(work, next.File, seal.OpenIntake(row).Agency);
        else await parts.FollowAsync(work, before, next, actor);
        Record(work, row, next, actor, move.GetType().Name, note);
    }

    /// <summary>Writes down what is no step of the domain, as that a package was made; the case stays where it is.</summary>
    internal void Record(MainWork work, CaseRow row, LegalCase next, CaseActor actor, string move, CaseNote note)
    {
        row.Version++;
        Show(row, next, work.Now);
        var step = new CaseStepRow
        {
            Case = row.Id,
            Number = row.Version,
            At = work.Now,
            Move = move,
            Phase = next.Phase,
            Role = RoleOf(actor),
            Staff = (actor as CaseActor.OfStaff)?.Staff,
            SealedWords = seal.Seal(row.Id, row.Version, note),
        };
        work.Db.CaseSteps.Add(step);
        work.Append(Entries.New(work, EntryKind.Case, step.Role) with
        {
            Actor = step.Staff?.Value,
            Evidence = row.Id.Value,
            Policy = policy.Version?.Number,
            // Of the sealed bytes: they bind the words, and nobody can guess words from them.
            Detail = Digest.Of(step.SealedWords),
        });
    }

    /// <summary>Brings the columns of the board up to where the case stands.</summary>
    internal void Show(CaseRow row, LegalCase about, DateTimeOffset now)
    {
        var agenda = CaseAgenda.Of(about, terms, now);
        row.Phase = about.Phase;
        row.Kind = about.File.Kind;
        row.DueAt = about.File.DueAt;
        row.NextDueAt = agenda.Where(task => task.Waits != CaseWaits.Nobody).Select(task => (DateTimeOffset?)task.DueAt).Min();
        row.Waits = agenda.IsEmpty ? CaseWaits.Nobody : agenda[0].Waits;
        row.TurnsAt = CaseAgenda.TurnsAt(about, now);
        row.Outcome = about.File.Outcome;
        row.File = CaseFileJson.Write(about.File);
    }

    /// <summary>Takes what the program takes by itself when a time is up, and brings the board up to date.</summary>
    internal async Task TurnAsync(MainWork work, CaseRow row)
    {
        var program = new CaseActor.TheProgram();
        while (CaseAgenda.DueMoves(Restore(row), Moment(work, program)) is [var move, ..]) await GoAsync(work, row, program, move, CaseNote.Empty);
        Show(row, Restore(row), work.Now);
    }

    internal static Task<CaseRow?> FindAsync(MainDb db, Domain.Shared.CaseId id) => db.Cases.SingleOrDefaultAsync(c => c.Id == id);

    internal static ActorRole RoleOf(CaseActor actor) => actor switch
    {
        CaseActor.OfStaff staff => Roles.Of(staff.Role),
        CaseActor.TheSubject => ActorRole.Member,
        _ => ActorRole.Platform,
    };
}
