using System.Collections.Immutable;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.Domain.LegalProcess;

/// <summary>What can be done in a case; which of it, when and by whom, the phases say (D6, D7, D8).</summary>
public abstract record CaseMove
{
    private CaseMove()
    {
    }

    /// <summary>The two clicks: nobody makes us answer, so we do not.</summary>
    public sealed record RefuseInformal : CaseMove;

    /// <summary>Whoever asks was called back.</summary>
    /// <param name="IsGenuine">Whether the demand is theirs; if not, nothing is given.</param>
    public sealed record Authenticate(bool IsGenuine) : CaseMove;

    public sealed record Classify(CaseKind Kind, CaseScope Asked) : CaseMove;

    /// <summary>Puts what is asked for on hold.</summary>
    public sealed record Preserve : CaseMove;

    public sealed record RenewHold : CaseMove;

    /// <summary>Counsel sends a defective demand back.</summary>
    public sealed record FindDefective : CaseMove;

    /// <summary>Counsel finds that it asks for too much.</summary>
    public sealed record FindOverbroad : CaseMove;

    /// <summary>Whoever asks gave way: this is what they ask for now.</summary>
    public sealed record Narrow(CaseScope Scope) : CaseMove;

    /// <summary>Counsel finds it valid for this.</summary>
    public sealed record FindValid(CaseScope Scope) : CaseMove;

    /// <summary>Nobody's order is there to be found valid: the facts are written down, and what would help (D8).</summary>
    public sealed record Assess(CaseScope Scope) : CaseMove;

    /// <summary>Counsel looks whether an order binds us to silence, and until when.</summary>
    /// <param name="Silence">Null when none does; a mere request does not.</param>
    public sealed record CheckSecrecy(CaseSilence? Silence) : CaseMove;

    /// <summary>Counsel looks again, as must be done from time to time.</summary>
    /// <param name="EndsAt">Until when it holds now; not after this moment, when it holds no more.</param>
    public sealed record CheckSecrecyAgain(DateTimeOffset EndsAt) : CaseMove;

    public sealed record Notify : CaseMove;

    public sealed record Delay : CaseMove;

    /// <summary>The notice has arrived at a member.</summary>
    public sealed record RecordDelivery(MemberId Member) : CaseMove;

    public sealed record Object : CaseMove;

    /// <summary>An objection was decided.</summary>
    /// <param name="Member">Whose.</param>
    /// <param name="IsSustained">Whether the member was right; then nothing of that member is given.</param>
    public sealed record DecideObjection(MemberId Member, bool IsSustained) : CaseMove;

    /// <summary>Approves the scope as it stands.</summary>
    /// <param name="IsAlone">In an emergency: nobody else could be reached.</param>
    public sealed record Approve(bool IsAlone = false) : CaseMove;

    public sealed record Produce : CaseMove;

    /// <summary>The danger is over; the members hear of it now.</summary>
    public sealed record EndDanger : CaseMove;

    /// <summary>Somebody who did not decide looks at what was done to protect a life or a right (D8).</summary>
    public sealed record ReviewAfterwards : CaseMove;

    public sealed record Close : CaseMove;

    /// <summary>Whoever asks took it back.</summary>
    public sealed record Withdraw : CaseMove;

    /// <summary>Another day to answer by was agreed.</summary>
    public sealed record Postpone(DateTimeOffset DueAt) : CaseMove;

    /// <summary>The time of silence is over: the members are told.</summary>
    public sealed record EndSilence : CaseMove;

    /// <summary>A hold has run out.</summary>
    public sealed record ReleaseHold : CaseMove;

    /// <summary>Every kind of move, for whoever must try them all.</summary>
    public static ImmutableArray<Type> Kinds { get; } = [.. typeof(CaseMove).GetNestedTypes().Where(t => t.IsSubclassOf(typeof(CaseMove)))];
}
