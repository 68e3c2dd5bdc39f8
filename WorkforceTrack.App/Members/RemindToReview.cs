using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Correspondence;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Members;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Members;

/// <summary>
/// Asks members by mail to look over their data when it is time (A3): one mail for each such time, and only to an address that its owner
/// checked. That it was sent stands in one unit with the mail, so no stop of the program sends it twice or never.
/// </summary>
internal sealed class RemindToReview(
    IDbContextFactory<MainDb> stores, IDbContextFactory<VaultDb> vaults, MainWriter writer, MailQueue mail, ReviewTerm term, TimeProvider clock)
{
    /// <summary>Queues the mails that are owed today; says how many.</summary>
    [Keeps("A3")]
    internal async Task<int> RemindAsync(CancellationToken stop)
    {
        await SettleAsync(stop);
        var queued = 0;
        foreach (var member in await OwedAsync(stop))
        {
            stop.ThrowIfCancellationRequested();
            queued += await RemindOneAsync(member);
        }

        if (queued > 0) mail.Ring();
        return queued;
    }

    // A member from before there were reminders: what is held was looked over when the latest of it was stored.
    private Task<int> SettleAsync(CancellationToken stop) => writer.WriteAsync(work => work.Db.Members.Where(m => m.ReviewedOn == null)
        .ExecuteUpdateAsync(set => set.SetProperty(m => m.ReviewedOn, m => work.Db.SealedFields.Where(f => f.Member == m.Id).Max(f => (DateOnly?)f.StoredOn)), stop));

    private async Task<List<MemberId>> OwedAsync(CancellationToken stop)
    {
        var today = Today(clock.GetUtcNow());
        var dueFrom = term.DueFrom(today);
        await using var store = await stores.CreateDbContextAsync(stop);
        return (await store.Members.AsNoTracking().Where(m => m.State == AccountState.Open && m.ReviewedOn <= dueFrom).Select(m => new { m.Id, m.ReviewedOn, m.ReviewAskedOn }).ToListAsync(stop))
            .Where(m => term.IsMailOwed(m.ReviewedOn!.Value, m.ReviewAskedOn, today)).Select(m => m.Id).ToList();
    }

    private async Task<int> RemindOneAsync(MemberId id)
    {
        PersonRow? person;
        await using (var vault = await vaults.CreateDbContextAsync()) person = await vault.People.AsNoTracking().SingleOrDefaultAsync(p => p.Member == id && p.AddressChecked);
        if (person is null) return 0;
        var letter = mail.Prepare(person, MailTemplate.ReviewData, MailParameters.None);
        return await writer.WriteAsync(async work =>
        {
            var row = await work.Db.Members.SingleAsync(m => m.Id == id);
            var today = Today(work.Now);
            if (row is not { State: AccountState.Open, ReviewedOn: { } reviewed } || !term.IsMailOwed(reviewed, row.ReviewAskedOn, today)) return 0;
            row.ReviewAskedOn = today;
            work.Db.Mail.Add(letter);
            return 1;
        });
    }

    private static DateOnly Today(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime);
}
