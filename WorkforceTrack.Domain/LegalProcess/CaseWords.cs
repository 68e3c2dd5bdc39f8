namespace WorkforceTrack.Domain.LegalProcess;

/// <summary>How people read the closed vocabularies of a case.</summary>
public static class CaseWords
{
    public static string Of(CaseKind kind) => kind switch
    {
        CaseKind.InformalRequest => "Informal request",
        CaseKind.CivilSubpoena => "Civil subpoena",
        CaseKind.AdministrativeSubpoena => "Administrative subpoena",
        CaseKind.CriminalSubpoena => "Criminal or grand-jury subpoena",
        CaseKind.CourtOrder => "Court order",
        CaseKind.SearchWarrant => "Search warrant",
        CaseKind.PreservationRequest => "Request to preserve",
        CaseKind.EmergencyRequest => "Emergency",
        CaseKind.ForeignRequest => "Request from abroad",
        CaseKind.Regulator => "Regulator",
        CaseKind.OwnClaim => "Legal claim of our own",
    };

    public static string Of(CasePhase phase) => phase switch
    {
        CasePhase.Received => "Received",
        CasePhase.Authenticated => "Authenticated",
        CasePhase.Classified => "Classified",
        CasePhase.Preserved => "On hold",
        CasePhase.Narrowing => "To be narrowed",
        CasePhase.Reviewed => "Valid",
        CasePhase.SecrecyChecked => "Secrecy checked",
        CasePhase.Notifying => "Notice on its way",
        CasePhase.Notified => "Members told",
        CasePhase.Delayed => "Notice delayed",
        CasePhase.Frozen => "Frozen by an objection",
        CasePhase.HalfApproved => "Approved by one",
        CasePhase.Approved => "Approved",
        CasePhase.Produced => "Handed over",
        CasePhase.Untold => "Closed, notice to follow",
        CasePhase.Closed => "Closed",
        CasePhase.Refused => "Refused",
        CasePhase.Returned => "Returned as defective",
    };

    public static string Of(CaseWaits waits) => waits switch
    {
        CaseWaits.Intake => "Intake",
        CaseWaits.Owner => "Privacy officer",
        CaseWaits.Counsel => "Counsel",
        CaseWaits.Approver => "Approvers",
        CaseWaits.Releaser => "Support or security",
        CaseWaits.Requester => "Whoever asks",
        CaseWaits.Member => "Members",
        CaseWaits.Nobody => "Nobody",
    };

    public static string Of(CaseDuty duty) => duty switch
    {
        CaseDuty.Authenticate => "Call back whoever asks",
        CaseDuty.Classify => "Say what it is and what it asks for",
        CaseDuty.Preserve => "Put what is asked for on hold",
        CaseDuty.Refuse => "Refuse it",
        CaseDuty.Assess => "Write down the facts",
        CaseDuty.Review => "Judge whether it is valid",
        CaseDuty.AwaitNarrowing => "Wait for a narrower demand",
        CaseDuty.CheckSecrecy => "Check whether it binds to silence",
        CaseDuty.NotifyOrDelay => "Send the notice, or delay it",
        CaseDuty.AwaitDelivery => "See the notice delivered",
        CaseDuty.AwaitObjection => "Wait for objections",
        CaseDuty.DecideObjection => "Enter the outcome of the objection",
        CaseDuty.Approve => "Approve",
        CaseDuty.Produce => "Hand over what was approved",
        CaseDuty.Close => "Close the case",
        CaseDuty.KeepOnHold => "Keep the data until the hold ends",
        CaseDuty.RenewHold => "Renew the hold, or let it end",
        CaseDuty.CheckSecrecyAgain => "Check the silence again",
        CaseDuty.ChallengeSilence => "Challenge the silence without an end",
        CaseDuty.TellMembers => "The notice goes out by itself",
        CaseDuty.ApproveSecond => "A second person approves what one approved alone",
        CaseDuty.ReviewAfterwards => "Examine afterwards what was done",
    };

    public static string Of(CaseOutcome outcome) => outcome switch
    {
        CaseOutcome.Refused => "Refused",
        CaseOutcome.Fully => "Given in full",
        CaseOutcome.Partly => "Given in part",
        CaseOutcome.Withdrawn => "Taken back",
        CaseOutcome.Preserved => "Kept for a while, not given",
    };

    public static string Of(SilenceGround ground) => ground switch
    {
        SilenceGround.Order => "An order forbids to tell",
        SilenceGround.Preservation => "A request to preserve may stay untold for a while",
        SilenceGround.Protection => "Protection comes first, the notice after it",
    };

    /// <summary>What stands against a step, and what to do next.</summary>
    public static string Of(CaseFault fault) => fault switch
    {
        CaseFault.NotInThisPhase => "The case does not stand where this can be done. Load the page again to see where it stands.",
        CaseFault.NotYourRole => "This step belongs to another role. Leave it to a colleague in that role.",
        CaseFault.OwnStep => "You took an earlier step that does not go together with this one. Leave it to a colleague.",
        CaseFault.ScopeNotSound => $"Name each member once, with at least one field, at most {CaseScope.MostMembers} members, and a period that ends after it begins.",
        CaseFault.ScopeWider => "This is wider than what was asked for. Take out what goes beyond it.",
        CaseFault.ScopeNotNarrower => "This is as wide as before. Take something out, or have counsel judge the demand as it is.",
        CaseFault.NothingBindsToSilence => "A mere request does not bind to silence. Enter the order, or say that nothing binds.",
        CaseFault.SilenceNotSound => "A silence must end after today and within two years, and one without an end must be checked again in time. Choose an earlier day that lies ahead.",
        CaseFault.TellingForbidden => "An order in force forbids to tell the members. Delay the notice instead.",
        CaseFault.NothingLetsItWait => "Nothing in force lets the notice wait. Send it.",
        CaseFault.NotAboutThisMember => "The case is not about this member, or not any more. Load the page again.",
        CaseFault.DoneBefore => "This was done before. Load the page again.",
        CaseFault.WindowClosed => "The time to object is over. Write to us if you still want to tell us something.",
        CaseFault.WindowOpen => "Members may still object. Wait until the window has closed.",
        CaseFault.NoticeOwed => "The members are yet to be told. See that the notice arrives first.",
        CaseFault.ObjectionUndecided => "An objection waits for its outcome. Have counsel enter it first.",
        CaseFault.ApprovalMissing => "Not enough people have approved. Have another person approve it first.",
        CaseFault.ReviewMissing => "It was not examined afterwards yet. Have a colleague who decided nothing do that first.",
        CaseFault.NotYetTime => "Its time is not up yet. It happens by itself when it is.",
        CaseFault.DayNotAhead => "Choose a day that lies ahead.",
        CaseFault.PackageMissing => "No package was made of what was handed over. Have it made first.",
    };
}
