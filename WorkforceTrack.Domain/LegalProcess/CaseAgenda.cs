using System.Collections.Immutable;

namespace WorkforceTrack.Domain.LegalProcess;

/// <summary>Who has the word in a case.</summary>
public enum CaseWaits
{
    Intake,
    Owner,
    Counsel,
    Approver,
    Releaser,
    Requester,
    Member,
    Nobody,
}

/// <summary>What is to be done in a case.</summary>
public enum CaseDuty
{
    Authenticate,
    Classify,
    Preserve,
    Refuse,
    Assess,
    Review,
    AwaitNarrowing,
    CheckSecrecy,
    NotifyOrDelay,
    AwaitDelivery,
    AwaitObjection,
    DecideObjection,
    Approve,
    Produce,
    Close,
    KeepOnHold,
    RenewHold,
    CheckSecrecyAgain,
    ChallengeSilence,
    TellMembers,
    ApproveSecond,
    ReviewAfterwards,
}

/// <summary>One thing that is due in a case (D6, D7).</summary>
/// <param name="Duty">What.</param>
/// <param name="Waits">Whose it is.</param>
/// <param name="DueAt">By when.</param>
public sealed record CaseTask(CaseDuty Duty, CaseWaits Waits, DateTimeOffset DueAt);

/// <summary>What is due in a case, and when something turns by time alone.</summary>
public static class CaseAgenda
{
    /// <summary>Everything that is due: first what must come before the case can be closed, then what the phase waits for, then what runs beside it.</summary>
    [Policy.Keeps("D6"), Policy.Keeps("D7")]
    public static ImmutableArray<CaseTask> Of(LegalCase about, CaseTerms terms, DateTimeOffset now) => about is ProducedCase
        ? [.. Afterwards(about, terms), .. Main(about, now), .. Beside(about, terms)]
        : [.. Main(about, now), .. Afterwards(about, terms), .. Beside(about, terms)];

    /// <summary>The next moment at which a case changes though nobody takes a step: a window, a silence or a hold ends. Null: none.</summary>
    public static DateTimeOffset? TurnsAt(LegalCase about, DateTimeOffset now) => about.IsOver ? null :
        new[] { about.File.Silence?.EndsAt, about.File.Hold?.Until, about.File.WindowEnds > now ? about.File.WindowEnds : null }.Min();

    /// <summary>The steps that the program takes now by itself, in this order.</summary>
    [Policy.Keeps("D7")]
    public static ImmutableArray<CaseMove> DueMoves(LegalCase about, CaseMoment at) =>
        [.. new CaseMove[] { new CaseMove.EndSilence(), new CaseMove.ReleaseHold() }.Where(move => about.Go(move, at) is CaseAnswer.Moved)];

    private static IEnumerable<CaseTask> Main(LegalCase about, DateTimeOffset now)
    {
        var file = about.File;
        CaseTask Now(CaseDuty duty, CaseWaits waits) => new(duty, waits, file.DueAt);
        return about switch
        {
            ReceivedCase => [Now(CaseDuty.Authenticate, CaseWaits.Intake)],
            AuthenticatedCase => [Now(CaseDuty.Classify, CaseWaits.Owner)],
            ClassifiedCase when file.Kind == CaseKind.InformalRequest => [Now(CaseDuty.Refuse, CaseWaits.Intake)],
            ClassifiedCase when file.Kind == CaseKind.EmergencyRequest => [Now(CaseDuty.Assess, CaseWaits.Intake)],
            ClassifiedCase when file.Kind == CaseKind.OwnClaim => [Now(CaseDuty.Assess, CaseWaits.Counsel)],
            ClassifiedCase => [Now(CaseDuty.Preserve, CaseWaits.Owner)],
            PreservedCase when file.Kind == CaseKind.PreservationRequest => [new CaseTask(CaseDuty.KeepOnHold, CaseWaits.Owner, file.Hold?.Until ?? file.DueAt)],
            PreservedCase => [Now(CaseDuty.Review, CaseWaits.Counsel)],
            NarrowingCase => [Now(CaseDuty.AwaitNarrowing, CaseWaits.Requester)],
            ReviewedCase => [Now(CaseDuty.CheckSecrecy, CaseWaits.Counsel)],
            SecrecyCheckedCase => [Now(CaseDuty.NotifyOrDelay, CaseWaits.Owner)],
            NotifyingCase => [Now(CaseDuty.AwaitDelivery, CaseWaits.Owner)],
            NotifiedCase when file.WindowEnds > now => [new CaseTask(CaseDuty.AwaitObjection, CaseWaits.Member, file.WindowEnds.Value)],
            FrozenCase => [Now(CaseDuty.DecideObjection, CaseWaits.Counsel)],
            NotifiedCase or DelayedCase or HalfApprovedCase => [Now(CaseDuty.Approve, CaseWaits.Approver)],
            ApprovedCase => [Now(CaseDuty.Produce, CaseWaits.Releaser)],
            ProducedCase => [new CaseTask(CaseDuty.Close, CaseWaits.Owner, Later(file.DueAt, file.ProducedAt!.Value))],
            _ => [],
        };
    }

    private static IEnumerable<CaseTask> Beside(LegalCase about, CaseTerms terms)
    {
        var file = about.File;
        if (file.Hold is { } hold && file.Kind != CaseKind.PreservationRequest) yield return new CaseTask(CaseDuty.RenewHold, CaseWaits.Owner, hold.Until);
        if (file.Silence is { } silence && !about.IsOver)
        {
            if (silence.IsUnlimited) yield return new CaseTask(CaseDuty.ChallengeSilence, CaseWaits.Counsel, silence.CheckBy);
            else if (silence.Ground == SilenceGround.Order && silence.CheckBy < silence.EndsAt) yield return new CaseTask(CaseDuty.CheckSecrecyAgain, CaseWaits.Counsel, silence.CheckBy);
            yield return new CaseTask(CaseDuty.TellMembers, CaseWaits.Nobody, silence.EndsAt);
        }
    }

    // What protected a life or a right is seen by others afterwards, and soon: they have the word before whoever closes the case (D8).
    private static IEnumerable<CaseTask> Afterwards(LegalCase about, CaseTerms terms)
    {
        var file = about.File;
        if (file.IsApprovedAlone) yield return new CaseTask(CaseDuty.ApproveSecond, CaseWaits.Approver, file.Approvals[0].At + terms.SecondApproval);
        if (about is ProducedCase && file is { Kind: { } kind, IsReviewedAfterwards: false, ProducedAt: { } produced } && CaseKinds.IsProtective(kind))
            yield return new CaseTask(CaseDuty.ReviewAfterwards, CaseWaits.Counsel, produced + terms.ReviewAfterwards);
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
