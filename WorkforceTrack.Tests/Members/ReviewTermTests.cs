using CsCheck;
using WorkforceTrack.Domain.Members;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Members;

public sealed class ReviewTermTests
{
    private static readonly DateOnly Joined = new(2026, 3, 2);

    [Theory, Proves("A3")]
    [InlineData(364, false)]
    [InlineData(365, true)]
    [InlineData(4_000, true)]
    public void A_review_is_due_when_the_days_are_over(int days, bool isDue) => Assert.Equal(isDue, new ReviewTerm(365).IsDue(Joined, Joined.AddDays(days)));

    /// <summary>Whatever happens when, with a look each day: a mail on the first day that it is due, and on no other day of the same time.</summary>
    [Fact, Proves("A3")]
    public void One_mail_is_owed_for_each_time_that_goes_by() => Gen.Select(Gen.Int[1, 40], Gen.Int[1, 60].Array[0, 6]).Sample((term, gaps) =>
    {
        var rule = new ReviewTerm(term);
        var (reviewed, asked, today) = (Joined, (DateOnly?)null, Joined);
        foreach (var gap in gaps)
        {
            var mails = 0;
            for (var day = 0; day < gap; day++)
            {
                today = today.AddDays(1);
                if (!rule.IsMailOwed(reviewed, asked, today)) continue;
                asked = today;
                mails++;
            }

            // The member looks it over at the end of the gap, and the time begins anew.
            Assert.Equal(gap / term, mails);
            reviewed = today;
        }
    });

    [Fact]
    public void A_time_that_reaches_back_before_the_calendar_is_never_over() => Assert.False(new ReviewTerm(int.MaxValue).IsDue(Joined, Joined.AddDays(10_000)));
}
