namespace WorkforceTrack.Domain.Members;

/// <summary>When a member is asked to look over the data: a set number of days after joining, the last correction, or the last "everything is right" (A3).</summary>
public sealed record ReviewTerm(int Days)
{
    /// <summary>The latest day on which the data was looked over that makes a review due today.</summary>
    public DateOnly DueFrom(DateOnly today) => today.DayNumber < Days ? DateOnly.MinValue : today.AddDays(-Days);

    public bool IsDue(DateOnly reviewed, DateOnly today) => reviewed <= DueFrom(today);

    /// <summary>Whether a mail is owed: one for each such time, and one more for each that goes by without an answer.</summary>
    public bool IsMailOwed(DateOnly reviewed, DateOnly? asked, DateOnly today) =>
        IsDue(reviewed, today) && (asked is not { } last || !IsDue(reviewed, last) || IsDue(last, today));
}
