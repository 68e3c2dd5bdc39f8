namespace WorkforceTrack.Domain.LegalProcess;

/// <summary>The notice is on its way; each member may object from the moment it arrives (D7).</summary>
public sealed class NotifyingCase : LegalCase
{
    internal NotifyingCase(CaseFile file)
        : base(file)
    {
    }

    public override CasePhase Phase => CasePhase.Notifying;

    private protected override Func<LegalCase>? Next(CaseMove move, CaseMoment at) => move switch
    {
        CaseMove.RecordDelivery delivery => () => Deliveries.After(Deliveries.Recorded(File, delivery.Member, at.Now), at),
        CaseMove.Object => () => FrozenCase.With(File, at),
        _ => WhileUndecided(move, at),
    };
}

/// <summary>Everyone was told; the window to object is open, or has closed and it can be approved (D7).</summary>
public sealed class NotifiedCase : LegalCase
{
    internal NotifiedCase(CaseFile file)
        : base(file)
    {
    }

    public override CasePhase Phase => CasePhase.Notified;

    private protected override Func<LegalCase>? Next(CaseMove move, CaseMoment at) => move switch
    {
        CaseMove.Object => () => FrozenCase.With(File, at),
        CaseMove.Approve { IsAlone: false } => () => Approvals.After(File, at, isAlone: false),
        _ => WhileUndecided(move, at),
    };
}

/// <summary>The members are told later, on a ground with an end (D7).</summary>
public sealed class DelayedCase : LegalCase
{
    internal DelayedCase(CaseFile file)
        : base(file)
    {
    }

    public override CasePhase Phase => CasePhase.Delayed;

    private protected override Func<LegalCase>? Next(CaseMove move, CaseMoment at) => move switch
    {
        CaseMove.Approve { IsAlone: true } when File.Kind == CaseKind.EmergencyRequest => () => Approvals.After(File, at, isAlone: true),
        CaseMove.Approve { IsAlone: false } => () => Approvals.After(File, at, isAlone: false),
        _ => WhileUndecided(move, at),
    };
}

/// <summary>A member objected; nothing moves until counsel has entered the outcome (D7).</summary>
public sealed class FrozenCase : LegalCase
{
    internal FrozenCase(CaseFile file)
        : base(file)
    {
    }

    public override CasePhase Phase => CasePhase.Frozen;

    internal static FrozenCase With(CaseFile file, CaseMoment at) =>
        new(file with { Objections = file.Objections.Add(new CaseObjection(((CaseActor.TheSubject)at.Actor).Member, at.Now, IsSustained: null)) });

    private protected override Func<LegalCase>? Next(CaseMove move, CaseMoment at) => move switch
    {
        CaseMove.DecideObjection decide => () => Decided(decide, at),
        CaseMove.Object => () => With(File, at),
        CaseMove.RecordDelivery delivery => () => new FrozenCase(Deliveries.Recorded(File, delivery.Member, at.Now)),
        _ => WhileUndecided(move, at),
    };

    private LegalCase Decided(CaseMove.DecideObjection decide, CaseMoment at)
    {
        var file = Judged(at) with
        {
            Objections = [.. File.Objections.Select(o => o.Member == decide.Member && o.IsSustained is null ? o with { IsSustained = decide.IsSustained } : o)],
        };
        if (decide.IsSustained) file = file.Narrowed(file.Scope.Without(decide.Member));
        if (file.HasUndecidedObjection) return new FrozenCase(file);
        return file.Scope.IsEmpty
            ? new RefusedCase(file with { Hold = null, Outcome = CaseOutcome.Refused })
            : Deliveries.After(file, at);
    }
}

/// <summary>Which notices have arrived, and when the time to object ends.</summary>
internal static class Deliveries
{
    internal static CaseFile Recorded(CaseFile file, Shared.MemberId member, DateTimeOffset now) => file with
    {
        Notices = [.. file.Notices.Select(n => n.Member == member ? n with { DeliveredAt = n.DeliveredAt ?? now } : n)],
    };

    /// <summary>The phase that follows: once the notice is with everyone who is still concerned, the window runs.</summary>
    internal static LegalCase After(CaseFile file, CaseMoment at)
    {
        var concerned = file.Notices.Where(n => !file.Scope.FieldsOf(n.Member).IsEmpty).ToList();
        if (concerned.Exists(n => n.DeliveredAt is null)) return new NotifyingCase(file);
        var window = concerned.Max(n => n.DeliveredAt!.Value) + at.Terms.ObjectionWindow;
        return new NotifiedCase(file with { WindowEnds = file.WindowEnds ?? (window > file.DueAt ? window : file.DueAt) });
    }
}
