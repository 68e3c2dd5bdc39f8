namespace WorkforceTrack.Domain.LegalProcess;

/// <summary>One has approved; a second, another person, has the word (D6).</summary>
public sealed class HalfApprovedCase : LegalCase
{
    internal HalfApprovedCase(CaseFile file)
        : base(file)
    {
    }

    public override CasePhase Phase => CasePhase.HalfApproved;

    private protected override Func<LegalCase>? Next(CaseMove move, CaseMoment at) => move switch
    {
        CaseMove.Approve { IsAlone: false } => () => Approvals.After(File, at, isAlone: false),
        _ => WhileUndecided(move, at),
    };
}

/// <summary>It may be handed over, by somebody who decided nothing of it (D6).</summary>
public sealed class ApprovedCase : LegalCase
{
    internal ApprovedCase(CaseFile file)
        : base(file)
    {
    }

    public override CasePhase Phase => CasePhase.Approved;

    private protected override Func<LegalCase>? Next(CaseMove move, CaseMoment at) => move switch
    {
        CaseMove.Produce => () => new ProducedCase(File with { ProducedAt = at.Now, ProducedBy = ((CaseActor.OfStaff)at.Actor).Staff }),
        CaseMove.Approve { IsAlone: false } when File.IsApprovedAlone => () => new ApprovedCase(Approvals.Second(File, at)),
        _ => WhileUndecided(move, at),
    };
}

/// <summary>It was handed over (D6). What protected a life or a right is examined afterwards and told before it is closed (D8).</summary>
public sealed class ProducedCase : LegalCase
{
    internal ProducedCase(CaseFile file)
        : base(file)
    {
    }

    public override CasePhase Phase => CasePhase.Produced;

    private protected override Func<LegalCase>? Next(CaseMove move, CaseMoment at) => move switch
    {
        CaseMove.Approve { IsAlone: false } when File.IsApprovedAlone => () => new ProducedCase(Approvals.Second(File, at)),
        CaseMove.EndDanger when File.Silence is { Ground: SilenceGround.Protection } => () => new ProducedCase(WithNotices(at)),
        CaseMove.ReviewAfterwards when CaseKinds.IsProtective(File.Kind!.Value) => () => new ProducedCase(File with { IsReviewedAfterwards = true }),
        CaseMove.RecordDelivery delivery when File.IsTold => () => new ProducedCase(Deliveries.Recorded(File, delivery.Member, at.Now)),
        CaseMove.CheckSecrecyAgain again when File.Silence is { Ground: SilenceGround.Order } => () => CheckedAgain(again, at),
        CaseMove.EndSilence when File.Silence is not null && !File.IsTold => () => Told(at),
        CaseMove.ReleaseHold when File.Hold is not null => () => new ProducedCase(File with { Hold = null }),
        CaseMove.Close => () => File.IsTold ? new ClosedCase(Ended(Outcome)) : new UntoldCase(Ended(Outcome)),
        _ => null,
    };

    private CaseOutcome Outcome => File.Scope.Covers(File.Asked) ? CaseOutcome.Fully : CaseOutcome.Partly;

    private protected override LegalCase Told(CaseMoment at) => new ProducedCase(WithNotices(at));
}

/// <summary>Who has approved.</summary>
internal static class Approvals
{
    internal static LegalCase After(CaseFile file, CaseMoment at, bool isAlone)
    {
        var approved = Add(file, at) with { IsApprovedAlone = isAlone };
        return approved.Approvals.Length >= (isAlone ? 1 : 2) ? new ApprovedCase(approved) : new HalfApprovedCase(approved);
    }

    /// <summary>The second word after one person acted alone; from now on two have approved.</summary>
    internal static CaseFile Second(CaseFile file, CaseMoment at) => Add(file, at) with { IsApprovedAlone = false };

    private static CaseFile Add(CaseFile file, CaseMoment at) =>
        file with { Approvals = file.Approvals.Add(new CaseApproval(((CaseActor.OfStaff)at.Actor).Staff, at.Now)) };
}
