using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Correspondence;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Erasure;

namespace WorkforceTrack.App.Erasure;

/// <summary>Mail that lies in the folder for mail longer than declared.</summary>
internal sealed class SweepMailFolder(MailFolder folder, RetentionTimes times, SweepBook book, TimeProvider clock) : ISweep
{
    public RecordKind Kind => RecordKind.HandedOverMail;

    public async Task<int> SweepAsync(CancellationToken stop)
    {
        var removed = folder.Remove(clock.GetUtcNow() - times.Of(Kind));
        await book.AddAsync(Kind, removed);
        return removed;
    }
}

/// <summary>Mailed codes that are too old to be good for anything.</summary>
internal sealed class SweepCodes(IDbContextFactory<VaultDb> vaults, SweepBook book, TimeProvider clock) : ISweep
{
    public RecordKind Kind => RecordKind.MailedCodes;

    public async Task<int> SweepAsync(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        await using var vault = await vaults.CreateDbContextAsync(stop);
        var removed = await vault.Codes.Where(c => c.Until <= now).ExecuteDeleteAsync(stop);
        await book.AddAsync(Kind, removed);
        return removed;
    }
}
