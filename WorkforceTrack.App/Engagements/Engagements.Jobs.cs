using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Correspondence;
using WorkforceTrack.App.Erasure;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Engagements;
using WorkforceTrack.Domain.Erasure;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Engagements;

/// <summary>
/// Asks by mail for the certificate of return or destruction until it is there, and removes documents past their retention (D5). Looked at
/// once an hour; what a stopped program missed is done at its next start. What was sent stands in the store, in one unit with the mail.
/// </summary>
internal sealed class ChaseCertificates(
    IDbContextFactory<MainDb> stores, IDbContextFactory<VaultDb> vaults, MainWriter writer, MailQueue mail, EngagementDesk desk, EngagedAccounts accounts, KeyRing keys, SweepBook book, RetentionTimes times,
    CertificateTask task, TimeProvider clock, ILogger<ChaseCertificates> log) : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromHours(1);

    /// <summary>How long documents and accounts stay after the settlement: five years, as long as accounts of disclosures are kept.</summary>
    internal TimeSpan KeptFor { get; } = times.Of(RecordKind.Engagements);

    /// <summary>Sends what is due now; says how many reminders went out.</summary>
    [Keeps("D5")]
    internal async Task<int> RemindAsync()
    {
        var sent = 0;
        foreach (var id in await WhereAsync(e => e.Step == EngagementStep.Signed)) sent += await RemindAsync(id);
        if (sent > 0) mail.Ring();
        return sent;
    }

    /// <summary>Removes what is past its retention; says of how many engagements.</summary>
    [Keeps("D5")]
    internal async Task<int> RemoveAsync()
    {
        var before = clock.GetUtcNow() - KeptFor;
        var due = await WhereAsync(e => e.Step == EngagementStep.Settled && e.RemovedAt == null && e.SettledAt <= before);
        foreach (var id in due)
        {
            await accounts.RemoveAsync(id);
            await keys.DestroyProgramKeysAsync(EngagementSeal.NameOfDocumentKey(id));
            await writer.WriteAsync(async work =>
            {
                await work.Db.EngagementDocuments.Where(d => d.Engagement == id).ExecuteDeleteAsync();
                var row = await work.Db.Engagements.SingleAsync(e => e.Id == id);
                row.RemovedAt = work.Now;
                return work.Append(desk.EntryOf(work, ActorRole.Platform, row, id.Value, EngagementMarks.Removed));
            });
        }

        return due.Count;
    }

    /// <summary>Finishes what a stop left half done: accounts open after the settlement, and people of a draft that was discarded.</summary>
    internal async Task CloseAsync()
    {
        await accounts.RemoveForgottenAsync();
        foreach (var id in await WhereAsync(e => e.Step == EngagementStep.Settled && e.RemovedAt == null)) await accounts.CloseAsync(id);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Between, clock);
        do
        {
            try
            {
                await RemindAsync();
                await CloseAsync();
                await book.AddAsync(RecordKind.Engagements, await RemoveAsync());
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // The next round does what this one left: the store says what was done.
                log.NotChased(failure.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<List<EngagementId>> WhereAsync(System.Linq.Expressions.Expression<Func<EngagementRow, bool>> which)
    {
        await using var store = await stores.CreateDbContextAsync();
        return await store.Engagements.AsNoTracking().Where(which).Select(e => e.Id).ToListAsync();
    }

    private async Task<int> RemindAsync(EngagementId id)
    {
        await using var store = await stores.CreateDbContextAsync();
        if (await store.Engagements.AsNoTracking().SingleAsync(e => e.Id == id) is var seen && !IsDue(seen)) return 0;
        var contact = await store.EngagedPeople.AsNoTracking().Where(p => p.Engagement == id && p.IsContact).Select(p => (Guid?)p.Id).SingleOrDefaultAsync();
        await using var vault = await vaults.CreateDbContextAsync();
        var person = contact is null ? null : await vault.People.AsNoTracking().SingleOrDefaultAsync(p => p.Engaged == contact);
        if (person is null) return 0;
        var letter = mail.Prepare(person, MailTemplate.CertificateReminder, MailParameters.None);
        // INVARIANT: the mail and the mark that it was sent stand or fall together, so no restart sends it twice or never.
        return await writer.WriteAsync(async work =>
        {
            var row = await work.Db.Engagements.SingleAsync(e => e.Id == id);
            if (!IsDue(row)) return 0;
            row.RemindedAt = work.Now;
            work.Db.Mail.Add(letter);
            work.Append(desk.EntryOf(work, ActorRole.Platform, row, contact!.Value, EngagementMarks.Reminded));
            return 1;
        });
    }

    private bool IsDue(EngagementRow row) => row.ToStored().AsEnded(clock.GetUtcNow()) is { } ended && task.IsReminderDue(ended.EndedAt, row.RemindedAt, clock.GetUtcNow());
}

internal static partial class ChaseCertificatesLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "Certificates of return or destruction could not be asked for this time ({Kind}).")]
    internal static partial void NotChased(this ILogger logger, string kind);
}
