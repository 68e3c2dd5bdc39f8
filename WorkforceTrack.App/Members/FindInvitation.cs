using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Members;

/// <summary>Finds the invitation of a code and opens what it says of its holder, to its holder. Unknown, used and old codes are one answer.</summary>
internal sealed class FindInvitation(IDbContextFactory<MainDb> stores, IDbContextFactory<VaultDb> vaults, KeyRing keys, TimeProvider clock)
{
    [Keeps("C3")]
    internal async Task<OpenInvitation?> FindAsync(string? typed)
    {
        if (InvitationCode.Read(typed) is not { } code) return null;
        var (hash, today) = (keys.InvitationHash(code.Open()), DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
        await using var store = await stores.CreateDbContextAsync();
        if (await store.Invitations.AsNoTracking().SingleOrDefaultAsync(i => i.CodeHash == hash && i.ExpiresOn >= today) is not { } row) return null;
        await using var vault = await vaults.CreateDbContextAsync();
        if (await vault.People.AsNoTracking().SingleOrDefaultAsync(p => p.Id == row.Person && p.Kind == PersonKind.Invited) is not { } person) return null;
        using var key = keys.PersonKey(person);
        return new OpenInvitation(person.Id, InvitationSeal.OpenAddress(key, row), InvitationSeal.OpenName(key, row), row.ExpiresOn);
    }
}

/// <summary>An invitation as its holder reads it.</summary>
internal sealed record OpenInvitation(Guid Person, Redacted<string> Address, Redacted<string>? Name, DateOnly Until);
