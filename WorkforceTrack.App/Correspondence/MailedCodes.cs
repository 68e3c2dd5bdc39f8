using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Correspondence;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Correspondence;

/// <summary>
/// Makes and takes mailed codes. One a person and purpose: a new one makes the old one worthless. The vault keeps a keyed hash;
/// a code works once, for a while, and dies after a few wrong tries (ASVS 5.0, 6.5.1 to 6.6.3).
/// </summary>
internal sealed class MailedCodes(IDbContextFactory<VaultDb> vaults, KeyRing keys, CodeLimits limits, TimeProvider clock)
{
    /// <summary>Makes a code for the person's address of this moment; what comes back goes into a mail and nowhere else.</summary>
    internal async Task<MailParameters> IssueAsync(PersonRow person, CodePurpose purpose)
    {
        var code = MailedCode.From(Randomness.Bytes(MailedCode.Length));
        var until = clock.GetUtcNow() + limits.Life(purpose);
        await using var vault = await vaults.CreateDbContextAsync();
        await using var transaction = await vault.Database.BeginTransactionAsync();
        await Row(vault, person.Id, purpose).ExecuteDeleteAsync();
        vault.Codes.Add(new CodeRow
        {
            Person = person.Id,
            Purpose = purpose,
            Hash = keys.CodeHash(person.Id, purpose, code),
            AddressIndex = person.AddressIndex,
            Until = until,
        });
        await vault.SaveChangesAsync();
        await transaction.CommitAsync();
        return MailParameters.WithCode(new Redacted<string>(code), person.AddressIndex, until);
    }

    /// <summary>
    /// Takes a code that <see cref="MailedCode.Read"/> read, inside the caller's transaction, which is to be committed whatever the
    /// answer is. True once, and only while the person's address is the one that the code was mailed to.
    /// </summary>
    [Keeps("SE1")]
    internal async Task<bool> TakeAsync(VaultDb vault, PersonRow person, CodePurpose purpose, string code)
    {
        var now = clock.GetUtcNow();
        // INVARIANT: the try counts before anything is compared, so many at one moment are not more tries than one after the other.
        var counted = await Row(vault, person.Id, purpose).Where(c => c.Tries < limits.MostWrongTries && c.Until > now)
            .ExecuteUpdateAsync(row => row.SetProperty(c => c.Tries, c => c.Tries + 1));
        if (counted == 0) return false;
        var stored = await Row(vault, person.Id, purpose).AsNoTracking().SingleAsync();
        if (!CryptographicOperations.FixedTimeEquals(stored.Hash, keys.CodeHash(person.Id, purpose, code))
            || !stored.AddressIndex.AsSpan().SequenceEqual(person.AddressIndex)) return false;
        return await Row(vault, person.Id, purpose).ExecuteDeleteAsync() == 1;
    }

    private static IQueryable<CodeRow> Row(VaultDb vault, Guid person, CodePurpose purpose) =>
        vault.Codes.Where(c => c.Person == person && c.Purpose == purpose);
}

/// <summary>How long mailed codes live and how many wrong tries they bear.</summary>
internal sealed record CodeLimits(TimeSpan CheckAddress, TimeSpan ResetPassword, TimeSpan FirstPassword, int MostWrongTries)
{
    internal static CodeLimits Read(IConfiguration configuration) => new(
        configuration.GetValue("Security:AddressCodeLife", TimeSpan.FromDays(3)),
        configuration.GetValue("Security:ResetCodeLife", TimeSpan.FromMinutes(30)),
        configuration.GetValue("Security:FirstPasswordCodeLife", TimeSpan.FromDays(7)),
        configuration.GetValue("Security:CodeTries", 5));

    internal TimeSpan Life(CodePurpose purpose) => purpose switch
    {
        CodePurpose.CheckAddress => CheckAddress,
        CodePurpose.ResetPassword => ResetPassword,
        CodePurpose.FirstPassword => FirstPassword,
    };
}
