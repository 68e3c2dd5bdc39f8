namespace WorkforceTrack.Domain.LegalProcess;

/// <summary>The document lies here; nobody knows yet whether it is what it says (D6).</summary>
public sealed class ReceivedCase : LegalCase
{
    internal ReceivedCase(CaseFile file)
        : base(file)
    {
    }

    public override CasePhase Phase => CasePhase.Received;

    private protected override Func<LegalCase>? Next(CaseMove move, CaseMoment at) => move switch
    {
        CaseMove.RefuseInformal => () => new RefusedCase(Ended(CaseOutcome.Refused) with { Kind = CaseKind.InformalRequest }),
        CaseMove.Authenticate { IsGenuine: true } => () => new AuthenticatedCase(File),
        CaseMove.Authenticate => () => new RefusedCase(Ended(CaseOutcome.Refused)),
        // Nobody is there to be called back.
        CaseMove.Classify { Kind: CaseKind.OwnClaim } own => () => ClassifiedCase.As(own, Led(at)),
        _ => WhileUndecided(move, at),
    };
}

/// <summary>Whoever asks was called back (D6).</summary>
public sealed class AuthenticatedCase : LegalCase
{
    internal AuthenticatedCase(CaseFile file)
        : base(file)
    {
    }

    public override CasePhase Phase => CasePhase.Authenticated;

    private protected override Func<LegalCase>? Next(CaseMove move, CaseMoment at) => move switch
    {
        CaseMove.RefuseInformal => () => new RefusedCase(Ended(CaseOutcome.Refused) with { Kind = CaseKind.InformalRequest }),
        CaseMove.Classify classify when classify.Kind is not CaseKind.OwnClaim => () => ClassifiedCase.As(classify, Led(at)),
        _ => WhileUndecided(move, at),
    };
}

/// <summary>It is known what it is (D6). From here the ways part: refused, preserved and reviewed, or assessed where a life or a right is at stake.</summary>
public sealed class ClassifiedCase : LegalCase
{
    internal ClassifiedCase(CaseFile file)
        : base(file)
    {
    }

    public override CasePhase Phase => CasePhase.Classified;

    internal static ClassifiedCase As(CaseMove.Classify classify, CaseFile file) => new(file with { Kind = classify.Kind, Asked = classify.Asked, Scope = classify.Asked });

    private protected override Func<LegalCase>? Next(CaseMove move, CaseMoment at) => (move, File.Kind!.Value) switch
    {
        (CaseMove.RefuseInformal, CaseKind.InformalRequest) => () => new RefusedCase(Ended(CaseOutcome.Refused)),
        (_, CaseKind.InformalRequest) => null,
        (CaseMove.Assess assess, var kind) when CaseKinds.IsProtective(kind) => () => new DelayedCase(Judged(at) with
        {
            Scope = assess.Scope,
            Silence = new CaseSilence(SilenceGround.Protection, at.Now + at.Terms.UntoldProtection, at.Now + at.Terms.UntoldProtection, IsUnlimited: false),
        }),
        (CaseMove.Preserve, var kind) when !CaseKinds.IsProtective(kind) => () => new PreservedCase(Led(at) with
        {
            Hold = new CaseHold(File.Scope, at.Now + at.Terms.Hold),
            Silence = kind == CaseKind.PreservationRequest
                ? new CaseSilence(SilenceGround.Preservation, at.Now + at.Terms.UntoldPreservation, at.Now + at.Terms.UntoldPreservation, IsUnlimited: false)
                : null,
        }),
        _ => WhileUndecided(move, at),
    };
}
