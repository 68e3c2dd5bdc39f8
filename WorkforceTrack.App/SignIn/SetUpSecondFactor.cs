using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Correspondence;
using WorkforceTrack.App.Members;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.SignIn;

/// <summary>
/// A person sets up an authenticator: a secret, a code that proves it arrived, and only then the factor is on. Every change asks for
/// the password again, stands in the ledger, and is told to the owner by mail (ASVS 5.0, 6.3.7 and 7.5.1).
/// </summary>
internal sealed class SetUpSecondFactor(
    UserManager<PersonRow> users, ProvePassword prove, IDbContextFactory<VaultDb> vaults, MainWriter writer, MailQueue mail)
{
    /// <summary>Makes a new secret that is not yet asked for. Refused while the factor is on.</summary>
    internal async Task<bool> StartAsync(Caller caller) =>
        ProvePassword.PersonOf(caller) is { TwoFactorEnabled: false } person && (await users.ResetAuthenticatorKeyAsync(person)).Succeeded;

    /// <summary>The secret that waits for its first code; null when none waits.</summary>
    internal async Task<string?> PendingAsync(Caller caller) =>
        ProvePassword.PersonOf(caller) is { TwoFactorEnabled: false, SealedAuthenticatorKey: not null } person ? await users.GetAuthenticatorKeyAsync(person) : null;

    /// <summary>Switches the factor on after the password and a right code, and gives the recovery codes, this once.</summary>
    [Keeps("SE1")]
    internal async Task<FactorChange> ConfirmAsync(Caller caller, string password, string code)
    {
        if (ProvePassword.PersonOf(caller) is not { TwoFactorEnabled: false } person) return new FactorChange.WrongCode();
        // The password first: a code works once, and a slip in the password should not cost it.
        if (!await prove.AgainAsync(caller, password)) return new FactorChange.NotProven();
        var typed = string.Concat(code.Where(char.IsAsciiDigit));
        if (!await users.VerifyTwoFactorTokenAsync(person, Totp.Name, typed)) return new FactorChange.WrongCode();
        return await WithNewCodesAsync(person, MailTemplate.SecondFactorOn, row => row.TwoFactorEnabled = true);
    }

    /// <summary>New recovery codes in place of the old ones.</summary>
    [Keeps("SE1")]
    internal async Task<FactorChange> RenewCodesAsync(Caller caller, string password) =>
        ProvePassword.PersonOf(caller) is { TwoFactorEnabled: true } person && await prove.AgainAsync(caller, password)
            ? await WithNewCodesAsync(person, MailTemplate.RecoveryCodesMade, _ => { })
            : new FactorChange.NotProven();

    /// <summary>Switches the factor off and forgets the secret.</summary>
    [Keeps("SE1")]
    internal async Task<FactorChange> TurnOffAsync(Caller caller, string password)
    {
        if (ProvePassword.PersonOf(caller) is not { TwoFactorEnabled: true } person || !await prove.AgainAsync(caller, password)) return new FactorChange.NotProven();
        return await ChangeAsync(person, MailTemplate.SecondFactorOff, row =>
        {
            row.TwoFactorEnabled = false;
            row.SealedAuthenticatorKey = null;
            row.RecoveryCodes = "";
        }) ? new FactorChange.Done() : new FactorChange.Overtaken();
    }

    private async Task<FactorChange> WithNewCodesAsync(PersonRow person, MailTemplate template, Action<PersonRow> change)
    {
        var codes = RecoveryCode.NewSet();
        return await ChangeAsync(person, template, row =>
        {
            change(row);
            row.RecoveryCodes = RecoveryCode.Stored(codes);
        }) ? new FactorChange.Coded(codes) : new FactorChange.Overtaken();
    }

    private async Task<bool> ChangeAsync(PersonRow person, MailTemplate template, Action<PersonRow> change)
    {
        await using (var vault = await vaults.CreateDbContextAsync())
        {
            await using var transaction = await vault.Database.BeginTransactionAsync();
            var row = await vault.People.SingleAsync(p => p.Id == person.Id);
            // Of two changes at the same moment one holds, and the codes that were shown are the ones that work.
            if (row.ConcurrencyStamp != person.ConcurrencyStamp) return false;
            change(row);
            row.SecurityStamp = Convert.ToHexStringLower(Randomness.Bytes(16));
            row.ConcurrencyStamp = Convert.ToHexStringLower(Randomness.Bytes(16));
            await vault.SaveChangesAsync();
            // INVARIANT: the mail waits before the change holds; a crash between tells too much, never too little.
            var notice = mail.Prepare(row, template, MailParameters.None);
            await writer.WriteAsync(work => ResetPassword.TellAsync(work, row, notice));
            await transaction.CommitAsync();
        }

        mail.Ring();
        return true;
    }
}

/// <summary>What came of a wish to change the second factor.</summary>
internal abstract class FactorChange
{
    private FactorChange()
    {
    }

    internal sealed class Done : FactorChange;

    /// <summary>Done, and these codes are shown this once.</summary>
    internal sealed class Coded(string[] codes) : FactorChange
    {
        internal string[] Codes { get; } = codes;
    }

    /// <summary>No live session, a wrong password, too many attempts, or nothing to change.</summary>
    internal sealed class NotProven : FactorChange;

    internal sealed class WrongCode : FactorChange;

    /// <summary>Something else changed at the same moment; nothing was changed here.</summary>
    internal sealed class Overtaken : FactorChange;
}
