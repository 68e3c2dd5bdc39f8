using System.Collections.Immutable;

namespace WorkforceTrack.Domain.LegalProcess;

/// <summary>What stands against a step, whatever the phase (D6, D7, D8): one line a reason.</summary>
internal static class CaseChecks
{
    // What lasts longer is prolonged when it comes to that; a far day would be no end.
    private static readonly TimeSpan LongestOrder = TimeSpan.FromDays(730);

    internal static IEnumerable<CaseFault> Against(CaseFile file, CaseMove move, CaseMoment at) => move switch
    {
        CaseMove.Classify classify => Each((CaseFault.ScopeNotSound, classify.Kind != CaseKind.InformalRequest && !classify.Asked.IsSound)),
        CaseMove.FindValid valid => Scope(file, valid.Scope),
        CaseMove.Assess assess => Scope(file, assess.Scope),
        CaseMove.Narrow narrow => Scope(file, narrow.Scope).Concat(Each((CaseFault.ScopeNotNarrower, narrow.Scope.Covers(file.Scope)))),
        CaseMove.CheckSecrecy check => Secrecy(check.Silence, at),
        CaseMove.CheckSecrecyAgain again => Each(
            (CaseFault.SilenceNotSound, file.Silence is { IsUnlimited: true } && again.EndsAt > at.Now + at.Terms.SilenceCheck),
            (CaseFault.SilenceNotSound, again.EndsAt > at.Now + LongestOrder)),
        CaseMove.Notify => Each((CaseFault.TellingForbidden, file.IsSilentAt(at.Now))),
        CaseMove.Delay => Each((CaseFault.NothingLetsItWait, !file.IsSilentAt(at.Now))),
        CaseMove.RecordDelivery delivery => Each(
            (CaseFault.NotAboutThisMember, file.Notices.All(n => n.Member != delivery.Member)),
            (CaseFault.DoneBefore, file.Notices.Any(n => n.Member == delivery.Member && n.DeliveredAt is not null))),
        CaseMove.Object => Objecting(file, at),
        CaseMove.DecideObjection decide => Each((CaseFault.NotAboutThisMember, !file.Objections.Any(o => o.Member == decide.Member && o.IsSustained is null))),
        CaseMove.Approve => Letting(file, at).Concat(Each((CaseFault.OwnStep, Did(at, [.. file.Judges, .. file.Approvals.Select(a => a.By)]))))
            .Concat(Each((CaseFault.OwnStep, file.ProducedBy is { } producer && Did(at, [producer])))),
        CaseMove.Produce => Letting(file, at).Concat(Each(
            (CaseFault.ApprovalMissing, file.Approvals.Select(a => a.By).Distinct().Count() < (file.IsApprovedAlone ? 1 : 2)),
            (CaseFault.OwnStep, at.Actor is CaseActor.OfStaff releaser && file.IsDecidedBy(releaser.Staff)))),
        CaseMove.ReviewAfterwards => Each(
            (CaseFault.OwnStep, Did(at, [.. file.Judges, .. file.Approvals.Select(a => a.By)]) || (file.ProducedBy is { } producer && Did(at, [producer]))),
            (CaseFault.DoneBefore, file.IsReviewedAfterwards)),
        CaseMove.Close => Closing(file, at),
        CaseMove.Postpone postpone => Each((CaseFault.DayNotAhead, postpone.DueAt <= at.Now)),
        CaseMove.EndSilence => Each((CaseFault.NotYetTime, file.IsSilentAt(at.Now))),
        CaseMove.ReleaseHold => Each((CaseFault.NotYetTime, file.Hold is { } hold && hold.Until > at.Now)),
        _ => [],
    };

    private static IEnumerable<CaseFault> Scope(CaseFile file, CaseScope scope) => Each(
        (CaseFault.ScopeNotSound, !scope.IsSound),
        (CaseFault.ScopeWider, !file.Scope.Covers(scope)));

    // A mere request does not bind: only an order does, and it is given with its end or with none.
    private static IEnumerable<CaseFault> Secrecy(CaseSilence? silence, CaseMoment at) => silence is null ? [] : Each(
        (CaseFault.NothingBindsToSilence, silence.Ground != SilenceGround.Order),
        (CaseFault.SilenceNotSound, silence.EndsAt <= at.Now || silence.EndsAt > at.Now + LongestOrder),
        (CaseFault.SilenceNotSound, silence.IsUnlimited && silence.EndsAt > at.Now + at.Terms.SilenceCheck));

    private static IEnumerable<CaseFault> Objecting(CaseFile file, CaseMoment at)
    {
        var member = (at.Actor as CaseActor.TheSubject)?.Member;
        return Each(
            (CaseFault.NotAboutThisMember, member is not { } concerned || file.Scope.FieldsOf(concerned).IsEmpty || file.Notices.All(n => n.Member != concerned)),
            (CaseFault.DoneBefore, file.Objections.Any(o => o.Member == member)),
            (CaseFault.WindowClosed, file.WindowEnds <= at.Now));
    }

    /// <summary>What stands against letting data go at all: a notice that is owed, a window that is open, an objection that waits (D7).</summary>
    private static IEnumerable<CaseFault> Letting(CaseFile file, CaseMoment at)
    {
        // The second word after an emergency comes when the data is gone already.
        if (file.ProducedAt is not null) return [];
        return Each(
            (CaseFault.ScopeNotSound, file.Scope.IsEmpty),
            (CaseFault.NoticeOwed, file.WindowEnds is null && !file.IsSilentAt(at.Now)),
            (CaseFault.WindowOpen, file.WindowEnds > at.Now),
            (CaseFault.ObjectionUndecided, file.HasUndecidedObjection));
    }

    private static IEnumerable<CaseFault> Closing(CaseFile file, CaseMoment at) => file.Kind switch
    {
        CaseKind.EmergencyRequest or CaseKind.OwnClaim => Each(
            (CaseFault.ApprovalMissing, file.IsApprovedAlone),
            (CaseFault.ReviewMissing, !file.IsReviewedAfterwards),
            (CaseFault.NoticeOwed, !file.IsTold)),
        _ => Each((CaseFault.NoticeOwed, !file.IsTold && !file.IsSilentAt(at.Now))),
    };

    private static bool Did(CaseMoment at, ImmutableArray<Shared.StaffId> before) => at.Actor is CaseActor.OfStaff staff && before.Contains(staff.Staff);

    private static IEnumerable<CaseFault> Each(params IEnumerable<(CaseFault Fault, bool Stands)> reasons) => reasons.Where(r => r.Stands).Select(r => r.Fault);
}
