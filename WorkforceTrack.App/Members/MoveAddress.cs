using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Correspondence;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Members;

/// <summary>
/// Moves in the vault what hangs on a member's address, around the write that stores the new one: the look-up index, and that it was
/// checked (A3). The old address is told if it was the member's own; the new one is asked.
/// </summary>
internal sealed class MoveAddress(IDbContextFactory<VaultDb> vaults, KeyRing keys, OpenOwnRecord record, MailQueue queue, RequestAddressCheck check)
{
    /// <summary>Takes the write as a function of the mail that must be queued with it. Whose the new address is makes no difference to the answer.</summary>
    [Keeps("A3")]
    internal async Task<Correction> AroundAsync(Caller.Member member, Redacted<string> address, Func<MailRow?, Task<Correction>> store)
    {
        var index = keys.AddressIndex(address.Open());
        // The same mailbox written otherwise: nothing to move, nothing to check again.
        if (index.AsSpan().SequenceEqual(member.Person.AddressIndex)) return await store(null);
        var farewell = await FarewellAsync(member);
        await using (var vault = await vaults.CreateDbContextAsync())
        {
            var person = vault.People.Where(p => p.Id == member.Person.Id);
            // A code that went to the old address must not come to speak for the new one.
            await vault.Codes.Where(c => c.Person == member.Person.Id).ExecuteDeleteAsync();
            // INVARIANT: first the check goes, in a commit of its own. Wherever a crash falls after it, no unchecked address counts as
            // checked; the member finds the old or the new address, unchecked, and saving it again puts the index right.
            await person.ExecuteUpdateAsync(set => set.SetProperty(p => p.AddressChecked, false));
            await using var transaction = await vault.Database.BeginTransactionAsync();
            await person.ExecuteUpdateAsync(set => set.SetProperty(p => p.AddressIndex, index));
            var answer = await store(farewell);
            if (answer is not Correction.Done) return answer;
            await transaction.CommitAsync();
        }

        queue.Ring();
        await using var moved = await vaults.CreateDbContextAsync();
        await check.RequestAsync(await moved.People.AsNoTracking().SingleAsync(p => p.Id == member.Person.Id));
        return new Correction.Done(isToBeChecked: true);
    }

    // An address that nobody checked may be a stranger's, who should not hear of it.
    private async Task<MailRow?> FarewellAsync(Caller.Member member) =>
        member.Person.AddressChecked && await record.OpenAsync(member) is OwnRecord.Opened opened && opened.Values.TryGetValue(PersonalField.Email, out var old)
            ? queue.Prepare(member.Person, MailTemplate.AddressChanged, MailParameters.ToOldAddress(old))
            : null;
}
