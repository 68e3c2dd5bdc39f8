using System.Collections.Immutable;

namespace WorkforceTrack.Domain.LegalProcess;

/// <summary>
/// A case about a demand for data, in one of its phases (D6, D7, D8). Each phase is a type that knows the steps which lead out of it;
/// every other step does not exist there. Who may take a step is said by <see cref="CaseRoles"/>, what stands against it by
/// <see cref="CaseChecks"/>.
/// </summary>
public abstract class LegalCase
{
    private protected LegalCase(CaseFile file) => File = file;

    public CaseFile File { get; }

    public abstract CasePhase Phase { get; }

    /// <summary>Whether nothing more can be decided in it.</summary>
    public virtual bool IsOver => false;

    /// <summary>A demand comes in, with its document (D6).</summary>
    public static LegalCase Receive(Shared.CaseId id, DateTimeOffset receivedAt, DateTimeOffset? dueAt, CaseTerms terms) =>
        new ReceivedCase(new CaseFile(id, receivedAt, dueAt ?? receivedAt + terms.Response));

    /// <summary>Takes one step, or says everything that stands against it. Pure.</summary>
    [Policy.Keeps("D6"), Policy.Keeps("D7"), Policy.Keeps("D8")]
    public CaseAnswer Go(CaseMove move, CaseMoment at)
    {
        var next = Next(move, at);
        ImmutableArray<CaseFault> faults =
        [
            .. next is null ? [CaseFault.NotInThisPhase] : ImmutableArray<CaseFault>.Empty,
            .. CaseRoles.Include(at.Actor, move, File) ? ImmutableArray<CaseFault>.Empty : [CaseFault.NotYourRole],
            .. CaseChecks.Against(File, move, at),
        ];
        return faults.IsEmpty ? new CaseAnswer.Moved(next!()) : new CaseAnswer.Refused([.. faults.Distinct()]);
    }

    /// <summary>Whether the phase knows such a step; what else stands against it is not asked.</summary>
    public bool Knows(CaseMove move, CaseMoment at) => Next(move, at) is not null;

    /// <summary>The step out of this phase; null when it does not exist here. Carried out only when nothing stands against it.</summary>
    private protected abstract Func<LegalCase>? Next(CaseMove move, CaseMoment at);

    /// <summary>What can be done in every phase in which something is still to be decided.</summary>
    private protected Func<LegalCase>? WhileUndecided(CaseMove move, CaseMoment at) => move switch
    {
        CaseMove.Withdraw => () => Over(CaseOutcome.Withdrawn),
        CaseMove.Postpone postpone => () => CasePhases.In(Phase, File with { DueAt = postpone.DueAt, WindowEnds = File.WindowEnds > at.Now ? Later(File.WindowEnds.Value, postpone.DueAt) : File.WindowEnds }),
        CaseMove.RenewHold when File.Hold is not null => () => CasePhases.In(Phase, File with { Hold = File.Hold with { Until = at.Now + at.Terms.Hold } }),
        CaseMove.ReleaseHold when File.Hold is not null => () => CasePhases.In(Phase, File with { Hold = null }),
        CaseMove.CheckSecrecyAgain again when File.Silence is { Ground: SilenceGround.Order } => () => CheckedAgain(again, at),
        CaseMove.EndSilence when File.Silence is not null && !File.IsTold => () => Told(at),
        _ => null,
    };

    private protected LegalCase CheckedAgain(CaseMove.CheckSecrecyAgain again, CaseMoment at) => again.EndsAt <= at.Now
        ? Told(at)
        : CasePhases.In(Phase, File with { Silence = File.Silence! with { EndsAt = again.EndsAt, CheckBy = Earlier(again.EndsAt, at.Now + at.Terms.SilenceCheck) } });

    /// <summary>The silence is over. What was not given yet waits for the members again, and is approved anew.</summary>
    private protected virtual LegalCase Told(CaseMoment at) => new NotifyingCase(WithNotices(at) with { Approvals = [], IsApprovedAlone = false });

    /// <summary>The file with a notice to everyone in the scope, and no silence any more.</summary>
    private protected CaseFile WithNotices(CaseMoment at) => File with
    {
        Silence = null,
        Notices = [.. File.Scope.Members.Select(m => new CaseNotice(m.Member, at.Now, DeliveredAt: null))],
    };

    /// <summary>Closed; but what was kept in silence is told all the same when the silence ends, also when nothing came of it.</summary>
    private protected LegalCase Over(CaseOutcome outcome) =>
        File.Silence is not null && !File.IsTold ? new UntoldCase(Ended(outcome)) : new ClosedCase(Ended(outcome));

    /// <summary>The file at its end: the hold is released, so that a suspended erasure resumes.</summary>
    private protected CaseFile Ended(CaseOutcome outcome) => File with { Hold = null, Outcome = outcome };

    private protected CaseFile Led(CaseMoment at) => at.Actor is CaseActor.OfStaff staff ? File with { Leads = [.. File.Leads.Append(staff.Staff).Distinct()] } : File;

    private protected CaseFile Judged(CaseMoment at) => at.Actor is CaseActor.OfStaff staff ? File with { Judges = [.. File.Judges.Append(staff.Staff).Distinct()] } : File;

    private protected static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private protected static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}

/// <summary>Who takes a step, on which terms, and when.</summary>
public sealed record CaseMoment(CaseActor Actor, CaseTerms Terms, DateTimeOffset Now);
