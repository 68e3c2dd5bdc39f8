using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Correspondence;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Correspondence;
using WorkforceTrack.Domain.Engagements;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Engagements;

/// <summary>
/// A second person confirms what the first entered (D5). In one unit the engagement is signed, every member within its scope has an entry
/// that says so, and the people who work under it are written to with a code for their first password.
/// </summary>
internal sealed class ConfirmEngagement(
    EngagementDesk desk, PolicyInForce policy, IDbContextFactory<MainDb> stores, IDbContextFactory<VaultDb> vaults, MailedCodes codes, MailQueue mail, TimeProvider clock)
{
    /// <param name="caller">Who confirms.</param>
    /// <param name="id">Which engagement.</param>
    /// <param name="shown">The version of the draft that the person saw.</param>
    [Keeps("D5"), Keeps("O4")]
    internal async Task<EngagementAnswer> AsAsync(Caller caller, EngagementId id, int shown)
    {
        if (await desk.WhyNotAsync(caller) is { } reason) return new EngagementAnswer.NotAllowed(reason);
        // Asked before codes are made, so that a step that is refused makes no code worthless.
        var invitations = await IsConfirmableAsync(caller, id, shown) ? await InviteAsync(id) : [];
        var answer = await desk.ActAsync(caller, id, async (work, keeper, row) =>
        {
            if (row.ToStored().AsDraft() is not { } draft) return new EngagementAnswer.NotNow(EngagementFault.WrongPhase);
            if (row.Version != shown) return new EngagementAnswer.NotNow(EngagementFault.ChangedMeanwhile);
            var members = await MembersAsync(work, id);
            switch (draft.Confirm(keeper, members.Count, invitations.Count, policy.Version, work.Now))
            {
                case ConfirmingAnswer.Refused refused:
                    return new EngagementAnswer.NotNow(refused.Faults);
                case ConfirmingAnswer.Confirmed confirmed:
                    Confirm(work, keeper, row, confirmed.Engagement, members);
                    work.Db.Mail.AddRange(invitations);
                    return new EngagementAnswer.Done(id);
                default:
                    throw new InvalidOperationException("An answer of a kind that is not known.");
            }
        });
        if (answer is EngagementAnswer.Done) mail.Ring();
        return answer;
    }

    private void Confirm(MainWork work, Keeper keeper, EngagementRow row, SignedEngagement signed, IReadOnlyList<InScope> members)
    {
        (row.Step, row.ConfirmedBy, row.ConfirmedAt) = (EngagementStep.Signed, signed.ConfirmedBy, signed.ConfirmedAt);
        work.Append(desk.Entry(work, keeper, row, row.Id.Value, EngagementMarks.Confirmed(signed, members.Select(m => m.Evidence))));
        foreach (var member in members) work.Append(desk.Entry(work, keeper, row, member.Evidence) with { Subject = member.Subject });
    }

    private async Task<bool> IsConfirmableAsync(Caller caller, EngagementId id, int shown)
    {
        if (caller is not Caller.OfStaff staff || Keeper.Of(staff.Id, staff.Role) is not { } keeper) return false;
        await using var store = await stores.CreateDbContextAsync();
        return await store.Engagements.AsNoTracking().SingleOrDefaultAsync(e => e.Id == id) is { } row && row.Version == shown && row.ToStored().AsDraft() is { } draft
            && draft.Confirm(keeper, members: 1, people: 1, policy.Version, clock.GetUtcNow()) is ConfirmingAnswer.Confirmed;
    }

    private async Task<List<MailRow>> InviteAsync(EngagementId id)
    {
        await using var store = await stores.CreateDbContextAsync();
        var engaged = await store.EngagedPeople.AsNoTracking().Where(p => p.Engagement == id).Select(p => p.Id).ToListAsync();
        await using var vault = await vaults.CreateDbContextAsync();
        var people = await vault.People.AsNoTracking().Where(p => p.Engaged != null && engaged.Contains(p.Engaged.Value)).ToListAsync();
        var letters = new List<MailRow>();
        foreach (var person in people) letters.Add(mail.Prepare(person, MailTemplate.EngagementInvitation, await codes.IssueAsync(person, CodePurpose.FirstPassword)));
        return letters;
    }

    // What a crash left without a row in the vault leads to nobody, and is nobody's scope.
    private async Task<IReadOnlyList<InScope>> MembersAsync(MainWork work, EngagementId id)
    {
        var scope = await work.Db.EngagementScope.Where(s => s.Engagement == id).ToListAsync();
        await using var vault = await vaults.CreateDbContextAsync();
        var known = await vault.EngagementSubjects.AsNoTracking().Where(s => s.Engagement == id)
            .Join(vault.People, s => s.Person, p => p.Id, (s, p) => new { s.Evidence, p.Subject }).ToDictionaryAsync(s => s.Evidence, s => s.Subject);
        work.Db.EngagementScope.RemoveRange(scope.Where(s => !known.ContainsKey(s.Evidence)));
        return [.. scope.Where(s => known.ContainsKey(s.Evidence)).Select(s => new InScope(s.Evidence, known[s.Evidence]))];
    }

    private sealed record InScope(Guid Evidence, LedgerSubject? Subject);
}
