using System.Collections.Immutable;
using WorkforceTrack.Domain.LegalProcess;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.LegalProcess;

/// <summary>What a page of a case can offer to somebody of the staff, in the order in which it is offered.</summary>
public enum CaseAct
{
    RefuseInformal,
    Authenticate,
    Classify,
    ClaimOurs,
    Preserve,
    Assess,
    FindValid,
    FindOverbroad,
    FindDefective,
    Narrow,
    CheckSecrecy,
    Notify,
    Delay,
    RecordDelivery,
    DecideObjection,
    Approve,
    ApproveAlone,
    Produce,
    EndDanger,
    ReviewAfterwards,
    Close,
    CheckSecrecyAgain,
    RenewHold,
    Postpone,
    Withdraw,
}

/// <summary>
/// Which acts a page offers: exactly those that the case would take from this person now. Asked of the case itself, with a sample of
/// each act, so that the page holds no second copy of the rules.
/// </summary>
internal static class CaseOffers
{
    internal static ImmutableArray<CaseAct> To(LegalCase about, CaseMoment at) => [.. Names.All<CaseAct>().Where(act => IsOpen(about, act, at))];

    private static bool IsOpen(LegalCase about, CaseAct act, CaseMoment at) =>
        Sample(act, about.File, at.Now) is { } move && about.Go(move, at) switch
        {
            CaseAnswer.Moved => true,
            // Only what the form still asks for stands against the sample.
            CaseAnswer.Refused { Faults: [var only] } => (act, only) is (CaseAct.ClaimOurs, CaseFault.ScopeNotSound) or (CaseAct.Narrow, CaseFault.ScopeNotNarrower),
            _ => false,
        };

    private static CaseMove? Sample(CaseAct act, CaseFile file, DateTimeOffset now) => act switch
    {
        CaseAct.RefuseInformal => new CaseMove.RefuseInformal(),
        CaseAct.Authenticate => new CaseMove.Authenticate(isGenuine: true),
        CaseAct.Classify => new CaseMove.Classify(CaseKind.InformalRequest, CaseScope.Nothing),
        CaseAct.ClaimOurs => new CaseMove.Classify(CaseKind.OwnClaim, CaseScope.Nothing),
        CaseAct.Preserve => new CaseMove.Preserve(),
        CaseAct.Assess => new CaseMove.Assess(file.Scope),
        CaseAct.FindValid => new CaseMove.FindValid(file.Scope),
        CaseAct.FindOverbroad => new CaseMove.FindOverbroad(),
        CaseAct.FindDefective => new CaseMove.FindDefective(),
        CaseAct.Narrow => new CaseMove.Narrow(file.Scope),
        CaseAct.CheckSecrecy => new CaseMove.CheckSecrecy(silence: null),
        CaseAct.Notify => new CaseMove.Notify(),
        CaseAct.Delay => new CaseMove.Delay(),
        CaseAct.RecordDelivery => file.Notices.FirstOrDefault(n => n.DeliveredAt is null) is { } notice ? new CaseMove.RecordDelivery(notice.Member) : null,
        CaseAct.DecideObjection => file.Objections.FirstOrDefault(o => o.IsSustained is null) is { } objection ? new CaseMove.DecideObjection(objection.Member, isSustained: false) : null,
        CaseAct.Approve => new CaseMove.Approve(),
        CaseAct.ApproveAlone => new CaseMove.Approve(isAlone: true),
        CaseAct.Produce => new CaseMove.Produce(),
        CaseAct.EndDanger => new CaseMove.EndDanger(),
        CaseAct.ReviewAfterwards => new CaseMove.ReviewAfterwards(),
        CaseAct.Close => new CaseMove.Close(),
        CaseAct.CheckSecrecyAgain => new CaseMove.CheckSecrecyAgain(now),
        CaseAct.RenewHold => new CaseMove.RenewHold(),
        CaseAct.Postpone => new CaseMove.Postpone(now.AddDays(1)),
        CaseAct.Withdraw => new CaseMove.Withdraw(),
    };
}
