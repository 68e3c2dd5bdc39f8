using System.Collections.Immutable;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.Domain.LegalProcess;

/// <summary>What can be done in a case; which of it, when and by whom, the phases say (D6, D7, D8).</summary>
public abstract class CaseMove
{
    private CaseMove()
    {
    }

    /// <summary>The two clicks: nobody makes us answer, so we do not.</summary>
    public sealed class RefuseInformal : CaseMove;

    /// <summary>Whoever asks was called back.</summary>
    public sealed class Authenticate(bool isGenuine) : CaseMove
    {
        /// <summary>Whether the demand is theirs; if not, nothing is given.</summary>
        public bool IsGenuine { get; } = isGenuine;
    }

    public sealed class Classify(CaseKind kind, CaseScope asked) : CaseMove
    {
        public CaseKind Kind { get; } = kind;

        public CaseScope Asked { get; } = asked;
    }

    /// <summary>Puts what is asked for on hold.</summary>
    public sealed class Preserve : CaseMove;

    public sealed class RenewHold : CaseMove;

    /// <summary>Counsel sends a defective demand back.</summary>
    public sealed class FindDefective : CaseMove;

    /// <summary>Counsel finds that it asks for too much.</summary>
    public sealed class FindOverbroad : CaseMove;

    /// <summary>Whoever asks gave way: this is what they ask for now.</summary>
    public sealed class Narrow(CaseScope scope) : CaseMove
    {
        public CaseScope Scope { get; } = scope;
    }

    /// <summary>Counsel finds it valid for this.</summary>
    public sealed class FindValid(CaseScope scope) : CaseMove
    {
        public CaseScope Scope { get; } = scope;
    }

    /// <summary>Nobody's order is there to be found valid: the facts are written down, and what would help (D8).</summary>
    public sealed class Assess(CaseScope scope) : CaseMove
    {
        public CaseScope Scope { get; } = scope;
    }

    /// <summary>Counsel looks whether an order binds us to silence, and until when.</summary>
    public sealed class CheckSecrecy(CaseSilence? silence) : CaseMove
    {
        /// <summary>Null when none does; a mere request does not.</summary>
        public CaseSilence? Silence { get; } = silence;
    }

    /// <summary>Counsel looks again, as must be done from time to time.</summary>
    public sealed class CheckSecrecyAgain(DateTimeOffset endsAt) : CaseMove
    {
        /// <summary>Until when it holds now; not after this moment, when it holds no more.</summary>
        public DateTimeOffset EndsAt { get; } = endsAt;
    }

    public sealed class Notify : CaseMove;

    public sealed class Delay : CaseMove;

    /// <summary>The notice has arrived at a member.</summary>
    public sealed class RecordDelivery(MemberId member) : CaseMove
    {
        public MemberId Member { get; } = member;
    }

    public sealed class Object : CaseMove;

    /// <summary>An objection was decided.</summary>
    public sealed class DecideObjection(MemberId member, bool isSustained) : CaseMove
    {
        /// <summary>Whose.</summary>
        public MemberId Member { get; } = member;

        /// <summary>Whether the member was right; then nothing of that member is given.</summary>
        public bool IsSustained { get; } = isSustained;
    }

    /// <summary>Approves the scope as it stands.</summary>
    public sealed class Approve(bool isAlone = false) : CaseMove
    {
        /// <summary>In an emergency: nobody else could be reached.</summary>
        public bool IsAlone { get; } = isAlone;
    }

    public sealed class Produce : CaseMove;

    /// <summary>The danger is over; the members hear of it now.</summary>
    public sealed class EndDanger : CaseMove;

    /// <summary>Somebody who did not decide looks at what was done to protect a life or a right (D8).</summary>
    public sealed class ReviewAfterwards : CaseMove;

    public sealed class Close : CaseMove;

    /// <summary>Whoever asks took it back.</summary>
    public sealed class Withdraw : CaseMove;

    /// <summary>Another day to answer by was agreed.</summary>
    public sealed class Postpone(DateTimeOffset dueAt) : CaseMove
    {
        public DateTimeOffset DueAt { get; } = dueAt;
    }

    /// <summary>The time of silence is over: the members are told.</summary>
    public sealed class EndSilence : CaseMove;

    /// <summary>A hold has run out.</summary>
    public sealed class ReleaseHold : CaseMove;

    /// <summary>Every kind of move, for whoever must try them all.</summary>
    public static ImmutableArray<Type> Kinds { get; } = [.. typeof(CaseMove).GetNestedTypes().Where(t => t.IsSubclassOf(typeof(CaseMove)))];
}
