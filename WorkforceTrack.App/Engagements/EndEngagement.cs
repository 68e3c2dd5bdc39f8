using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.Domain.Engagements;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Engagements;

/// <summary>Staff end an engagement before its term (D5): nothing is given from that moment, and every session of its people ends at once.</summary>
internal sealed class EndEngagement(EngagementDesk desk, InvitePerson people)
{
    [Keeps("D5")]
    internal async Task<EngagementAnswer> NowAsync(Caller caller, EngagementId id)
    {
        Guid[] engaged = [];
        var answer = await desk.ActAsync(caller, id, async (work, keeper, row) =>
        {
            if (row.ToStored().AsSigned(work.Now) is not { } signed) return new EngagementAnswer.NotNow(EngagementFault.WrongPhase);
            row.EndedAt = signed.End(keeper, work.Now).EndedAt;
            engaged = await work.Db.EngagedPeople.Where(p => p.Engagement == id).Select(p => p.Id).ToArrayAsync();
            work.Append(desk.Entry(work, keeper, row, id.Value, EngagementMarks.Ended));
            return new EngagementAnswer.Done(id);
        });
        if (answer is EngagementAnswer.Done) await people.EndSessionsAsync(engaged);
        return answer;
    }
}
