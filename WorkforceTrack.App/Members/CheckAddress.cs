using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Correspondence;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Correspondence;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.Members;

/// <summary>A member shows, with the code that was mailed there, that the mail address is the member's own (A3).</summary>
internal sealed class CheckAddress(IDbContextFactory<VaultDb> vaults, MailedCodes codes, RequestAddressCheck request, MoveAddress move)
{
    [Keeps("A3")]
    internal async Task<CheckAnswer> CheckAsync(Caller caller, string typed)
    {
        if (caller is not Caller.Member member) return CheckAnswer.NotAMember;
        if (MailedCode.Read(typed) is not { } code) return CheckAnswer.NotACode;
        await using var vault = await vaults.CreateDbContextAsync();
        await using var transaction = await vault.Database.BeginTransactionAsync();
        var person = await vault.People.AsNoTracking().SingleAsync(p => p.Id == member.Person.Id);
        var answer = person.AddressChecked ? CheckAnswer.Checked
            : await codes.TakeAsync(vault, person, CodePurpose.CheckAddress, code) ? await ClaimAsync(vault, person)
            : CheckAnswer.WrongCode;
        await transaction.CommitAsync();
        return answer;
    }

    /// <summary>Writes to the address once more; a code that was mailed before is worth nothing then.</summary>
    internal async Task<CheckAnswer> AgainAsync(Caller caller) => caller switch
    {
        Caller.Member { Person.AddressChecked: true } => CheckAnswer.Checked,
        Caller.Member member => await request.RequestAsync(await move.SettleAsync(member)) ? CheckAnswer.Sent : CheckAnswer.TooOften,
        _ => CheckAnswer.NotAMember,
    };

    // INVARIANT: whoever holds the code holds the mailbox, so it may be told here that somebody else checked the address first.
    private static async Task<CheckAnswer> ClaimAsync(VaultDb vault, PersonRow person)
    {
        if (await vault.People.AnyAsync(p => p.AddressIndex == person.AddressIndex && p.AddressChecked)) return CheckAnswer.BelongsToAnother;
        var stamp = Convert.ToHexStringLower(Randomness.Bytes(16));
        await vault.People.Where(p => p.Id == person.Id)
            .ExecuteUpdateAsync(row => row.SetProperty(p => p.AddressChecked, true).SetProperty(p => p.ConcurrencyStamp, stamp));
        return CheckAnswer.Checked;
    }
}

/// <summary>What came of a check of an address.</summary>
internal enum CheckAnswer
{
    NotAMember,
    NotACode,
    WrongCode,
    Checked,
    BelongsToAnother,
    Sent,
    TooOften,
}
