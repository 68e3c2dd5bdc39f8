using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using WorkforceTrack.App.Backups;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.LegalProcess;
using WorkforceTrack.App.Partners;
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
/// journals are emptied, what the copy of the vault has of the person is destroyed there, and the ledger says that it is done.
/// </summary>
internal sealed class EraseMembers(
    MainWriter writer, IDbContextFactory<MainDb> stores, EraseAccount account, PassOn passOn, EndSession end, RetentionTimes times, BackupShelf shelf,
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
            var gone = new List<ErasedTrace>();
            foreach (var id in await DueAsync()) await TryAsync(id, () => PurgeAsync(id, gone));
            if ((await WhereAsync(l => l.Step == LeavingStep.Held || l.Step == LeavingStep.Purged)).Count == 0) return 0;
            var (purged, isEveryoneKnown) = (new List<Guid>(), true);
            foreach (var id in await WhereAsync(l => l.Step == LeavingStep.Purged))
            {
                if (await account.FindAsync(id) is not { Person: var person }) isEveryoneKnown = false;
                else if (!await TryAsync(id, () => DestroyAsync(id, person, gone))) continue;
                purged.Add(id);
            }

            // INVARIANT: only what no file holds any more is called done. In each round while a hold lasts, too: a stop may have cut this off.
            await account.LeaveNoTraceAsync(isEveryoneKnown ? gone : null);
            var finished = 0;
            var last = await shelf.LastGoesOnAsync();
            foreach (var id in purged) finished += await TryAsync(id, () => FinishAsync(id, last)) ? 1 : 0;
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

    private async Task<bool> PurgeAsync(Guid id, List<ErasedTrace> gone)
    {
        var found = await account.FindAsync(id);
        if (found is not null) await end.AllAsync(found.Person.Person);
        // Again in each round while a hold lasts: a stop may have come between the two.
        if (await writer.WriteAsync(work => PurgeAsync(work, id, found)) is { Step: LeavingStep.Held } purged && found is not null)
        {
            if (await account.ReduceAsync(id, FieldSet.From(purged.Held)) is { } trace) gone.Add(trace);
        }

        return true;
    }

    // INVARIANT: one unit. Either everything of the member still stands in the main store, or nothing, and that the key must follow.
    private async Task<(LeavingStep Step, PersonalField[] Held)?> PurgeAsync(MainWork work, Guid id, FoundAccount? found)
    {
        if (await work.Db.Leavings.SingleOrDefaultAsync(l => l.Id == id) is not { } row) return null;
        if (row.Step == LeavingStep.Waiting && row.DueAt > work.Now) return null;
        // INVARIANT: who is not found is not called erased. A restore, which purges the main store itself, says so of whom it purged.
        if (found is null) return row.Step == LeavingStep.Purged ? (row.Step, []) : throw new InvalidOperationException("The vault knows nobody who asked for this leaving.");
        var person = await WithHoldsAsync(work, found.Person);
        await RemoveAsync(work, person);
        foreach (var trace in MemberTraces.InMain)
        {
            if (await trace.CountAsync(work.Db, person) > 0) throw new InvalidOperationException($"Something is left of {trace.Kind} after it was removed.");
        }

        await passOn.ErasedAsync(work, found.PartnerNames, id);
        row.Step = person.IsHeld ? LeavingStep.Held : LeavingStep.Purged;
        if (person.IsHeld)
        {
            await account.SealHeldAgainAsync(work.Db, person);
            await work.Db.Members.Where(m => m.Id == person.Member).ExecuteUpdateAsync(set => set.SetProperty(m => m.State, AccountState.Closed));
        }

        return (row.Step, person.HeldFields);
    }

    private static async Task RemoveAsync(MainWork work, TracedPerson person)
    {
        foreach (var trace in MemberTraces.InMain) await trace.RemoveAsync(work.Db, person);
        // A package that held the data of several is made anew without this one, if it is still wanted.
        await work.Db.Cases.Where(c => c.HasPackage && !work.Db.CaseDocuments.Any(d => d.Case == c.Id && d.Kind == CaseDocumentKind.Package))
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.HasPackage, false));
    }

    private async Task<bool> DestroyAsync(Guid id, TracedPerson person, List<ErasedTrace> gone)
    {
        if (await account.DestroyAsync(id) is { } trace) gone.Add(trace);
        // What was under way when the main store was purged, as a mail that somebody queued, may have come after it.
        await writer.WriteAsync(async work =>
        {
            await RemoveAsync(work, person);
            return true;
        });
        return true;
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

    private Task<bool> FinishAsync(Guid id, DateOnly? lastBackup) => writer.WriteAsync(async work =>
    {
        var row = await work.Db.Leavings.SingleAsync(l => l.Id == id);
        var today = DateOnly.FromDateTime(work.Now.UtcDateTime);
        var document = new ErasureReceipt(row.Reference, organisation.Value.Name, today, lastBackup, account.KeepsCopies, Salt.From(Randomness.Bytes(Salt.Length))).ToJson(times.Words);
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
