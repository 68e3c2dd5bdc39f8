using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;

namespace WorkforceTrack.App.SignIn;

/// <summary>
/// The accounts, for ASP.NET Core Identity: rows of the vault, found by keyed index alone. There is no name or address to give.
/// </summary>
internal sealed partial class PersonStore(IDbContextFactory<VaultDb> vaults, KeyRing keys) : IUserPasswordStore<PersonRow>, IUserSecurityStampStore<PersonRow>
{
    public async Task<PersonRow?> FindByIdAsync(string userId, CancellationToken cancellationToken)
    {
        if (!Guid.TryParseExact(userId, "N", out var id)) return null;
        await using var vault = await vaults.CreateDbContextAsync(cancellationToken);
        return await vault.People.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, cancellationToken);
    }

    /// <summary>Looks a typed user ID up by its keyed index.</summary>
    public async Task<PersonRow?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken)
    {
        var index = keys.UserIdIndex(normalizedUserName.Trim());
        await using var vault = await vaults.CreateDbContextAsync(cancellationToken);
        return await vault.People.AsNoTracking().SingleOrDefaultAsync(p => p.UserIdIndex == index, cancellationToken);
    }

    /// <summary>
    /// Writes what belongs to signing in, and nothing else of the row: counts and used codes are kept by statements of their own,
    /// which a stale copy must not undo.
    /// </summary>
    public async Task<IdentityResult> UpdateAsync(PersonRow user, CancellationToken cancellationToken)
    {
        var (before, after) = (user.ConcurrencyStamp, Convert.ToHexStringLower(Randomness.Bytes(16)));
        await using var vault = await vaults.CreateDbContextAsync(cancellationToken);
        var written = await vault.People.Where(p => p.Id == user.Id && p.ConcurrencyStamp == before).ExecuteUpdateAsync(
            set => set.SetProperty(p => p.PasswordHash, user.PasswordHash)
                .SetProperty(p => p.SecurityStamp, user.SecurityStamp)
                .SetProperty(p => p.TwoFactorEnabled, user.TwoFactorEnabled)
                .SetProperty(p => p.SealedAuthenticatorKey, user.SealedAuthenticatorKey)
                .SetProperty(p => p.RecoveryCodes, user.RecoveryCodes)
                .SetProperty(p => p.ConcurrencyStamp, after),
            cancellationToken);
        if (written == 0) return IdentityResult.Failed(new IdentityErrorDescriber().ConcurrencyFailure());
        user.ConcurrencyStamp = after;
        return IdentityResult.Success;
    }

    public Task<string> GetUserIdAsync(PersonRow user, CancellationToken cancellationToken) => Task.FromResult(user.Id.ToString("N"));

    public Task SetPasswordHashAsync(PersonRow user, string? passwordHash, CancellationToken cancellationToken)
    {
        user.PasswordHash = passwordHash;
        return Task.CompletedTask;
    }

    public Task<string?> GetPasswordHashAsync(PersonRow user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash);

    public Task<bool> HasPasswordAsync(PersonRow user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash is not null);

    public Task SetSecurityStampAsync(PersonRow user, string stamp, CancellationToken cancellationToken)
    {
        user.SecurityStamp = stamp;
        return Task.CompletedTask;
    }

    public Task<string?> GetSecurityStampAsync(PersonRow user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.SecurityStamp);

    // Identity asks for names at every update; the vault keeps none.
    public Task<string?> GetUserNameAsync(PersonRow user, CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    public Task<string?> GetNormalizedUserNameAsync(PersonRow user, CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    public Task SetUserNameAsync(PersonRow user, string? userName, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SetNormalizedUserNameAsync(PersonRow user, string? normalizedName, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<IdentityResult> CreateAsync(PersonRow user, CancellationToken cancellationToken) =>
        throw new NotSupportedException("A person enters the vault together with the sealed values, in the use case that admits one.");

    public Task<IdentityResult> DeleteAsync(PersonRow user, CancellationToken cancellationToken) =>
        throw new NotSupportedException("A person leaves the vault by erasure.");

    public void Dispose()
    {
        // Every operation has a context of its own.
    }
}
