using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Correspondence;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Correspondence;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.Members;

/// <summary>
/// Someone who forgot a password asks for a code by mail. It goes only to an address that its owner checked: another may be a
/// stranger's, who would get the account with it. The answer is the same in every case.
/// </summary>
internal sealed class ForgotPassword(FindPerson find, MailedCodes codes, MailQueue mail, Attempts attempts, TimeProvider clock)
{
    /// <summary>Well above the time that writing a code and a mail takes, so that time does not tell.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(300);

    [Keeps("SE1")]
    internal async Task<ForgotAnswer> AskAsync(string typed)
    {
        if (string.IsNullOrWhiteSpace(typed)) return ForgotAnswer.NothingTyped;
        var pace = Task.Delay(Pace, clock);
        if (await find.Async(typed) is { AddressChecked: true } person && attempts.Count(Attempt.MailReset, person.Id.ToString("N")))
            await mail.QueueAsync(person, MailTemplate.ResetPassword, await codes.IssueAsync(person, CodePurpose.ResetPassword));
        await pace;
        return ForgotAnswer.LookInYourMail;
    }
}

/// <summary>What someone who forgot a password is told.</summary>
internal enum ForgotAnswer
{
    LookInYourMail,
    NothingTyped,
}

/// <summary>Finds a person by what someone typed: a user ID, or an address that its owner checked.</summary>
internal sealed class FindPerson(IDbContextFactory<VaultDb> vaults, KeyRing keys)
{
    internal async Task<PersonRow?> Async(string typed)
    {
        await using var vault = await vaults.CreateDbContextAsync();
        if (Judged(PersonalField.UserId, typed) is { } userId)
        {
            var index = keys.UserIdIndex(userId);
            return await vault.People.AsNoTracking().SingleOrDefaultAsync(p => p.UserIdIndex == index);
        }

        if (Judged(PersonalField.Email, typed) is { } address)
        {
            var index = keys.AddressIndex(address);
            return await vault.People.AsNoTracking().SingleOrDefaultAsync(p => p.AddressIndex == index && p.AddressChecked);
        }

        return null;
    }

    // What could not have been stored belongs to nobody. The rules of these two fields do not ask for the day.
    private static string? Judged(PersonalField field, string typed) =>
        FieldRules.Check(field, typed, DateOnly.MaxValue) is FieldAnswer.Accepted accepted ? accepted.Value.Open() : null;
}
