namespace WorkforceTrack.Domain.LegalProcess;

/// <summary>Closed, but the members are yet to be told; that happens by itself when the silence ends (D7).</summary>
public sealed class UntoldCase : LegalCase
{
    internal UntoldCase(CaseFile file)
        : base(file)
    {
    }

    public override CasePhase Phase => CasePhase.Untold;

    private protected override Func<LegalCase>? Next(CaseMove move, CaseMoment at) => move switch
    {
        CaseMove.CheckSecrecyAgain again when File.Silence is { Ground: SilenceGround.Order } => () => CheckedAgain(again, at),
        CaseMove.EndSilence => () => Told(at),
        _ => null,
    };

    private protected override LegalCase Told(CaseMoment at) => new ClosedCase(WithNotices(at));
}

/// <summary>Closed (D6). All that can still come is the word that a late notice has arrived.</summary>
public sealed class ClosedCase : LegalCase
{
    internal ClosedCase(CaseFile file)
        : base(file)
    {
    }

    public override CasePhase Phase => CasePhase.Closed;

    public override bool IsOver => true;

    private protected override Func<LegalCase>? Next(CaseMove move, CaseMoment at) => move switch
    {
        CaseMove.RecordDelivery delivery when File.IsTold => () => new ClosedCase(Deliveries.Recorded(File, delivery.Member, at.Now)),
        _ => null,
    };
}

/// <summary>Nothing was given (D6).</summary>
public sealed class RefusedCase : LegalCase
{
    internal RefusedCase(CaseFile file)
        : base(file)
    {
    }

    public override CasePhase Phase => CasePhase.Refused;

    public override bool IsOver => true;

    private protected override Func<LegalCase>? Next(CaseMove move, CaseMoment at) => null;
}

/// <summary>Sent back as defective (D6). A better one is a new case.</summary>
public sealed class ReturnedCase : LegalCase
{
    internal ReturnedCase(CaseFile file)
        : base(file)
    {
    }

    public override CasePhase Phase => CasePhase.Returned;

    public override bool IsOver => true;

    private protected override Func<LegalCase>? Next(CaseMove move, CaseMoment at) => null;
}
