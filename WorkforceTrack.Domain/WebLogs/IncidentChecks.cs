using System.Collections.Immutable;
using WorkforceTrack.Domain.Staff;

namespace WorkforceTrack.Domain.WebLogs;

/// <summary>Why a step cannot be taken.</summary>
public enum IncidentFault
{
    /// <summary>Not where the incident stands now.</summary>
    NotInThisPhase,

    /// <summary>The step belongs to another role, of the one who acts or of the one beside.</summary>
    NotYourRole,

    /// <summary>It takes two people, and there is one.</summary>
    NeedsTwo,

    /// <summary>Of the two, neither is the privacy officer or security.</summary>
    NobodyAnswersForIt,

    /// <summary>One of those who are there did not say why.</summary>
    ReasonMissing,

    /// <summary>The stretch of time is not over, not one, or too long, or there are too many addresses or pages.</summary>
    ScopeNotSound,

    /// <summary>Nobody has looked at the lines.</summary>
    NothingSeen,

    /// <summary>Whoever proposes to hand lines over has looked at them.</summary>
    DidNotLook,

    /// <summary>Nobody approves a step of their own, or twice.</summary>
    OwnStep,

    /// <summary>The package is for those who approved.</summary>
    DidNotApprove,

    /// <summary>It was done before.</summary>
    DoneBefore,

    /// <summary>The package waits; take it first.</summary>
    PackageWaits,

    /// <summary>Its time is not up.</summary>
    NotYetTime,
}

/// <summary>Who does what at an incident, and what stands against it whatever the phase (W4, W5): one line a reason.</summary>
public static class IncidentChecks
{
    /// <summary>Who opens an incident, closes it, and answers for a look.</summary>
    public static readonly ImmutableArray<StaffRole> Keepers = [StaffRole.Security, StaffRole.PrivacyOfficer];

    /// <summary>Who may be one of the two that look, if a keeper is the other.</summary>
    public static readonly ImmutableArray<StaffRole> Investigators = [StaffRole.Security, StaffRole.PrivacyOfficer, StaffRole.Management, StaffRole.Counsel];

    /// <summary>Who approves that lines are handed over; two different people, neither of them the one who proposed it.</summary>
    public static readonly ImmutableArray<StaffRole> Approvers = [StaffRole.PrivacyOfficer, StaffRole.Management, StaffRole.Counsel];

    internal static ImmutableArray<IncidentFault> AgainstOpening(IncidentMoment at) => [.. Each(
        (IncidentFault.NotYourRole, !Is(at.By, Keepers)),
        (IncidentFault.ReasonMissing, at.By is not { HasReason: true }))];

    internal static IEnumerable<IncidentFault> Against(IncidentFile file, IncidentMove move, IncidentMoment at) => move switch
    {
        IncidentMove.SetScope set => Two(at).Concat(Each((IncidentFault.ScopeNotSound, !set.Scope.IsSoundAt(at.Now)))),
        IncidentMove.Look => Two(at),
        IncidentMove.Identify => Two(at).Concat(Each((IncidentFault.NothingSeen, file.Lookers.IsEmpty))),
        IncidentMove.Propose => Each(
            (IncidentFault.NotYourRole, !Is(at.By, Keepers)),
            (IncidentFault.ReasonMissing, at.By is not { HasReason: true }),
            (IncidentFault.DidNotLook, at.By is not { } proposer || !file.Lookers.Contains(proposer.Id)),
            (IncidentFault.PackageWaits, !file.Approvers.IsEmpty && !file.IsCollected)),
        IncidentMove.Approve => Each(
            (IncidentFault.NotYourRole, !Is(at.By, Approvers)),
            (IncidentFault.OwnStep, at.By is { } approver && (approver.Id == file.Proposer || file.Approvers.Contains(approver.Id)))),
        IncidentMove.TakeBack => Each((IncidentFault.NotYourRole, !Is(at.By, Investigators))),
        IncidentMove.Collect => Each(
            (IncidentFault.NotYourRole, !Is(at.By, Approvers)),
            (IncidentFault.DidNotApprove, at.By is not { } collector || !file.Approvers.Contains(collector.Id)),
            (IncidentFault.DoneBefore, file.IsCollected)),
        IncidentMove.Close => Each((IncidentFault.NotYourRole, !Is(at.By, Keepers)), (IncidentFault.ReasonMissing, at.By is not { HasReason: true })),
        IncidentMove.Destroy => Each(
            (IncidentFault.NotYourRole, at.By is not null),
            (IncidentFault.NotYetTime, file.ClosedAt is not { } closed || closed + at.KeptAfterClose > at.Now)),
        _ => [],
    };

    // Two different people, both entitled, both with a reason, and one of them answers for the log.
    private static IEnumerable<IncidentFault> Two(IncidentMoment at) => Each(
        (IncidentFault.NotYourRole, !Is(at.By, Investigators) || (at.Beside is not null && !Is(at.Beside, Investigators))),
        (IncidentFault.NeedsTwo, at.Beside is null || at.Beside.Id == at.By?.Id),
        (IncidentFault.NobodyAnswersForIt, !Is(at.By, Keepers) && !Is(at.Beside, Keepers)),
        (IncidentFault.ReasonMissing, at.By is not { HasReason: true } || at.Beside is { HasReason: false }));

    private static bool Is(IncidentPerson? person, ImmutableArray<StaffRole> roles) => person is not null && roles.Contains(person.Role);

    private static IEnumerable<IncidentFault> Each(params IEnumerable<(IncidentFault Fault, bool Stands)> reasons) => reasons.Where(r => r.Stands).Select(r => r.Fault);
}
