using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Members;

/// <summary>Moves in the vault what hangs on a member's address, around the write that stores the new one: the look-up index, and that it was checked (A3).</summary>
internal sealed class MoveAddress(IDbContextFactory<VaultDb> vaults, KeyRing keys)
{
    [Keeps("A3")]
    internal async Task<Correction> AroundAsync(Caller.Member member, Redacted<string> address, Func<Task<Correction>> store)
    {
        var index = keys.AddressIndex(address.Open());
        // The same mailbox written otherwise: nothing to move, nothing to check again.
        if (index.AsSpan().SequenceEqual(member.Person.AddressIndex)) return await store();
        await using var vault = await vaults.CreateDbContextAsync();
        var person = vault.People.Where(p => p.Id == member.Person.Id);
        // INVARIANT: first the check goes, in a commit of its own. Wherever a crash falls after it, no unchecked address counts as
        // checked; the member finds the old or the new address, unchecked, and saving it again puts the index right.
        await person.ExecuteUpdateAsync(set => set.SetProperty(p => p.AddressChecked, false));
        await using var transaction = await vault.Database.BeginTransactionAsync();
        await person.ExecuteUpdateAsync(set => set.SetProperty(p => p.AddressIndex, index));
        var answer = await store();
        if (answer is not Correction.Done) return answer;
        await transaction.CommitAsync();
        return new Correction.Done(isToBeChecked: true);
    }
}
