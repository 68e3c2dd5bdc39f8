using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Correspondence;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Correspondence;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.Members;

/// <summary>
/// Writes to the address that a person typed, to learn whether it is theirs (A3). Called after the person's row with that address
/// is in the vault: at registration, at a correction, and when the person asks again.
/// </summary>
internal sealed class RequestAddressCheck(IDbContextFactory<VaultDb> vaults, MailedCodes codes, MailQueue mail, Attempts attempts)
{
    /// <summary>
    /// False when this person asked, or this address was written to, too often in this hour; nothing is sent then. Mails that help with
    /// a forgotten password are counted apart: whoever types another's address uses up none of those.
    /// </summary>
    [Keeps("A3")]
    internal async Task<bool> RequestAsync(PersonRow person)
    {
        if (!attempts.Count(Attempt.MailCheck, person.Id.ToString("N"))) return false;
        if (!attempts.Count(Attempt.MailCheckTo, Convert.ToHexString(person.AddressIndex))) return false;
        PersonRow? owner;
        await using (var vault = await vaults.CreateDbContextAsync())
            owner = await vault.People.AsNoTracking().SingleOrDefaultAsync(p => p.AddressIndex == person.AddressIndex && p.AddressChecked && p.Id != person.Id);
        // The same work either way, so that time does not tell; a code that is mailed to nobody is worth nothing.
        var code = await codes.IssueAsync(person, CodePurpose.CheckAddress);
        if (owner is null) await mail.QueueAsync(person, MailTemplate.CheckAddress, code);
        else await mail.QueueAsync(owner, MailTemplate.AlreadyRegistered, MailParameters.None);
        return true;
    }
}
