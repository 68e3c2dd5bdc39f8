using System.Collections.Immutable;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.Domain.WebLogs;

/// <summary>
/// A security incident in one of its phases (W4, W5): the only way to a line of the web log with its address. Each phase is a type that
/// knows the moves which lead out of it; every other move does not exist there.
/// </summary>
public abstract partial class Incident
{
    private Incident(IncidentFile file) => File = file;

    /// <summary>What it has gathered.</summary>
    public IncidentFile File { get; }

    /// <summary>Where it stands.</summary>
    public abstract IncidentPhase Phase { get; }

    /// <summary>Whether lines can be looked at in this phase, by two.</summary>
    public virtual bool IsReadable => false;

    /// <summary>Somebody who may brings evidence of an attack.</summary>
    [Keeps("W4")]
    public static IncidentAnswer Report(IncidentId id, IncidentMoment at)
    {
        var faults = IncidentChecks.AgainstOpening(at);
        return faults.IsEmpty ? new IncidentAnswer.Moved(new Opened(new IncidentFile(id, at.By!.Id, at.Now))) : new IncidentAnswer.Refused(faults);
    }

    /// <summary>The incident as it was stored.</summary>
    public static Incident In(IncidentPhase phase, IncidentFile file) => phase switch
    {
        IncidentPhase.Open => new Opened(file),
        IncidentPhase.Scoped => new Scoped(file),
        IncidentPhase.Proposed => new Proposed(file),
        IncidentPhase.HalfApproved => new HalfApproved(file),
        IncidentPhase.HandedOver => new HandedOver(file),
        IncidentPhase.Closed => new Closed(file),
        IncidentPhase.Destroyed => new Destroyed(file),
    };

    /// <summary>Takes one step, or says everything that stands against it. Pure.</summary>
    [Keeps("W4"), Keeps("W5")]
    public IncidentAnswer Go(IncidentMove move, IncidentMoment at)
    {
        var next = Next(move, at);
        ImmutableArray<IncidentFault> faults =
        [
            .. next is null ? [IncidentFault.NotInThisPhase] : ImmutableArray<IncidentFault>.Empty,
            .. IncidentChecks.Against(File, move, at),
        ];
        return faults.IsEmpty ? new IncidentAnswer.Moved(next!()) : new IncidentAnswer.Refused([.. faults.Distinct()]);
    }

    /// <summary>The step out of this phase; null when it does not exist here. Carried out only when nothing stands against it.</summary>
    private protected abstract Func<Incident>? Next(IncidentMove move, IncidentMoment at);

    private IncidentFile SeenBy(IncidentMoment at) => File with { Lookers = [.. File.Lookers.Append(at.By!.Id).Append(at.Beside!.Id).Distinct()] };

    private IncidentFile Proposing(IncidentMove.Propose propose, IncidentMoment at) =>
        File with { Proposer = at.By!.Id, Recipient = propose.Recipient, Approvers = [], IsCollected = false };

    private Closed AtTheEnd(IncidentMoment at) => new(File with { ClosedAt = at.Now });
}

/// <summary>What came of a wish to go a step further.</summary>
public abstract class IncidentAnswer
{
    private IncidentAnswer()
    {
    }

    /// <summary>The step was taken.</summary>
    public sealed class Moved : IncidentAnswer
    {
        internal Moved(Incident next) => Next = next;

        public Incident Next { get; }
    }

    /// <summary>Nothing changed, for all these reasons.</summary>
    public sealed class Refused : IncidentAnswer
    {
        internal Refused(ImmutableArray<IncidentFault> faults) => Faults = faults;

        public ImmutableArray<IncidentFault> Faults { get; }
    }
}
