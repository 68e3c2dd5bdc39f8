using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.Domain.Erasure;

/// <summary>How long a member who asked to leave may change their mind (T1). The account rests meanwhile.</summary>
/// <param name="Waiting">The time between asking and erasing.</param>
public sealed record LeavingTerms(TimeSpan Waiting)
{
    public static LeavingTerms Default { get; } = new(TimeSpan.FromDays(7));

    /// <summary>When the erasure begins for someone who asks now.</summary>
    public DateTimeOffset DueAt(DateTimeOffset now) => now + Waiting;
}

/// <summary>What a hold keeps back when a member leaves (D6): the held fields and what the case needs to find them, nothing else.</summary>
public static class HeldBack
{
    /// <summary>The fields that must stay, of all holds that are in force.</summary>
    /// <param name="holds">The held fields of each part of a case about this member, and until when each is held.</param>
    /// <param name="now">This moment.</param>
    [Keeps("D6"), Keeps("T2")]
    public static FieldSet Of(IEnumerable<(FieldSet Fields, DateTimeOffset? Until)> holds, DateTimeOffset now) =>
        holds.Where(h => IsInForce(h.Until, now)).Aggregate(FieldSet.Empty, (all, hold) => all.Union(hold.Fields));

    /// <summary>A hold without an end is none: each has a day on which it ends.</summary>
    public static bool IsInForce(DateTimeOffset? until, DateTimeOffset now) => until > now;
}
