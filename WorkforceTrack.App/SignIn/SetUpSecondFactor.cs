using Microsoft.AspNetCore.Identity;
using WorkforceTrack.App.Vault;

namespace WorkforceTrack.App.SignIn;

/// <summary>A person sets up an authenticator: a secret, a code that proves it arrived, and only then the factor is on.</summary>
internal sealed class SetUpSecondFactor(UserManager<PersonRow> users, PersonStore people, ProvePassword prove)
{
    /// <summary>Makes a new secret that is not yet asked for. Refused while the factor is on.</summary>
    internal async Task<bool> StartAsync(Caller caller) =>
        ProvePassword.PersonOf(caller) is { TwoFactorEnabled: false } person && (await users.ResetAuthenticatorKeyAsync(person)).Succeeded;

    /// <summary>The secret that waits for its first code; null when none waits.</summary>
    internal async Task<string?> PendingAsync(Caller caller) =>
        ProvePassword.PersonOf(caller) is { TwoFactorEnabled: false, SealedAuthenticatorKey: not null } person ? await users.GetAuthenticatorKeyAsync(person) : null;

    /// <summary>Switches the factor on after a right code, and gives the recovery codes, this once. Null after a wrong code.</summary>
    internal async Task<string[]?> ConfirmAsync(Caller caller, string code)
    {
        if (ProvePassword.PersonOf(caller) is not { TwoFactorEnabled: false } person) return null;
        var typed = string.Concat(code.Where(char.IsAsciiDigit));
        if (!await users.VerifyTwoFactorTokenAsync(person, Totp.Name, typed)) return null;
        person.TwoFactorEnabled = true;
        return await WithNewCodesAsync(person);
    }

    /// <summary>New recovery codes in place of the old ones. Null when the password is wrong or the factor is off.</summary>
    internal async Task<string[]?> RenewCodesAsync(Caller caller, string password) =>
        ProvePassword.PersonOf(caller) is { TwoFactorEnabled: true } person && await prove.AgainAsync(caller, password) ? await WithNewCodesAsync(person) : null;

    /// <summary>Switches the factor off and forgets the secret. False when the password is wrong.</summary>
    internal async Task<bool> TurnOffAsync(Caller caller, string password)
    {
        if (ProvePassword.PersonOf(caller) is not { } person || !await prove.AgainAsync(caller, password)) return false;
        person.SealedAuthenticatorKey = null;
        person.RecoveryCodes = "";
        return (await users.SetTwoFactorEnabledAsync(person, enabled: false)).Succeeded;
    }

    private async Task<string[]?> WithNewCodesAsync(PersonRow person)
    {
        var codes = RecoveryCode.NewSet();
        await people.ReplaceCodesAsync(person, codes, CancellationToken.None);
        return (await users.UpdateSecurityStampAsync(person)).Succeeded ? codes : null;
    }
}
