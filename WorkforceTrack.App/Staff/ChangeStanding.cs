using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Staff;

namespace WorkforceTrack.App.Staff;

/// <summary>Management or privacy officer give another person a role, or take it (SE1). Nobody changes their own standing.</summary>
internal sealed class ChangeStanding(ConsoleDoor door, MainWriter writer, IDbContextFactory<VaultDb> vaults, EndSession sessions, PolicyInForce policy)
{
    [Keeps("SE1")]
    internal async Task<StandingAnswer> ToAsync(Caller caller, StaffId person, StaffStanding standing)
    {
        if (await door.WhyNotAsync(caller, ReviewStaff.Keepers) is not null || caller is not Caller.OfStaff keeper) return StandingAnswer.NotEntitled;
        if (keeper.Id == person) return StandingAnswer.NotYourself;
        var answer = await writer.WriteAsync(work => ChangeAsync(work, keeper, person, standing));
        // Rights of before must not live on in a page that is open.
        if (answer == StandingAnswer.Changed) await EndSessionsAsync(person);
        return answer;
    }

    private async Task<StandingAnswer> ChangeAsync(MainWork work, Caller.OfStaff keeper, StaffId person, StaffStanding standing)
    {
        // INVARIANT: asked again in the unit, so that two who deactivate each other at the same moment cannot both succeed.
        if (!await work.Db.Staff.AnyAsync(s => s.Id == keeper.Id && s.IsActive && s.Role == keeper.Role)) return StandingAnswer.NotEntitled;
        if (await work.Db.Staff.SingleOrDefaultAsync(s => s.Id == person) is not { } row) return StandingAnswer.NoSuchPerson;
        if (row.Role == standing.Role && row.IsActive == standing.IsActive) return StandingAnswer.AlreadySo;
        if (row.Role != standing.Role && !await work.Db.PastRoles.AnyAsync(p => p.Staff == person && p.Role == row.Role))
            work.Db.PastRoles.Add(new PastRoleRow { Staff = person, Role = row.Role });
        row.Role = standing.Role;
        row.IsActive = standing.IsActive;
        work.Append(Entries.New(work, EntryKind.Credential, Roles.Of(keeper.Role)) with
        {
            Actor = keeper.Id.Value,
            Evidence = person.Value,
            Policy = policy.Version?.Number,
            Detail = standing.Digest,
        });
        return StandingAnswer.Changed;
    }

    private async Task EndSessionsAsync(StaffId staff)
    {
        await using var vault = await vaults.CreateDbContextAsync();
        if (await vault.People.AsNoTracking().Where(p => p.Staff == staff).Select(p => (Guid?)p.Id).SingleOrDefaultAsync() is { } person) await sessions.AllAsync(person);
    }
}

/// <summary>Whether a standing was changed.</summary>
public enum StandingAnswer
{
    Changed,
    AlreadySo,
    NotYourself,
    NoSuchPerson,
    NotEntitled,
}
