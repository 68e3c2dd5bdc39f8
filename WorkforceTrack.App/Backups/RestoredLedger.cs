using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Backups;

/// <summary>How the ledger goes on in a restored store: under its name, or under a new one; its first new entry tells of the restore.</summary>
internal static class RestoredLedger
{
    private const string OriginKey = "ledger-origin";

    internal static async Task ContinueAsync(RestorePlan plan, StoreOptions stores, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        await RenameAsync(plan, now);
        var tree = await AppendAsync(plan, now);
        if (plan.Fate is LedgerFate.IsRenamed { OldNote: not null }) File.Copy(stores.CheckpointFile, $"{stores.CheckpointFile}.before-{now.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}", overwrite: true);
        // INVARIANT: signed outside before the store gets its name. Cut off in between, a head is signed that no store has; the next
        // restore finds it and goes on under another name, so no two heads of one name disagree.
        Directory.CreateDirectory(Path.GetDirectoryName(stores.CheckpointFile)!);
        using var signer = new CheckpointSigner(plan.Ring, new LedgerOrigin(plan.LedgerName));
        var scratch = $"{stores.CheckpointFile}.{BackupFolder.Chance()}.part";
        await using (var stream = new FileStream(scratch, FileMode.Create, FileAccess.Write))
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(signer.Sign(tree).ToString()));
            stream.Flush(flushToDisk: true);
        }

        File.Move(scratch, stores.CheckpointFile, overwrite: true);
    }

    private static async Task RenameAsync(RestorePlan plan, DateTimeOffset now)
    {
        if (plan.Fate is not LedgerFate.IsRenamed) return;
        var name = Encoding.UTF8.GetBytes(LedgerName.Restored(plan.LedgerName, now));
        await using var vault = plan.Opened.VaultStore();
        var row = await vault.ProgramKeys.SingleAsync(k => k.Name == OriginKey);
        row.Wrapped = plan.Ring.SealForProgram(OriginKey, name);
        await vault.SaveChangesAsync();
    }

    private static async Task<LedgerTree> AppendAsync(RestorePlan plan, DateTimeOffset now)
    {
        await using var main = plan.Opened.Main();
        await main.Database.OpenConnectionAsync();
        await using var transaction = await main.Database.BeginTransactionAsync();
        await using var appender = new LedgerAppender(main);
        appender.Join(transaction.GetDbTransaction());
        var tree = await LedgerBook.ReadHeadAsync(main);
        var old = (plan.Fate as LedgerFate.IsRenamed)?.OldNote;
        tree = appender.Append(tree, Entry(now) with { Detail = old is null ? null : Digest.Of(Encoding.UTF8.GetBytes(old)) });
        foreach (var survey in plan.Surveys.SetBack) tree = appender.Append(tree, Entry(now) with { Evidence = survey.Value });
        await transaction.CommitAsync();
        return tree;
    }

    private static LedgerEntry Entry(DateTimeOffset now) => new()
    {
        Id = new EntryId(Randomness.Id()),
        Salt = Salt.From(Randomness.Bytes(Salt.Length)),
        At = EntryTime.At(now),
        Kind = EntryKind.Restored,
        Role = ActorRole.Platform,
    };
}
