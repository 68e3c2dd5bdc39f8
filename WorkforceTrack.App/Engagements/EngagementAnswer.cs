using System.Collections.Immutable;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Engagements;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Engagements;

/// <summary>What came of a step that staff took with an engagement.</summary>
public abstract class EngagementAnswer
{
    private EngagementAnswer()
    {
    }

    /// <summary>Done.</summary>
    public sealed class Done(EngagementId engagement) : EngagementAnswer
    {
        internal EngagementId Engagement { get; } = engagement;
    }

    /// <summary>This person may not.</summary>
    public sealed class NotAllowed(RefusalReason reason) : EngagementAnswer
    {
        internal RefusalReason Reason { get; } = reason;
    }

    /// <summary>Not as things stand, for all these reasons.</summary>
    public sealed class NotNow(params ImmutableArray<EngagementFault> faults) : EngagementAnswer
    {
        internal ImmutableArray<EngagementFault> Faults { get; } = faults;
    }

    /// <summary>What was typed about a person is not fit, said field by field.</summary>
    public sealed class NotFit(ImmutableDictionary<PersonalField, string> words) : EngagementAnswer
    {
        internal ImmutableDictionary<PersonalField, string> Words { get; } = words;
    }

    /// <summary>No member has this user ID or checked address, or one who is within the scope already.</summary>
    public sealed class NobodyNew : EngagementAnswer;
}

/// <summary>How staff read these answers.</summary>
internal static class EngagementAnswerWords
{
    internal static string Of(EngagementAnswer answer) => answer switch
    {
        EngagementAnswer.Done => "Done.",
        EngagementAnswer.NotAllowed { Reason: RefusalReason.RoleNotEntitled } => "This is for the privacy officer or management. Ask one of them.",
        EngagementAnswer.NotAllowed no => $"{RefusalWords.Of(no.Reason)} {RefusalWords.Next(no.Reason)}",
        EngagementAnswer.NotNow no => string.Join(' ', no.Faults.Select(EngagementWords.Of)),
        EngagementAnswer.NotFit no => string.Join(' ', no.Words.Values),
        EngagementAnswer.NobodyNew => "No member has this user ID or checked address, or the member is within the scope already.",
        _ => throw new InvalidOperationException("An answer of a kind that has no words."),
    };
}
