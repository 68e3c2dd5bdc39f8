using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Backups;
using WorkforceTrack.App.Correspondence;
using WorkforceTrack.App.Erasure;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Erasure;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.Members;

/// <summary>
/// Erases invitations: the person's row and key from the vault, with what its journal still holds of them; then the sealed address and the
/// waiting mail, which nothing opens any more (C3, C4).
/// </summary>
internal sealed class ForgetInvitations(IDbContextFactory<MainDb> stores, IDbContextFactory<VaultDb> vaults, MainWriter writer, MailFolder folder, VaultCopies copies, SweepBook book, TimeProvider clock) : ISweep
{
    private const int InOneGo = 500;

    public RecordKind Kind => RecordKind.Invitations;

    /// <summary>Erases what nobody accepted in time, and what an answer left that was cut off. Says how many went.</summary>
    [Keeps("C3")]
    public async Task<int> SweepAsync(CancellationToken stop)
    {
        var people = await OverAsync(stop);
        foreach (var some in people.Chunk(InOneGo))
        {
            stop.ThrowIfCancellationRequested();
            await RemoveRowsAsync(some);
        }

        // Always: an invitation that was declined a moment ago left its journal to this.
        await using var vault = await vaults.CreateDbContextAsync(stop);
        await Journals.EmptyAsync(vault.EmptyJournalAsync, "vault");
        await book.AddAsync(Kind, people.Count);
        return people.Count;
    }

    /// <summary>Erases the invitations of these people. Where somebody reads the vault, its journal is emptied by the next sweep.</summary>
    internal async Task RemoveAsync(IReadOnlyCollection<Guid> people)
    {
        await RemoveRowsAsync(people);
        await using var vault = await vaults.CreateDbContextAsync();
        await vault.EmptyJournalAsync();
        await copies.TryRenewAsync(people);
    }

    private async Task RemoveRowsAsync(IReadOnlyCollection<Guid> people)
    {
        // INVARIANT: the key first. Whatever a stop leaves in the main store is noise then, and found again by its day.
        await using (var vault = await vaults.CreateDbContextAsync())
            await vault.People.Where(p => p.Kind == PersonKind.Invited && people.Contains(p.Id)).ExecuteDeleteAsync();
        foreach (var person in people) folder.Forget(person);
        await writer.WriteAsync(async work =>
        {
            await work.Db.Mail.Where(m => people.Contains(m.Person)).ExecuteDeleteAsync();
            return await work.Db.Invitations.Where(i => people.Contains(i.Person)).ExecuteDeleteAsync();
        });
    }

    // The vault is read first: whoever is seen there has an invitation in the main store, or had one.
    private async Task<List<Guid>> OverAsync(CancellationToken stop)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        await using var vault = await vaults.CreateDbContextAsync(stop);
        var known = await vault.People.AsNoTracking().Where(p => p.Kind == PersonKind.Invited).Select(p => p.Id).ToListAsync(stop);
        await using var store = await stores.CreateDbContextAsync(stop);
        var kept = (await store.Invitations.AsNoTracking().Where(i => i.ExpiresOn >= today).Select(i => i.Person).ToListAsync(stop)).ToHashSet();
        var past = await store.Invitations.AsNoTracking().Where(i => i.ExpiresOn < today).Select(i => i.Person).ToListAsync(stop);
        return [.. known.Where(id => !kept.Contains(id)).Union(past)];
    }
}
