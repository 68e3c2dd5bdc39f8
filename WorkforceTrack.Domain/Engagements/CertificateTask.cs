using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.Domain.Engagements;

/// <summary>When the certificate of return or destruction is due, and when it is asked for again (D5).</summary>
/// <param name="Days">Days from the end of the engagement to the day when it is due.</param>
/// <param name="ReminderDays">Days from one reminder to the next.</param>
public sealed record CertificateTask(int Days, int ReminderDays)
{
    public DateTimeOffset DueAt(DateTimeOffset endedAt) => endedAt.AddDays(Days);

    public bool IsOverdue(DateTimeOffset endedAt, DateTimeOffset now) => now >= DueAt(endedAt);

    /// <summary>
    /// Whether a reminder is to be sent: the first at the end of the term, then one after each pause. By the last one that was sent, so
    /// that a program that stood still for months sends one and not all that it missed.
    /// </summary>
    [Keeps("D5")]
    public bool IsReminderDue(DateTimeOffset endedAt, DateTimeOffset? lastReminder, DateTimeOffset now) =>
        now >= endedAt && (lastReminder is not { } last || now >= last.AddDays(ReminderDays));
}
