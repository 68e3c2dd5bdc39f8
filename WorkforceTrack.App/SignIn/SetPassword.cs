using Microsoft.Extensions.Options;
using WorkforceTrack.App.Shell;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Members;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.SignIn;

/// <summary>
/// Gives a person a new password and ends every other session. Whoever calls it has shown that the person is meant:
/// by the old password, or by a token from the mail.
/// </summary>
internal sealed class SetPassword(PersonStore people, Argon2idHasher hasher, KeyRing keys, EndSession end, IOptions<OrganisationOptions> organisation)
{
    private static readonly int LongestUserId = FieldDeclarations.Of(PersonalField.UserId).MaxLength;

    /// <summary>Rejected with words when the password is not fit; then nothing has changed. The session <paramref name="keep"/> goes on.</summary>
    internal async Task<PasswordAnswer> ForAsync(PersonRow person, string typed, Guid? keep = null)
    {
        var answer = PasswordRules.Check(typed, [organisation.Value.Name, .. UserIdIn(typed, person)]);
        if (answer is not PasswordAnswer.Accepted accepted) return answer;
        var hash = await hasher.HashAsync(accepted.Password.Open());
        var fresh = person;
        do
        {
            // A change at the same moment must not be lost, nor this one.
            fresh = await people.FindByIdAsync(fresh.Id.ToString("N"), CancellationToken.None) ?? throw new InvalidOperationException("The person is gone.");
            fresh.PasswordHash = hash;
            fresh.SecurityStamp = Convert.ToHexStringLower(Randomness.Bytes(16));
        }
        while (!(await people.UpdateAsync(fresh, CancellationToken.None)).Succeeded);
        await people.ForgetFailuresAsync(fresh);
        await end.AllAsync(person.Id, keep);
        return answer;
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
