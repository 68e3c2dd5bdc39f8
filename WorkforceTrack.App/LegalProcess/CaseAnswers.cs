using System.Collections.Immutable;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.LegalProcess;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.LegalProcess;

/// <summary>What came of an act in a case.</summary>
public abstract class CaseOutcomeOfAct
{
    private CaseOutcomeOfAct()
    {
    }

    /// <summary>Done; the case and the number of its latest step.</summary>
    public sealed class Done(CaseId id, int version) : CaseOutcomeOfAct
    {
        public CaseId Id { get; } = id;

        public int Version { get; } = version;
    }

    /// <summary>This person may not.</summary>
    public sealed class NotAllowed(RefusalReason reason) : CaseOutcomeOfAct
    {
        public RefusalReason Reason { get; } = reason;
    }

    /// <summary>Something stands against it in the case.</summary>
    public sealed class Against(ImmutableArray<CaseFault> faults) : CaseOutcomeOfAct
    {
        public ImmutableArray<CaseFault> Faults { get; } = faults;
    }

    /// <summary>What was typed or attached cannot be taken.</summary>
    public sealed class Unfit(params ImmutableArray<CaseTextFault> faults) : CaseOutcomeOfAct
    {
        public ImmutableArray<CaseTextFault> Faults { get; } = faults;
    }

    /// <summary>Somebody took a step meanwhile.</summary>
    public sealed class Stale : CaseOutcomeOfAct;

    /// <summary>There is no such case.</summary>
    public sealed class NotThere : CaseOutcomeOfAct;
}

/// <summary>What is wrong with something typed or attached in a case.</summary>
public enum CaseTextFault
{
    How,
    Agency,
    Contact,
    Summary,
    Reason,
    Document,
    DueDay,
    Subject,
}

/// <summary>How people read these answers.</summary>
internal static class CaseActWords
{
    internal static string Of(CaseOutcomeOfAct answer) => answer switch
    {
        CaseOutcomeOfAct.Done => "Done.",
        CaseOutcomeOfAct.NotAllowed no => $"{RefusalWords.Of(no.Reason)} {RefusalWords.Next(no.Reason)}",
        CaseOutcomeOfAct.Against against => string.Join(' ', against.Faults.Select(CaseWords.Of)),
        CaseOutcomeOfAct.Unfit unfit => string.Join(' ', unfit.Faults.Select(Of)),
        CaseOutcomeOfAct.Stale => "Somebody took a step in this case meanwhile. Load the page again; what you typed is still here.",
        CaseOutcomeOfAct.NotThere => "There is no such case. Look for it on the board.",
        _ => throw new InvalidOperationException("An answer of a kind that has no words."),
    };

    internal static string Of(CaseTextFault fault) => fault switch
    {
        CaseTextFault.How => "Say how it came, in a few words.",
        CaseTextFault.Agency => "Name the court, the agency or the party that asks.",
        CaseTextFault.Contact => "Give an address or a number that was found independently of the demand.",
        CaseTextFault.Summary => "Say in plain words, for the members, what it is about.",
        CaseTextFault.Reason => "Say in a few words why, so that others understand it.",
        CaseTextFault.Document => $"Attach a PDF, a picture (PNG or JPEG) or a plain text, of at most {CaseDocuments.LargestInMegabytes} MB.",
        CaseTextFault.DueDay => "Choose a day that lies ahead.",
        CaseTextFault.Subject => "Somebody named here is not known by exactly this user ID or checked mail address. Check how it is written, or leave it out.",
    };
}
