using System.Collections.Immutable;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.Domain.Erasure;

/// <summary>What is declared of one kind of record: where it lies, how long it is kept, and what becomes of it when a member leaves.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Label">The name that people read.</param>
/// <param name="Place">Where it lies.</param>
/// <param name="KeptFor">How long it is kept.</param>
/// <param name="WhenLeaving">What becomes of it when a member leaves.</param>
/// <param name="Clause">The clause under which it stays; null when it goes or never was about a member.</param>
/// <param name="Why">For what stays: why it leads to nobody any more, to the member who leaves.</param>
public sealed record RecordDeclaration(
    RecordKind Kind, string Label, RecordPlace Place, KeptFor KeptFor, WhenLeaving WhenLeaving, string? Clause = null, string? Why = null)
{
    /// <summary>What it is, to the member whose it is.</summary>
    public string Yours { get; init; } = Label;
}

/// <summary>Every kind of record with its retention (O1, T2, C4): the one list from which sweep, erasure, receipt and pages are made.</summary>
[Keeps("O1"), Keeps("T2")]
public static class RecordDeclarations
{
    private static readonly KeptFor Membership = new KeptFor.Membership();

    public static readonly ImmutableArray<RecordDeclaration> All =
    [
        Goes(RecordKind.Values, "Values that the member gave", "Everything that you told us about yourself", RecordPlace.Main, Membership),
        Goes(RecordKind.Membership, "Membership", "Your membership", RecordPlace.Main, Membership),
        Goes(RecordKind.Consents, "Consents, live and past", "Your consents, live and past", RecordPlace.Main, Membership),
        Goes(RecordKind.Selections, "Selected services", "The services you selected", RecordPlace.Main, Membership),
        Goes(RecordKind.Account, "Log-in, own key, and what joins the names", "Your log-in, and the key that opens your values", RecordPlace.Vault, Membership),
        Goes(RecordKind.Sessions, "Sessions", "Where you are logged in", RecordPlace.Vault, new KeptFor.Days("Sessions", 1, "after the session")),
        Goes(RecordKind.MailedCodes, "Mailed codes", "Codes mailed to you", RecordPlace.Vault, new KeptFor.Until("until used or too old")),
        Goes(RecordKind.PartnerNames, "Names under which partners know a member", "The names under which partners know you", RecordPlace.Vault, Membership),
        Goes(RecordKind.EngagementNames, "Names under which auditors know a member", "The names under which auditors know you", RecordPlace.Vault, Membership),
        Goes(RecordKind.PartnerChanges, "What partners were told of corrections and withdrawals", "What partners were told of your corrections", RecordPlace.Main, new KeptFor.Days("AcknowledgedChange", 30, "after the partner confirmed")),
        Goes(RecordKind.Reasons, "Reasons that staff wrote for a look", "What staff wrote down when they looked", RecordPlace.Main, Membership),
        Goes(RecordKind.OwnLooks, "Marks of own looks in the ledger", "That you looked yourself", RecordPlace.Main, new KeptFor.Days("OwnLooks", 3, "after the look")),
        Goes(RecordKind.CaseParts, "What joins a member to a demand by law, with papers that the member attached", "What joins you to a demand by law, and papers you attached", RecordPlace.Main, Membership),
        Goes(RecordKind.CasePackages, "Packages made for a demand by law", "Packages made for a demand by law", RecordPlace.Main, new KeptFor.Days("CasePackages", 30, "after the case is over")),
        Goes(RecordKind.WaitingMail, "Mail that waits", "Mail to you that waits", RecordPlace.Main, new KeptFor.Until("until it was handed over")),
        Goes(RecordKind.HandedOverMail, "Mail in the folder for mail", "Mail to you that was sent", RecordPlace.Files, new KeptFor.Days("HandedOverMail", 30, "after it was handed over")),
        Stays(RecordKind.Ledger, "Entries of the ledger", RecordPlace.Main, new KeptFor.Days("LedgerBodies", 1826, "after the entry, when its subject has left; hashes stay"), "O4",
            "They name fields and random names, never values. What joined the random name to you is gone."),
        Stays(RecordKind.Cases, "Demands by law and what was written about them", RecordPlace.Main, new KeptFor.Days("Cases", 1826, "after the case is over"), "D6",
            "The law asks us to account for them. They may hold your name in a demand that somebody sent us, sealed under a key of the case."),
        Stays(RecordKind.ToldErasures, "That partners were told to erase", RecordPlace.Main, new KeptFor.Days("AcknowledgedErasure", 1826, "after the partner confirmed"), "T2",
            "The partner must know whom to erase. Once it confirms, the name under which it knew you is forgotten."),
        Stays(RecordKind.Incidents, "Security incidents", RecordPlace.Main, new KeptFor.Days("Incident", 90, "after the incident is closed"), "W4",
            "They hold lines of the web log, sealed; only if you were found to be an attacker can they name you."),
        Stays(RecordKind.WebLog, "Lines of the web log", RecordPlace.Files, new KeptFor.Days("WebLog", 400, "after the day, whole addresses for fewer"), "W1",
            "They name no member and never did."),
        Stays(RecordKind.SurveyAnswers, "Answers to surveys", RecordPlace.Booth, new KeptFor.Until("until counted; the result is public"), "S3",
            "Nobody can tell which are yours, so nobody can take them out."),
        Stays(RecordKind.DrawnPasses, "That a pass for a survey was drawn", RecordPlace.Main, new KeptFor.Until("until the survey closes"), "S2",
            "A keyed hash that keeps a second pass from being drawn. It leads to nobody."),
        Stays(RecordKind.Engagements, "Engagements of auditors and consultants", RecordPlace.Main, new KeptFor.Days("EngagementDocuments", 1826, "after the data was returned or destroyed"), "D5",
            "Their lists hold random names; what joined them to you is gone."),
        Stays(RecordKind.Backups, "Backups from before", RecordPlace.Files, new KeptFor.Until("until the last one is recycled"), "T4",
            "They hold your values sealed under your own key, which is destroyed everywhere. Nobody can read them."),
        Stays(RecordKind.Receipts, "Receipts of erasures", RecordPlace.Main, new KeptFor.Days("Receipts", 1826, "after the erasure"), "T2",
            "It names nobody. Only your reference and your secret open it."),
        Not(RecordKind.Invitations, "Invitations that wait for an answer", RecordPlace.Main, new KeptFor.Days("Invitation", 30, "after the invitation")),
        Not(RecordKind.Messages, "Messages of visitors, and our answers", RecordPlace.Main, new KeptFor.Days("Messages", 90, "after the answer; without one, a year")),
        Not(RecordKind.SweepReports, "What the daily sweep removed", RecordPlace.Main, new KeptFor.Days("SweepReports", 400, "after the sweep")),
        Not(RecordKind.AgreementCounts, "How many records a partner read in a day", RecordPlace.Main, new KeptFor.Days("AgreementCounts", 400, "after the day")),
        Not(RecordKind.Surveys, "Questionnaires and results", RecordPlace.Main, new KeptFor.Until("for good: a published result never changes")),
        Not(RecordKind.Staff, "People of the staff", RecordPlace.Main, new KeptFor.Until("while the ledger may name them")),
        Not(RecordKind.Partners, "Partners, agreements, services and credentials", RecordPlace.Main, new KeptFor.Until("while the ledger may name them")),
        Not(RecordKind.Policies, "Published versions of the policy", RecordPlace.Main, new KeptFor.Until("for good: all stay readable")),
        Not(RecordKind.Program, "Keys of the program itself", RecordPlace.Vault, new KeptFor.Until("until each is no longer needed")),
    ];

    private static readonly ImmutableDictionary<RecordKind, RecordDeclaration> ByKind = All.ToImmutableDictionary(d => d.Kind);

    public static RecordDeclaration Of(RecordKind kind) => ByKind[kind];

    /// <summary>The declared time of a kind that is kept for a number of days.</summary>
    public static TimeSpan TimeOf(RecordKind kind) => TimeSpan.FromDays(((KeptFor.Days)Of(kind).KeptFor).Count);

    /// <summary>What goes when a member leaves, in the order of declaration.</summary>
    public static ImmutableArray<RecordDeclaration> ThatGo { get; } = [.. All.Where(d => d.WhenLeaving == WhenLeaving.Goes)];

    /// <summary>What stays when a member leaves, each under its clause.</summary>
    public static ImmutableArray<RecordDeclaration> ThatStay { get; } = [.. All.Where(d => d.WhenLeaving == WhenLeaving.Stays)];

    private static RecordDeclaration Goes(RecordKind kind, string label, string yours, RecordPlace place, KeptFor kept) =>
        new(kind, label, place, kept, WhenLeaving.Goes) { Yours = yours };

    private static RecordDeclaration Stays(RecordKind kind, string label, RecordPlace place, KeptFor kept, string clause, string why) =>
        new(kind, label, place, kept, WhenLeaving.Stays, clause, why);

    private static RecordDeclaration Not(RecordKind kind, string label, RecordPlace place, KeptFor kept) => new(kind, label, place, kept, WhenLeaving.NotConcerned);
}
