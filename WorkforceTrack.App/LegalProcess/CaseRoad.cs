using System.Collections.Immutable;
using WorkforceTrack.Domain.LegalProcess;

namespace WorkforceTrack.App.LegalProcess;

/// <summary>The way of a case in a few stations, so that one sees at a glance how far it has come.</summary>
internal static class CaseRoad
{
    /// <summary>The stations in order, and the one at which the case stands.</summary>
    internal static (ImmutableArray<string> Stations, int Here) Of(LegalCase about) => about.File.Kind switch
    {
        CaseKind.InformalRequest => (["Taken in", "Refused"], about.IsOver ? 1 : 0),
        CaseKind.PreservationRequest => (["Taken in", "Called back", "Classified", "On hold", "Members told", "Closed"], about switch
        {
            PreservedCase { File.IsTold: true } => 4,
            _ => Math.Min(5, Early(about.Phase) ?? 5),
        }),
        CaseKind.EmergencyRequest or CaseKind.OwnClaim => (["Taken in", "Classified", "Facts written down", "Approved", "Handed over", "Members told", "Closed"], about switch
        {
            ProducedCase { File.IsTold: true } => 5,
            ProducedCase => 4,
            ApprovedCase => 3,
            DelayedCase or HalfApprovedCase => 2,
            ClassifiedCase => 1,
            _ => about.IsOver || about is UntoldCase ? 6 : Later(about.Phase) is null ? 0 : 2,
        }),
        _ => (["Taken in", "Called back", "Classified", "On hold", "Judged", "Members told", "Approved", "Handed over", "Closed"], Early(about.Phase) ?? Later(about.Phase) ?? 8),
    };

    private static int? Early(CasePhase phase) => phase switch
    {
        CasePhase.Received => 0,
        CasePhase.Authenticated => 1,
        CasePhase.Classified => 2,
        CasePhase.Preserved or CasePhase.Narrowing => 3,
        _ => null,
    };

    private static int? Later(CasePhase phase) => phase switch
    {
        CasePhase.Reviewed or CasePhase.SecrecyChecked => 4,
        CasePhase.Notifying or CasePhase.Notified or CasePhase.Delayed or CasePhase.Frozen or CasePhase.HalfApproved => 5,
        CasePhase.Approved => 6,
        CasePhase.Produced => 7,
        _ => null,
    };
}
