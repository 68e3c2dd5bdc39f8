using System.Collections.Immutable;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Partners;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.Partners;

/// <summary>What came of an act of staff at the partners' desk.</summary>
public abstract class DeskAnswer
{
    private DeskAnswer()
    {
    }

    /// <summary>Done; the id of what was made or changed.</summary>
    public sealed class Done(Guid id) : DeskAnswer
    {
        public Guid Id { get; } = id;
    }

    /// <summary>A credential was made. The secret is in no store and is shown this once.</summary>
    public sealed class Made(Guid id, string clientId, string secret) : DeskAnswer
    {
        public Guid Id { get; } = id;

        public string ClientId { get; } = clientId;

        public string Secret { get; } = secret;

        public override string ToString() => "a new credential";
    }

    /// <summary>This person may not.</summary>
    public sealed class NotAllowed(RefusalReason reason) : DeskAnswer
    {
        public RefusalReason Reason { get; } = reason;
    }

    /// <summary>What was typed cannot be stored.</summary>
    public sealed class Unfit(params ImmutableArray<DeskFault> faults) : DeskAnswer
    {
        public ImmutableArray<DeskFault> Faults { get; } = faults;
    }

    /// <summary>The terms cannot be agreed.</summary>
    public sealed class UnfitTerms(ImmutableArray<TermsFault> faults) : DeskAnswer
    {
        public ImmutableArray<TermsFault> Faults { get; } = faults;
    }

    /// <summary>The flow cannot be described.</summary>
    public sealed class UnfitFlow(ImmutableArray<PartnerFlowFault> faults) : DeskAnswer
    {
        public ImmutableArray<PartnerFlowFault> Faults { get; } = faults;
    }
}

/// <summary>What is wrong with something typed, or chosen, at the partners' desk.</summary>
public enum DeskFault
{
    /// <summary>The name cannot be read, is empty or too long.</summary>
    Name,

    /// <summary>Another partner has this name.</summary>
    NameTaken,

    /// <summary>The contact cannot be read, is empty or too long.</summary>
    Contact,

    /// <summary>The title cannot be read, is empty or too long.</summary>
    Title,

    /// <summary>The description cannot be read, is empty or too long.</summary>
    Description,

    /// <summary>It is not there, or not any more.</summary>
    NotThere,

    /// <summary>Nothing is there that the policy could describe.</summary>
    NothingToDescribe,
}

/// <summary>How staff read these answers: what to do next.</summary>
internal static class DeskWords
{
    internal static string Of(DeskAnswer answer) => answer switch
    {
        DeskAnswer.Done or DeskAnswer.Made => "Done.",
        DeskAnswer.NotAllowed no => Of(no.Reason),
        DeskAnswer.Unfit unfit => string.Join(' ', unfit.Faults.Select(Of)),
        DeskAnswer.UnfitTerms unfit => string.Join(' ', unfit.Faults.Select(Of)),
        DeskAnswer.UnfitFlow unfit => string.Join(' ', unfit.Faults.Select(PolicyWords.Of)),
        _ => throw new InvalidOperationException("An answer of a kind that has no words."),
    };

    internal static string Of(RefusalReason reason) => reason == RefusalReason.RoleNotEntitled
        ? "This is for the privacy officer or management. Ask one of them."
        : $"{RefusalWords.Of(reason)} {RefusalWords.Next(reason)}";

    internal static string Of(DeskFault fault) => fault switch
    {
        DeskFault.Name => $"Give the partner's name, on one line, with at most {PartnerTexts.LongestName} characters.",
        DeskFault.NameTaken => "A partner has this name already. Add the agreement there, or give a name that tells the two apart.",
        DeskFault.Contact => $"Say where the partner is reached, on one line, with at most {PartnerTexts.LongestContact} characters.",
        DeskFault.Title => $"Give the service a title, on one line, with at most {PartnerTexts.LongestTitle} characters.",
        DeskFault.Description => $"Say what the service does, on one line, with at most {PartnerTexts.LongestDescription} characters.",
        DeskFault.NotThere => "This is no longer there. Load the page again.",
        DeskFault.NothingToDescribe => "Add an agreement whose term has not ended, then describe it.",
    };

    internal static string Of(TermsFault fault) => fault switch
    {
        TermsFault.PurposeNotForPartners => "Choose a purpose that a partner's service may have.",
        TermsFault.NoField => "Choose at least one field that the service needs, beside addresses.",
        TermsFault.FieldDoesNotServePurpose => "Leave out the fields that are not declared for this purpose.",
        TermsFault.EndsBeforeItBegins => "Choose a last day that is not before the first.",
        TermsFault.TermTooLong => $"Choose a term of at most {AgreementTerms.LongestYears} years; it can be renewed.",
        TermsFault.LimitOutOfRange => $"Choose a daily limit from 1 to {AgreementTerms.HighestDailyLimit}.",
    };
}
