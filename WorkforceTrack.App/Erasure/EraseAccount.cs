using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Backups;
using WorkforceTrack.App.Correspondence;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.Erasure;

/// <summary>The vault's part of an erasure: the row with the key, and every page that held it (T2, T4).</summary>
internal sealed class EraseAccount(IDbContextFactory<VaultDb> vaults, IDbContextFactory<MainDb> stores, MailFolder folder, VaultCopies copies, KeyRing keys)
{
    /// <summary>Who asked for this leaving; null when the vault does not know the person any more.</summary>
    internal async Task<FoundAccount?> FindAsync(Guid leaving)
    {
        await using var vault = await vaults.CreateDbContextAsync();
        if (await vault.People.AsNoTracking().SingleOrDefaultAsync(p => p.Leaving == leaving) is not { Member: { } member, Subject: { } subject } person) return null;
        var names = await vault.PartnerSubjects.AsNoTracking().Where(s => s.Person == person.Id).ToListAsync();
        return new FoundAccount(new TracedPerson(person.Id, member, subject) { PartnerNames = [.. names.Select(n => n.Subject)] }, person.WrappedKey, [.. names]);
    }

    /// <summary>Whether copies of the vault are made here at all.</summary>
    internal bool KeepsCopies => copies.AreMade;

    /// <summary>
    /// Puts what a hold keeps under keys of its own where it was stored before there were any: the person's key will be destroyed. A value
    /// whose key is destroyed already, which only a restore brings back, goes: nothing opens it.
    /// </summary>
    internal async Task SealHeldAgainAsync(MainDb main, TracedPerson person)
    {
        var values = await main.SealedFields.Where(f => f.Member == person.Member).ToListAsync();
        await using var vault = await vaults.CreateDbContextAsync();
        using var own = keys.FieldKeys(await vault.People.AsNoTracking().SingleAsync(p => p.Id == person.Person));
        foreach (var value in values)
        {
            if (!FieldVault.HasKey(own, value.Field, value.Sealed)) main.SealedFields.Remove(value);
            else if (FieldVault.IsUnderPersonKey(value.Sealed)) value.Sealed = FieldVault.SealAgain(own, value.Member, value.Field, value.Sealed);
        }
    }

    /// <summary>Destroys row and key. Returns what no page may hold any more; null when the vault does not know the person any more.</summary>
    internal async Task<ErasedTrace?> DestroyAsync(Guid leaving)
    {
        if (await FindAsync(leaving) is not { Person: var person, WrappedKey: var key }) return null;
        await using var vault = await vaults.CreateDbContextAsync();
        await using var transaction = await vault.Database.BeginTransactionAsync();
        foreach (var trace in MemberTraces.InVault) await trace.RemoveAsync(vault, person);
        // Before the commit, after which nobody knows whose it is; and after it, for what was on its way meanwhile.
        folder.Forget(person.Person);
        await transaction.CommitAsync();
        folder.Forget(person.Person);
        return new ErasedTrace(person.Person, key);
    }

    /// <summary>
    /// Leaves of the row only what the held fields need: their keys and the random names. Nobody can log in by it or find it by a name.
    /// Returns what no page may hold any more; null when the vault does not know the person.
    /// </summary>
    internal async Task<ErasedTrace?> ReduceAsync(Guid leaving, FieldSet held)
    {
        if (await FindAsync(leaving) is not { Person: var person, WrappedKey: var key }) return null;
        folder.Forget(person.Person);
        await using var vault = await vaults.CreateDbContextAsync();
        await using var transaction = await vault.Database.BeginTransactionAsync();
        foreach (var trace in MemberTraces.InVault) await trace.RemoveAsync(vault, person with { HeldFields = [.. held] });
        var row = await vault.People.SingleAsync(p => p.Id == person.Person);
        // INVARIANT: the person's key goes, also in older backups nothing but the held fields opens. Fewer each time that a hold ends.
        row.WrappedKey = keys.OnlyFieldKeys(row, held);
        // Chance in place of the indexes: they must stay different from each other's.
        if (!row.IsReduced) (row.UserIdIndex, row.AddressIndex, row.AddressChecked) = (Randomness.Bytes(32), Randomness.Bytes(32), false);
        (row.PasswordHash, row.SealedAuthenticatorKey, row.RecoveryCodes, row.TwoFactorEnabled) = (null, null, "", false);
        (row.SecurityStamp, row.ConcurrencyStamp) = ("", Convert.ToHexStringLower(Randomness.Bytes(16)));
        await vault.SaveChangesAsync();
        await transaction.CommitAsync();
        folder.Forget(person.Person);
        return new ErasedTrace(person.Person, key);
    }

    /// <summary>
    /// Sees to it that no page of the vault holds what was removed from it, empties both journals, and destroys in the copy of the vault what
    /// is destroyed in the vault (NIST SP 800-88).
    /// </summary>
    /// <param name="erased">Of whom something went; null when that is not known any more.</param>
    internal async Task LeaveNoTraceAsync(IReadOnlyCollection<ErasedTrace>? erased)
    {
        await using var vault = await vaults.CreateDbContextAsync();
        await Journals.EmptyAsync(vault.EmptyJournalAsync, "vault");
        // The one looks through the whole vault, the other waits for the disk.
        await Task.WhenAll(Task.Run(() => vault.ForgetAsync(erased is null ? null : [.. erased.Select(e => e.Key)])), Task.Run(ElsewhereAsync));

        async Task ElsewhereAsync()
        {
            await using var main = await stores.CreateDbContextAsync();
            await Journals.EmptyAsync(main.EmptyJournalAsync, "main store");
            if (erased is null) await copies.RewriteAsync();
            else await copies.RenewAsync([.. erased.Select(e => e.Person)]);
        }
    }
}

/// <summary>Somebody who leaves, with the key as it lies in the vault and the names under which partners know the person.</summary>
internal sealed record FoundAccount(TracedPerson Person, byte[] WrappedKey, ImmutableArray<PartnerSubjectRow> PartnerNames);

/// <summary>What must be in no page of the vault any more: the key of somebody who left, as it lay there. Nothing of the row means anything without it.</summary>
internal sealed record ErasedTrace(Guid Person, byte[] Key);
