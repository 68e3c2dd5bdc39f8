namespace WorkforceTrack.Domain.LegalProcess;

/// <summary>What is asked for is on hold, and counsel has the word (D6). A mere request to preserve ends here.</summary>
public sealed class PreservedCase : LegalCase
{
    internal PreservedCase(CaseFile file)
        : base(file)
    {
    }

    public override CasePhase Phase => CasePhase.Preserved;

    private bool IsOnlyToPreserve => File.Kind == CaseKind.PreservationRequest;

    private protected override Func<LegalCase>? Next(CaseMove move, CaseMoment at) => move switch
    {
        CaseMove.FindDefective when IsOnlyToPreserve => () => Over(CaseOutcome.Refused),
        CaseMove.FindDefective => () => new ReturnedCase(Judged(at) with { Hold = null, Outcome = CaseOutcome.Refused }),
        CaseMove.FindOverbroad when !IsOnlyToPreserve => () => new NarrowingCase(Judged(at) with { NarrowingRounds = File.NarrowingRounds + 1 }),
        CaseMove.FindValid valid when !IsOnlyToPreserve => () => new ReviewedCase(Judged(at).Narrowed(valid.Scope)),
        CaseMove.Close or CaseMove.ReleaseHold when IsOnlyToPreserve => () => Over(CaseOutcome.Preserved),
        CaseMove.RecordDelivery delivery when IsOnlyToPreserve && File.IsTold => () => new PreservedCase(Deliveries.Recorded(File, delivery.Member, at.Now)),
        _ => WhileUndecided(move, at),
    };

    // Nothing is given, so there is nothing to object to: the members are told, and the hold goes on.
    private protected override LegalCase Told(CaseMoment at) => IsOnlyToPreserve ? new PreservedCase(WithNotices(at)) : base.Told(at);
}

/// <summary>Whoever asks was told that it is too much (D6).</summary>
public sealed class NarrowingCase : LegalCase
{
    internal NarrowingCase(CaseFile file)
        : base(file)
    {
    }

    public override CasePhase Phase => CasePhase.Narrowing;

    private protected override Func<LegalCase>? Next(CaseMove move, CaseMoment at) => move switch
    {
        CaseMove.Narrow narrow => () => new PreservedCase(Led(at).Narrowed(narrow.Scope)),
        CaseMove.FindDefective => () => new ReturnedCase(Judged(at) with { Hold = null, Outcome = CaseOutcome.Refused }),
        _ => WhileUndecided(move, at),
    };
}

/// <summary>Valid, for a scope that is fixed (D6).</summary>
public sealed class ReviewedCase : LegalCase
{
    internal ReviewedCase(CaseFile file)
        : base(file)
    {
    }

    public override CasePhase Phase => CasePhase.Reviewed;

    private protected override Func<LegalCase>? Next(CaseMove move, CaseMoment at) => move switch
    {
        CaseMove.CheckSecrecy check => () => new SecrecyCheckedCase(Judged(at) with
        {
            HadOrder = check.Silence is not null,
            Silence = check.Silence is { } silence ? silence with { CheckBy = Earlier(silence.EndsAt, at.Now + at.Terms.SilenceCheck) } : null,
        }),
        _ => WhileUndecided(move, at),
    };
}

/// <summary>It is known whether the members may be told now (D7).</summary>
public sealed class SecrecyCheckedCase : LegalCase
{
    internal SecrecyCheckedCase(CaseFile file)
        : base(file)
    {
    }

    public override CasePhase Phase => CasePhase.SecrecyChecked;

    private protected override Func<LegalCase>? Next(CaseMove move, CaseMoment at) => move switch
    {
        CaseMove.Notify => () => new NotifyingCase(Led(at) with { Notices = WithNotices(at).Notices, Silence = null }),
        CaseMove.Delay => () => new DelayedCase(Led(at)),
        _ => WhileUndecided(move, at),
    };
}
