using Microsoft.AspNetCore.Identity;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.SignIn;

/// <summary>Someone logs in: the password first, then the second factor where there is one. It starts no session; the page does when this has passed.</summary>
[Keeps("SE1")]
internal sealed class LogIn(PersonStore people, ProvePassword prove, SecondStep second, Callers callers, UserManager<PersonRow> users, Lockout lockout, TimeProvider clock)
{
    private const int LongestUserId = 256;

    /// <summary>Unknown user ID, wrong password and resting account are one answer.</summary>
    internal async Task<LogInAnswer> WithPasswordAsync(string userId, string password)
    {
        var person = userId.Length <= LongestUserId ? await people.FindByNameAsync(userId, CancellationToken.None) : null;
        if (!await prove.ForAsync(person, password) || !await callers.MayEnterAsync(person!)) return new LogInAnswer.Refused();
        if (person!.TwoFactorEnabled) return new LogInAnswer.CodeAsked(second.Seal(person));
        await people.ForgetFailuresAsync(person);
        return new LogInAnswer.Passed(person);
    }

    /// <summary>The second step: six figures from the authenticator, or a recovery code. Each works once.</summary>
    internal async Task<LogInAnswer> WithCodeAsync(string state, string code)
    {
        if (await second.OpenAsync(state) is not { TwoFactorEnabled: true } person) return new LogInAnswer.TooLate();
        var typed = string.Concat(code.Where(char.IsLetterOrDigit).Take(RecoveryCode.Characters + 1));
        if (prove.IsResting(person) || !await IsRightAsync(person, typed))
        {
            await people.CountFailureAsync(person, lockout, clock.GetUtcNow());
            return new LogInAnswer.Refused();
        }

        await people.ForgetFailuresAsync(person);
        return new LogInAnswer.Passed(person);
    }

    private async Task<bool> IsRightAsync(PersonRow person, string code) => code.Length < RecoveryCode.Characters
        ? await users.VerifyTwoFactorTokenAsync(person, Totp.Name, code)
        : (await users.RedeemTwoFactorRecoveryCodeAsync(person, code)).Succeeded;
}

/// <summary>What came of an attempt to log in.</summary>
internal abstract class LogInAnswer
{
    private LogInAnswer()
    {
    }

    internal sealed class Passed(PersonRow person) : LogInAnswer
    {
        internal PersonRow Person { get; } = person;
    }

    /// <summary>The password was right; the second factor is asked next.</summary>
    internal sealed class CodeAsked(string state) : LogInAnswer
    {
        internal string State { get; } = state;
    }

    internal sealed class Refused : LogInAnswer;

    /// <summary>Too much time passed between the two steps, or the state is not ours.</summary>
    internal sealed class TooLate : LogInAnswer;
}
