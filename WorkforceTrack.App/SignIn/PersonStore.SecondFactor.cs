using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Vault;

namespace WorkforceTrack.App.SignIn;

/// <content>The second factor: a secret sealed under the person's own key, and the hashes of the recovery codes that are left.</content>
internal sealed partial class PersonStore : IUserTwoFactorStore<PersonRow>, IUserAuthenticatorKeyStore<PersonRow>, IUserTwoFactorRecoveryCodeStore<PersonRow>
{
    public Task SetTwoFactorEnabledAsync(PersonRow user, bool enabled, CancellationToken cancellationToken)
    {
        user.TwoFactorEnabled = enabled;
        return Task.CompletedTask;
    }

    public Task<bool> GetTwoFactorEnabledAsync(PersonRow user, CancellationToken cancellationToken) => Task.FromResult(user.TwoFactorEnabled);

    public Task SetAuthenticatorKeyAsync(PersonRow user, string key, CancellationToken cancellationToken)
    {
        using var own = keys.PersonKey(user);
        user.SealedAuthenticatorKey = Sealer.Seal(own, Encoding.ASCII.GetBytes(key), SecretContext(user));
        return Task.CompletedTask;
    }

    public Task<string?> GetAuthenticatorKeyAsync(PersonRow user, CancellationToken cancellationToken)
    {
        if (user.SealedAuthenticatorKey is not { } secret) return Task.FromResult<string?>(null);
        using var own = keys.PersonKey(user);
        return Task.FromResult<string?>(Encoding.ASCII.GetString(Sealer.Open(own, secret, SecretContext(user))));
    }

    public Task ReplaceCodesAsync(PersonRow user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken)
    {
        user.RecoveryCodes = RecoveryCode.Stored(recoveryCodes);
        return Task.CompletedTask;
    }

    // INVARIANT: the caller stores the row under its concurrency stamp, so that of two uses at the same moment one fails.
    public Task<bool> RedeemCodeAsync(PersonRow user, string code, CancellationToken cancellationToken)
    {
        var used = RecoveryCode.Hash(code);
        var left = user.RecoveryCodes.Split(';', StringSplitOptions.RemoveEmptyEntries);
        var found = left.Contains(used, StringComparer.Ordinal);
        if (found) user.RecoveryCodes = string.Join(';', left.Where(hash => hash != used));
        return Task.FromResult(found);
    }

    public Task<int> CountCodesAsync(PersonRow user, CancellationToken cancellationToken) =>
        Task.FromResult(RecoveryCode.Left(user));

    /// <summary>Uses up a time step. False when this step or a later one was used before: a code works once (RFC 6238, 5.2).</summary>
    internal async Task<bool> UseStepAsync(PersonRow user, long step)
    {
        await using var vault = await vaults.CreateDbContextAsync();
        return await vault.People.Where(p => p.Id == user.Id && p.LastTotpStep < step)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.LastTotpStep, step)) == 1;
    }

    private static byte[] SecretContext(PersonRow user) => Sealer.Context("totp", user.Id);
}
