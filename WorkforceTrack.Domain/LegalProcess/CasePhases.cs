namespace WorkforceTrack.Domain.LegalProcess;

/// <summary>The way from a stored phase back to its type.</summary>
public static class CasePhases
{
    public static LegalCase In(CasePhase phase, CaseFile file) => phase switch
    {
        CasePhase.Received => new ReceivedCase(file),
        CasePhase.Authenticated => new AuthenticatedCase(file),
        CasePhase.Classified => new ClassifiedCase(file),
        CasePhase.Preserved => new PreservedCase(file),
        CasePhase.Narrowing => new NarrowingCase(file),
        CasePhase.Reviewed => new ReviewedCase(file),
        CasePhase.SecrecyChecked => new SecrecyCheckedCase(file),
        CasePhase.Notifying => new NotifyingCase(file),
        CasePhase.Notified => new NotifiedCase(file),
        CasePhase.Delayed => new DelayedCase(file),
        CasePhase.Frozen => new FrozenCase(file),
        CasePhase.HalfApproved => new HalfApprovedCase(file),
        CasePhase.Approved => new ApprovedCase(file),
        CasePhase.Produced => new ProducedCase(file),
        CasePhase.Untold => new UntoldCase(file),
        CasePhase.Closed => new ClosedCase(file),
        CasePhase.Refused => new RefusedCase(file),
        CasePhase.Returned => new ReturnedCase(file),
    };
}
