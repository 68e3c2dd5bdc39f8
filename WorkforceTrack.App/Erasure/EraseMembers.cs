using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.Shell;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Erasure;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Members;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.Erasure;

/// <summary>
/// Erases everyone whose waiting time is over (T2, T4; NIST SP 800-88), and finishes what a crash cut off. In two phases: first one
/// commit removes everything from the main store and records that the rest must follow; then the vault's row goes with the key, the
/// journals are emptied, the copies of the vault written anew, and the ledger says that it is done.
/// </summary>
internal sealed class EraseMembers(
    MainWriter writer, IDbContextFactory<MainDb> stores, EraseAccount account, EndSession end, RetentionTimes times,
    PolicyInForce policy, IOptions<OrganisationOptions> organisation, TimeProvider clock, ILogger<EraseMembers> log)
{
    private readonly SemaphoreSlim one = new(1, 1);

    /// <summary>Erases what is due now. Returns how many were finished.</summary>
    [Keeps("T2"), Keeps("T4")]
    internal async Task<int> EraseDueAsync()
    {
        await one.WaitAsync();
        try
        {
            var changed = false;
            foreach (var id in await DueAsync()) changed |= await TryAsync(id, () => PurgeAsync(id));
            var purged = await WhereAsync(l => l.Step == LeavingStep.Purged);
            if (!changed && purged.Count == 0) return 0;
            foreach (var id in purged) await account.DestroyAsync(id);
            // INVARIANT: only what no file holds any more is called done.
            await account.LeaveNoTraceAsync();
            var finished = 0;
            foreach (var id in purged) finished += await TryAsync(id, () => FinishAsync(id)) ? 1 : 0;
            return finished;
        }
        finally
        {
            one.Release();
        }
    }

    private async Task<List<Guid>> DueAsync()
    {
        var now = clock.GetUtcNow();
        return await WhereAsync(l => l.Step == LeavingStep.Held || (l.Step == LeavingStep.Waiting && l.DueAt <= now));
    }

    private async Task<List<Guid>> WhereAsync(System.Linq.Expressions.Expression<Func<LeavingRow, bool>> which)
    {
        await using var store = await stores.CreateDbContextAsync();
        return await store.Leavings.AsNoTracking().Where(which).OrderBy(l => l.DueAt).Select(l => l.Id).ToListAsync();
    }

    // One that cannot be erased now holds up no other one.
    private async Task<bool> TryAsync(Guid id, Func<Task<bool>> act)
    {
        try
        {
            return await act();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.NotErased(id, failure.GetType().Name);
            return false;
        }
    }

    private async Task<bool> PurgeAsync(Guid id)
    {
        var found = await account.FindAsync(id);
        if (found is not null) await end.AllAsync(found.Person.Person);
        return await writer.WriteAsync(work => PurgeAsync(work, id, found)) switch
        {
            LeavingStep.Held => await account.ReduceAsync(id),
            LeavingStep.Purged => true,
            _ => false,
        };
    }

    // INVARIANT: one unit. Either everything of the member still stands in the main store, or nothing, and that the key must follow.
    private async Task<LeavingStep?> PurgeAsync(MainWork work, Guid id, FoundAccount? found)
    {
        if (await work.Db.Leavings.SingleOrDefaultAsync(l => l.Id == id) is not { } row) return null;
        if (row.Step == LeavingStep.Waiting && row.DueAt > work.Now) return null;
        if (found is null)
        {
            // Gone from the vault already, as after a restore: what the main store held was purged there.
            row.Step = LeavingStep.Purged;
            return row.Step;
        }

        var person = await WithHoldsAsync(work, found.Person);
        var removed = 0;
        foreach (var trace in MemberTraces.InMain) removed += await trace.RemoveAsync(work.Db, person);
        if (row.Step == LeavingStep.Held && person.IsHeld && removed == 0) return null;
        foreach (var trace in MemberTraces.InMain)
        {
            if (await trace.CountAsync(work.Db, person) > 0) throw new InvalidOperationException($"Something is left of {trace.Kind} after it was removed.");
        }

        row.Partners += found.PartnerNames.Length;
        row.Step = person.IsHeld ? LeavingStep.Held : LeavingStep.Purged;
        if (person.IsHeld) await work.Db.Members.Where(m => m.Id == person.Member).ExecuteUpdateAsync(set => set.SetProperty(m => m.State, AccountState.Closed));
        return row.Step;
    }

    private static async Task<TracedPerson> WithHoldsAsync(MainWork work, TracedPerson person)
    {
        var parts = await work.Db.CaseParts.AsNoTracking().Where(p => p.Member == person.Member).ToListAsync();
        var held = parts.Where(p => !p.Held.IsEmpty && HeldBack.IsInForce(p.HeldUntil, work.Now)).ToList();
        return person with
        {
            HeldFields = [.. HeldBack.Of(held.Select(p => (p.Held, p.HeldUntil)), work.Now)],
            LeftOutParts = [.. held.Select(p => p.Evidence)],
        };
    }

    private Task<bool> FinishAsync(Guid id) => writer.WriteAsync(async work =>
    {
        var row = await work.Db.Leavings.SingleAsync(l => l.Id == id);
        var today = DateOnly.FromDateTime(work.Now.UtcDateTime);
        var document = new ErasureReceipt(row.Reference, organisation.Value.Name, today, LastBackupGoesOn: null, Salt.From(Randomness.Bytes(Salt.Length))).ToJson(times.Words);
        (row.Step, row.DueAt, row.ErasedAt, row.Document) = (LeavingStep.Done, null, work.Now, document);
        // INVARIANT: no subject. The receipt must not lead to the entries of who left, nor they to it.
        row.EntryIndex = work.Append(Entries.New(work, EntryKind.Erasure, ActorRole.Platform) with
        {
            Evidence = id,
            Policy = policy.Version?.Number,
            Detail = Digest.Of(document),
        });
        return true;
    });
}

internal static partial class EraseMembersLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "The erasure {Leaving} could not go on ({Kind}); it is taken up again within the hour.")]
    internal static partial void NotErased(this ILogger logger, Guid leaving, string kind);
}
