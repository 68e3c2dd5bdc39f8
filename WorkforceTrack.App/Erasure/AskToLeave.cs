using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Backups;
using WorkforceTrack.App.Correspondence;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Correspondence;
using WorkforceTrack.Domain.Erasure;
using WorkforceTrack.Domain.Members;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.Erasure;

/// <summary>
/// A member asks to leave, with the password once more, and may come back while the waiting time lasts (T1). It works at once: nothing
/// is used or disclosed from then on but for the member's own access and what the law demands.
/// </summary>
internal sealed class AskToLeave(
    MainWriter writer, IDbContextFactory<VaultDb> vaults, IDbContextFactory<MainDb> stores, ProvePassword prove, EndSession end, MailQueue mail, LeavingTerms terms, VaultCopies copies, TimeProvider clock) : IDisposable
{
    // INVARIANT: one at a time, so that the vault's row and the leaving that it names cannot part over two tabs.
    private readonly SemaphoreSlim one = new(1, 1);

    [Keeps("T1")]
    internal async Task<LeavingAnswer> AskAsync(Caller caller, string password) => caller is not Caller.Member member || !await prove.AgainAsync(caller, password)
        ? new LeavingAnswer.NotProven()
        : await BeginAsync(member);

    /// <summary>The same for who has shown already that it is their own wish.</summary>
    internal async Task<LeavingAnswer> BeginAsync(Caller.Member member)
    {
        await one.WaitAsync();
        try
        {
            var (reference, secret) = (New(ReferenceCode.ReferenceLength), New(ReferenceCode.SecretLength));
            var row = new LeavingRow { Id = Randomness.Id(), Reference = reference, SecretHash = HashOf(secret), Step = LeavingStep.Waiting };
            // INVARIANT: the vault first. A crash after it leaves a name for nothing; the reverse would leave an account that rests for ever.
            if (!await NameAsync(member.Person.Id, row.Id)) return new LeavingAnswer.NotNow();
            var letter = mail.Prepare(member.Person, MailTemplate.Leaving, MailParameters.WithDay(terms.DueAt(clock.GetUtcNow())));
            if (!await writer.WriteAsync(work => StoreAsync(work, member, row, letter))) return new LeavingAnswer.NotNow();
            await end.OthersAsync(member);
            mail.Ring();
            return new LeavingAnswer.Asked(reference, secret, row.DueAt!.Value);
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>The way back: as near as the way out was, while the waiting time lasts.</summary>
    [Keeps("T1")]
    internal async Task<bool> StayAsync(Caller caller)
    {
        if (caller is not Caller.Member { Person.Leaving: { } leaving } member) return false;
        await one.WaitAsync();
        try
        {
            var stays = await writer.WriteAsync(async work =>
            {
                if (await work.Db.Leavings.SingleOrDefaultAsync(l => l.Id == leaving && l.Step == LeavingStep.Waiting) is not { } row) return false;
                work.Db.Leavings.Remove(row);
                (await work.Db.Members.SingleAsync(m => m.Id == member.Id)).State = AccountState.Open;
                return true;
            });
            if (stays) await UnnameAsync(member.Person.Id, leaving);
            return stays;
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>A new secret in place of one that was lost; the old one opens nothing any more.</summary>
    internal async Task<string?> RenewSecretAsync(Caller caller, string password)
    {
        if (caller is not Caller.Member { Person.Leaving: { } leaving } || !await prove.AgainAsync(caller, password)) return null;
        var secret = New(ReferenceCode.SecretLength);
        var hash = HashOf(secret);
        return await writer.WriteAsync(work => work.Db.Leavings.Where(l => l.Id == leaving).ExecuteUpdateAsync(set => set.SetProperty(l => l.SecretHash, hash))) == 1 ? secret : null;
    }

    /// <summary>Where the caller's leaving stands; null when the caller did not ask to leave.</summary>
    internal async Task<StandingLeaving?> ReadAsync(Caller caller)
    {
        if (caller is not Caller.Member { Person.Leaving: { } leaving }) return null;
        await using var store = await stores.CreateDbContextAsync();
        return await store.Leavings.AsNoTracking().SingleOrDefaultAsync(l => l.Id == leaving) is { DueAt: { } due } row ? new StandingLeaving(row.Reference, due) : null;
    }

    internal static byte[] HashOf(string secret) => SHA256.HashData(Encoding.ASCII.GetBytes(secret));

    public void Dispose() => one.Dispose();

    private async Task<bool> StoreAsync(MainWork work, Caller.Member member, LeavingRow row, MailRow letter)
    {
        if (await work.Db.Members.SingleOrDefaultAsync(m => m.Id == member.Id) is not { State: not AccountState.Closed } membership) return false;
        membership.State = AccountState.Leaving;
        row.DueAt = terms.DueAt(work.Now);
        work.Db.Leavings.Add(row);
        work.Db.Mail.Add(letter);
        return true;
    }

    // A leaving that goes on keeps its name; one that a crash left without a row is no leaving.
    private async Task<bool> NameAsync(Guid person, Guid leaving)
    {
        await using var vault = await vaults.CreateDbContextAsync();
        await using var store = await stores.CreateDbContextAsync();
        if (await vault.People.Where(p => p.Id == person).Select(p => p.Leaving).SingleOrDefaultAsync() is { } standing && await store.Leavings.AnyAsync(l => l.Id == standing)) return false;
        return await vault.People.Where(p => p.Id == person).ExecuteUpdateAsync(set => set.SetProperty(p => p.Leaving, leaving)) == 1;
    }

    private async Task UnnameAsync(Guid person, Guid leaving)
    {
        await using (var vault = await vaults.CreateDbContextAsync())
            await vault.People.Where(p => p.Id == person && p.Leaving == leaving).ExecuteUpdateAsync(set => set.SetProperty(p => p.Leaving, (Guid?)null));
        // A disaster tomorrow must not bring the wish back.
        await copies.TryRewriteAsync();
    }

    private static string New(int length) => ReferenceCode.From(Randomness.Bytes(length));
}
