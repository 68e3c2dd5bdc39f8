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
        await using (var vault = await vaults.CreateDbContextAsync())
        {
            PersonRow before;
            // INVARIANT: whoever writes an address holds the vault meanwhile, so that address and index cannot part; and the row is read
            // there, because another tab may have moved the address since the caller's was read.
            await using (var first = await vault.Database.BeginTransactionAsync())
            {
                before = await RowAsync(vault, member);
                // The same mailbox written otherwise: nothing to move, nothing to check again.
                if (index.AsSpan().SequenceEqual(before.AddressIndex)) return await store(null);
                // INVARIANT: first the check goes, in a commit of its own. Wherever a crash falls after it, no unchecked address counts as
                // checked; the member finds the old or the new address, unchecked, and saving it or asking for the mail puts the index right.
                await PutAsync(vault, before.Id, before.AddressIndex);
                await first.CommitAsync();
            }

            var farewell = await FarewellAsync(member, before);
            await using var second = await vault.Database.BeginTransactionAsync();
            await PutAsync(vault, before.Id, index);
            var answer = await store(farewell);
            if (answer is not Correction.Done) return answer;
            await second.CommitAsync();
        }

        queue.Ring();
        await using var moved = await vaults.CreateDbContextAsync();
        await check.RequestAsync(await RowAsync(moved, member));
        return new Correction.Done(isToBeChecked: true);
    }

    /// <summary>The vault's row with the index of the address that is held. A crash in the midst of a move may have left that of another.</summary>
    internal async Task<PersonRow> SettleAsync(Caller.Member member)
    {
        await using var vault = await vaults.CreateDbContextAsync();
        await using var transaction = await vault.Database.BeginTransactionAsync();
        var row = await RowAsync(vault, member);
        if (await HeldAsync(member) is not { } held) return row;
        var index = keys.AddressIndex(held.Open());
        if (index.AsSpan().SequenceEqual(row.AddressIndex)) return row;
        await PutAsync(vault, row.Id, index);
        await transaction.CommitAsync();
        return await RowAsync(vault, member);
    }

    private static Task<PersonRow> RowAsync(VaultDb vault, Caller.Member member) => vault.People.AsNoTracking().SingleAsync(p => p.Id == member.Person.Id);

    // Unchecked; and a code that went to another address must not come to speak for this one.
    private static async Task PutAsync(VaultDb vault, Guid person, byte[] index)
    {
        await vault.Codes.Where(c => c.Person == person).ExecuteDeleteAsync();
        await vault.People.Where(p => p.Id == person).ExecuteUpdateAsync(set => set.SetProperty(p => p.AddressChecked, false).SetProperty(p => p.AddressIndex, index));
    }

    // An address that nobody checked may be a stranger's, who should not hear of it.
    private async Task<MailRow?> FarewellAsync(Caller.Member member, PersonRow before) =>
        before.AddressChecked && await HeldAsync(member) is { } old && keys.AddressIndex(old.Open()).AsSpan().SequenceEqual(before.AddressIndex)
            ? queue.Prepare(before, MailTemplate.AddressChanged, MailParameters.ToOldAddress(old))
            : null;

    private async Task<Redacted<string>?> HeldAsync(Caller.Member member) =>
        await record.OpenAsync(member) is OwnRecord.Opened opened && opened.Values.TryGetValue(PersonalField.Email, out var held) ? held : null;
}
