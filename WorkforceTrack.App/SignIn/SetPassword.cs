using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using WorkforceTrack.App.Correspondence;
using WorkforceTrack.App.Members;
using WorkforceTrack.App.Shell;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Correspondence;
using WorkforceTrack.Domain.Members;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.SignIn;

/// <summary>
/// Gives a person who has shown the old password a new one, tells the owner by mail and ends every other session
/// (ASVS 5.0, 6.3.7 and 7.4.3).
/// </summary>
internal sealed class SetPassword(
    IDbContextFactory<VaultDb> vaults, MainWriter writer, MailQueue mail, Argon2idHasher hasher, KeyRing keys, EndSession end, IOptions<OrganisationOptions> organisation)
{
    private static readonly int LongestUserId = FieldDeclarations.Of(PersonalField.UserId).MaxLength;

    /// <summary>Rejected with words when the password is not fit; then nothing has changed. The session <paramref name="keep"/> goes on.</summary>
    [Keeps("SE1")]
    internal async Task<PasswordAnswer> ForAsync(PersonRow person, string typed, Guid keep)
    {
        var answer = PasswordRules.Check(typed, [organisation.Value.Name, .. UserIdIn(typed, person)]);
        if (answer is not PasswordAnswer.Accepted accepted) return answer;
        await StoreAsync(person.Id, await hasher.HashAsync(accepted.Password.Open()));
        mail.Ring();
        await end.AllAsync(person.Id, keep);
        return answer;
    }

    private async Task StoreAsync(Guid id, string hash)
    {
        await using var vault = await vaults.CreateDbContextAsync();
        await using var transaction = await vault.Database.BeginTransactionAsync();
        var person = await vault.People.SingleAsync(p => p.Id == id);
        person.PasswordHash = hash;
        person.SecurityStamp = Convert.ToHexStringLower(Randomness.Bytes(16));
        person.ConcurrencyStamp = Convert.ToHexStringLower(Randomness.Bytes(16));
        await vault.SaveChangesAsync();
        // INVARIANT: the mail waits before the new password holds; a crash between tells too much, never too little.
        var notice = mail.Prepare(person, MailTemplate.PasswordChanged, MailParameters.None);
        await writer.WriteAsync(work => ResetPassword.TellAsync(work, person, notice));
        await transaction.CommitAsync();
    }

    // The user ID is not known in the clear here, and opening it would be a use of its own: its index recognises it in what was typed.
    private IEnumerable<string> UserIdIn(string typed, PersonRow person)
    {
        if (typed.Length > PasswordRules.Most * 2) yield break;
        for (var from = 0; from < typed.Length; from++)
        {
            for (var length = FieldRules.ShortestUserId; length <= LongestUserId && from + length <= typed.Length; length++)
            {
                if (!IsOfUserId(typed[from + length - 1]) || !IsOfUserId(typed[from])) break;
                var part = typed.Substring(from, length);
                if (!keys.UserIdIndex(part).AsSpan().SequenceEqual(person.UserIdIndex)) continue;
                yield return part;
                yield break;
            }
        }
    }

    private static bool IsOfUserId(char character) => char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or '-';
}
