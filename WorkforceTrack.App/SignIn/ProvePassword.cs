using Microsoft.AspNetCore.Identity;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Members;

namespace WorkforceTrack.App.SignIn;

/// <summary>
/// Whether someone knows the password, at the log-in and again before what matters. Nobody, a wrong password and a resting account
/// give one answer after the same work, and every miss is counted (ASVS 5.0, 6.3.1 and 6.3.8).
/// </summary>
internal sealed class ProvePassword(PersonStore people, Argon2idHasher hasher, Lockout lockout, TimeProvider clock)
{
    /// <summary>Asks again for the password of who is in the session.</summary>
    internal async Task<bool> AgainAsync(Caller caller, string password)
    {
        if (PersonOf(caller) is not { } person || !await ForAsync(person, password)) return false;
        await people.ForgetFailuresAsync(person);
        return true;
    }

    internal async Task<bool> ForAsync(PersonRow? person, string password)
    {
        // Longer than any password can be: nothing is gained by hashing the rest.
        var typed = password.Length > PasswordRules.Most * 2 ? password[..(PasswordRules.Most * 2)] : password;
        var result = await hasher.VerifyAsync(person, typed);
        if (person is null || result == PasswordVerificationResult.Failed || IsResting(person))
        {
            await people.CountFailureAsync(person, lockout, clock.GetUtcNow());
            return false;
        }

        if (result == PasswordVerificationResult.SuccessRehashNeeded)
        {
            person.PasswordHash = await hasher.HashAsync(typed);
            await people.UpdateAsync(person, CancellationToken.None);
        }

        return true;
    }

    internal bool IsResting(PersonRow person) => person.LockedUntil > clock.GetUtcNow();

    internal static PersonRow? PersonOf(Caller caller) => caller switch
    {
        Caller.Member member => member.Person,
        Caller.OfStaff staff => staff.Person,
        Caller.StaffToSecure staff => staff.Person,
        Caller.OfEngagement engaged => engaged.Person,
        Caller.EngagedToSecure engaged => engaged.Person,
        _ => null,
    };
}
