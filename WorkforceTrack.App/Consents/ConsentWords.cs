using WorkforceTrack.Domain.Consents;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.Consents;

/// <summary>How a member reads what came of an approval or a withdrawal, and the state of a past one.</summary>
internal static class ConsentWords
{
    internal static string Of(ConsentAnswer answer, string given, string ended) => answer switch
    {
        ConsentAnswer.Given => given,
        ConsentAnswer.Ended => ended,
        ConsentAnswer.ShownOtherwise => "What you would agree to has changed in the meantime. It is shown anew; please read it once more.",
        ConsentAnswer.Refused refused => $"This cannot be agreed to now. {string.Join(' ', refused.Reasons.Select(RefusalWords.ToSubject))} Nothing was changed.",
        _ => throw new InvalidOperationException("An answer of a kind that has no words."),
    };

    internal static bool IsDone(ConsentAnswer answer) => answer is ConsentAnswer.Given or ConsentAnswer.Ended;

    /// <summary>Labels of fields as a list in a sentence.</summary>
    internal static string Fields(FieldSet fields) => string.Join(", ", fields.Select(f => FieldDeclarations.Of(f).Label));

    internal static string Of(ConsentState state) => state switch
    {
        ConsentState.Given => "Given",
        ConsentState.Renewed => "Renewed",
        ConsentState.Unknown => "Unknown",
        ConsentState.Requested => "Asked for",
        ConsentState.Deferred => "Put off",
        ConsentState.Refused => "Refused",
        ConsentState.Withdrawn => "Withdrawn by you",
        ConsentState.Expired => "Run out",
        ConsentState.Terminated => "Replaced by a newer one",
        ConsentState.Invalidated => "Declared void",
    };
}
