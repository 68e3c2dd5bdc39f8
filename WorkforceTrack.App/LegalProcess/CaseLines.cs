using System.Collections.Immutable;
using WorkforceTrack.Domain.LegalProcess;

namespace WorkforceTrack.App.LegalProcess;

/// <summary>The labels under which words are kept with a step, and which of them a step is not taken without.</summary>
internal static class CaseLines
{
    internal const string NumberFound = "Number, and where it was found";
    internal const string Reached = "Who was reached";
    internal const string Danger = "What is imminent";
    internal const string HelpsHow = "How these data help";
    internal const string NoTime = "Why there is no time for an order";
    internal const string Claim = "The claim";
    internal const string NeededWhy = "Why it cannot be settled without these data";
    internal const string WhyValid = "Why it is valid";
    internal const string Defect = "What is defective";
    internal const string TooMuch = "What goes too far, and what would do";
    internal const string Narrowed = "How they narrowed it";
    internal const string Issuer = "Who issued the order";
    internal const string OrderNumber = "Its number";
    internal const string Looked = "What was looked at";
    internal const string Found = "What was found";
    internal const string WhyDelayed = "Why the notice waits";
    internal const string Arrived = "How it arrived";
    internal const string Reason = "Reason";
    internal const string Alone = "Why nobody else could be reached";
    internal const string DangerOver = "Why the danger is over";
    internal const string TakenBack = "How it was taken back";
    internal const string AgreedWith = "Agreed with whom, and how";
    internal const string GoesOn = "Why the hold goes on";
    internal const string Objection = "The member's objection";

    /// <summary>What must be written down with a step, so that others understand it afterwards (D6, D7, D8).</summary>
    internal static ImmutableArray<string> NeededFor(CaseMove move, CaseFile file) => move switch
    {
        CaseMove.Authenticate => [NumberFound, Reached],
        CaseMove.Assess => file.Kind == CaseKind.EmergencyRequest ? [Danger, HelpsHow, NoTime] : [Claim, NeededWhy],
        CaseMove.FindValid => [WhyValid],
        CaseMove.FindDefective => [Defect],
        CaseMove.FindOverbroad => [TooMuch],
        CaseMove.Narrow => [Narrowed],
        // An order counts with whoever issued it and its number, or nobody can look it up.
        CaseMove.CheckSecrecy { Silence: not null } => [Issuer, OrderNumber],
        CaseMove.CheckSecrecyAgain => [Found],
        CaseMove.RecordDelivery => [Arrived],
        CaseMove.DecideObjection => [Reason],
        CaseMove.Approve { IsAlone: true } => [Alone],
        CaseMove.EndDanger => [DangerOver],
        CaseMove.ReviewAfterwards => [Found],
        CaseMove.RenewHold => [GoesOn],
        CaseMove.Withdraw => [TakenBack],
        CaseMove.Postpone => [AgreedWith],
        _ => [],
    };

    internal static bool AreSaid(CaseNote note, CaseMove move, CaseFile file) =>
        NeededFor(move, file).All(label => note.Lines.Any(line => line.Label == label && CaseTextRules.IsSaid(line.Text.Open())));
}
