namespace WorkforceTrack.Domain.WebLogs;

public abstract partial class Incident
{
    /// <summary>There is evidence, and nothing was looked at (W4).</summary>
    public sealed class Opened : Incident
    {
        internal Opened(IncidentFile file)
            : base(file)
        {
        }

        public override IncidentPhase Phase => IncidentPhase.Open;

        private protected override Func<Incident>? Next(IncidentMove move, IncidentMoment at) => move switch
        {
            IncidentMove.SetScope set => () => new Scoped(File with { Scope = set.Scope }),
            IncidentMove.Close => () => AtTheEnd(at),
            _ => null,
        };
    }

    /// <summary>Its lines are known and kept aside (W4). Two may look at them.</summary>
    public sealed class Scoped : Incident
    {
        internal Scoped(IncidentFile file)
            : base(file)
        {
        }

        public override IncidentPhase Phase => IncidentPhase.Scoped;

        public override bool IsReadable => true;

        private protected override Func<Incident>? Next(IncidentMove move, IncidentMoment at) => move switch
        {
            IncidentMove.Look => () => new Scoped(SeenBy(at)),
            IncidentMove.Identify => () => new Scoped(SeenBy(at) with { IsIdentified = true }),
            IncidentMove.Propose propose => () => new Proposed(Proposing(propose, at)),
            IncidentMove.Close => () => AtTheEnd(at),
            _ => null,
        };
    }

    /// <summary>Somebody proposes to hand its lines to law enforcement (W5).</summary>
    public sealed class Proposed : Incident
    {
        internal Proposed(IncidentFile file)
            : base(file)
        {
        }

        public override IncidentPhase Phase => IncidentPhase.Proposed;

        public override bool IsReadable => true;

        private protected override Func<Incident>? Next(IncidentMove move, IncidentMoment at) => move switch
        {
            IncidentMove.Look => () => new Proposed(SeenBy(at)),
            IncidentMove.Approve => () => new HalfApproved(File with { Approvers = [at.By!.Id] }),
            IncidentMove.TakeBack => () => new Scoped(Undone(File)),
            _ => null,
        };

        internal static IncidentFile Undone(IncidentFile file) => file with { Proposer = null, Recipient = null, Approvers = [] };
    }

    /// <summary>One approved; one more is needed (W5).</summary>
    public sealed class HalfApproved : Incident
    {
        internal HalfApproved(IncidentFile file)
            : base(file)
        {
        }

        public override IncidentPhase Phase => IncidentPhase.HalfApproved;

        public override bool IsReadable => true;

        private protected override Func<Incident>? Next(IncidentMove move, IncidentMoment at) => move switch
        {
            IncidentMove.Look => () => new HalfApproved(SeenBy(at)),
            IncidentMove.Approve => () => new HandedOver(File with { Approvers = [.. File.Approvers, at.By!.Id] }),
            IncidentMove.TakeBack => () => new Scoped(Proposed.Undone(File)),
            _ => null,
        };
    }

    /// <summary>Two approved, and the package waits for one of them (W5).</summary>
    public sealed class HandedOver : Incident
    {
        internal HandedOver(IncidentFile file)
            : base(file)
        {
        }

        public override IncidentPhase Phase => IncidentPhase.HandedOver;

        public override bool IsReadable => true;

        private protected override Func<Incident>? Next(IncidentMove move, IncidentMoment at) => move switch
        {
            IncidentMove.Look => () => new HandedOver(SeenBy(at)),
            IncidentMove.Identify => () => new HandedOver(SeenBy(at) with { IsIdentified = true }),
            IncidentMove.Collect => () => new HandedOver(File with { IsCollected = true }),
            // To another agency, or once more where the package was lost on its way: all of it anew.
            IncidentMove.Propose propose => () => new Proposed(Proposing(propose, at)),
            IncidentMove.Close => () => AtTheEnd(at),
            _ => null,
        };
    }

    /// <summary>Nobody looks any more (W4).</summary>
    public sealed class Closed : Incident
    {
        internal Closed(IncidentFile file)
            : base(file)
        {
        }

        public override IncidentPhase Phase => IncidentPhase.Closed;

        private protected override Func<Incident>? Next(IncidentMove move, IncidentMoment at) =>
            move is IncidentMove.Destroy ? () => new Destroyed(new IncidentFile(File.Id, File.OpenedBy, File.OpenedAt) { ClosedAt = File.ClosedAt }) : null;
    }

    /// <summary>What was kept aside is gone; that there was an incident stays (W3).</summary>
    public sealed class Destroyed : Incident
    {
        internal Destroyed(IncidentFile file)
            : base(file)
        {
        }

        public override IncidentPhase Phase => IncidentPhase.Destroyed;

        private protected override Func<Incident>? Next(IncidentMove move, IncidentMoment at) => null;
    }
}
