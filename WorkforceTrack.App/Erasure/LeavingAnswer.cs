namespace WorkforceTrack.App.Erasure;

/// <summary>A leaving that waits.</summary>
internal sealed record StandingLeaving(string Reference, DateTimeOffset DueAt);

/// <summary>What came of a wish to leave.</summary>
internal abstract class LeavingAnswer
{
    private LeavingAnswer()
    {
    }

    /// <summary>The account rests. The secret is told here and never again.</summary>
    internal sealed class Asked(string reference, string secret, DateTimeOffset dueAt) : LeavingAnswer
    {
        internal string Reference { get; } = reference;

        internal string Secret { get; } = secret;

        internal DateTimeOffset DueAt { get; } = dueAt;
    }

    /// <summary>No live session of a member, a wrong password, or too many attempts.</summary>
    internal sealed class NotProven : LeavingAnswer;

    /// <summary>The membership is not open: it rests already.</summary>
    internal sealed class NotNow : LeavingAnswer;
}
