using System.Collections.Immutable;
using WorkforceTrack.Domain.LegalProcess;

namespace WorkforceTrack.App.LegalProcess;

/// <summary>The way of a case in a few stations, so that one sees at a glance how far it has come.</summary>
internal static class CaseRoad
{
    /// <summary>The stations in order, and the one at which the case stands.</summary>
    internal static (ImmutableArray<string> Stations, int Here) Of(LegalCase about) => about.File switch
    {
        { Kind: CaseKind.InformalRequest } or { Outcome: CaseOutcome.Refused or CaseOutcome.Withdrawn } => (["Taken in", Ended(about)], about.IsOver ? 1 : 0),
        { Kind: CaseKind.PreservationRequest } => (["Taken in", "Called back", "Classified", "On hold", Notice(about), "Closed"], about switch
        {
            PreservedCase { File.IsTold: true } => 4,
            _ => Early(about.Phase) ?? 5,
        }),
        { Kind: CaseKind.EmergencyRequest or CaseKind.OwnClaim } => (["Taken in", "Classified", "Facts written down", "Approved", "Handed over", "Members told", "Closed"], about switch
        {
            ClassifiedCase => 1,
            ApprovedCase => 3,
            ProducedCase => about.File.IsTold ? 5 : 4,
            _ => about.IsOver ? 6 : 2,
        }),
        _ => (["Taken in", "Called back", "Classified", "On hold", "Judged", Notice(about), "Approved", "Handed over", "Closed"], Early(about.Phase) ?? Later(about.Phase) ?? 8),
    };

    private static string Ended(LegalCase about) => about switch
    {
        ReturnedCase => "Returned",
        { File.Outcome: CaseOutcome.Withdrawn } => "Taken back",
        _ => "Refused",
    };

    // Under an order the case goes on, and the members are told at its end.
    private static string Notice(LegalCase about) => about.File.Silence is null ? "Members told" : "Notice delayed";

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
