using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Correspondence;
using WorkforceTrack.Domain.Erasure;
using WorkforceTrack.Domain.Members;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Erasure;

/// <summary>
/// After a restore: what the older main store says of leavings, brought in line with the newer vault (T1, T5). A wish to leave is not
/// lost, nor is one that was taken back carried out.
/// </summary>
internal static class RestoredLeavings
{
    /// <param name="main">The restored main store, without the members whom the vault does not know.</param>
    /// <param name="vault">The copy of the vault that goes with it.</param>
    /// <param name="now">This moment.</param>
    /// <param name="dueAt">When whoever asked since the backup is erased: the waiting time begins anew, since nobody can say when it began.</param>
    internal static async Task SettleAsync(MainDb main, VaultDb vault, DateTimeOffset now, DateTimeOffset dueAt)
    {
        var leaving = await vault.People.Where(p => p.Leaving != null && p.Member != null).Select(p => new { Member = p.Member!.Value, Leaving = p.Leaving!.Value }).ToListAsync();
        MemberId[] members = [.. leaving.Select(l => l.Member)];
        var returned = await main.Members.Where(m => m.State == AccountState.Leaving && !members.Contains(m.Id)).ExecuteUpdateAsync(set => set.SetProperty(m => m.State, AccountState.Open));
        var (known, rows) = (leaving.Select(l => l.Leaving).ToArray(), main.Leavings.Where(l => l.Step != LeavingStep.Done));
        var nobodys = rows.Where(l => !known.Contains(l.Id));
        // INVARIANT: no receipt for who came back. Which row was whose only the vault knew; where some came back, none of the rows that
        // nobody answers for becomes a receipt.
        if (returned == 0) await nobodys.ExecuteUpdateAsync(set => set.SetProperty(l => l.Step, LeavingStep.Purged));
        else await nobodys.ExecuteDeleteAsync();
        // Somebody may have come back since both were copied: each who waited has the whole time once more to say so. Who was reduced to
        // what a hold keeps cannot, and goes on at once.
        Guid[] reduced = [.. await vault.People.Where(p => p.Leaving != null && p.PasswordHash == null).Select(p => p.Leaving!.Value).ToListAsync()];
        await main.Leavings.Where(l => l.Step == LeavingStep.Waiting && l.DueAt < dueAt && !reduced.Contains(l.Id)).ExecuteUpdateAsync(set => set.SetProperty(l => l.DueAt, dueAt));
        var there = (await main.Leavings.Select(l => l.Id).ToListAsync()).ToHashSet();
        foreach (var asked in leaving.Where(l => !there.Contains(l.Leaving)))
        {
            // The secret is chance that nobody knows: the member can log in and have a new one made.
            main.Leavings.Add(new LeavingRow
            {
                Id = asked.Leaving,
                Reference = ReferenceCode.From(Randomness.Bytes(ReferenceCode.ReferenceLength)),
                SecretHash = Randomness.Bytes(32),
                Step = LeavingStep.Waiting,
                DueAt = reduced.Contains(asked.Leaving) ? now : dueAt,
            });
            await main.Members.Where(m => m.Id == asked.Member && m.State == AccountState.Open).ExecuteUpdateAsync(set => set.SetProperty(m => m.State, AccountState.Leaving));
        }

        await main.SaveChangesAsync();
    }
}
