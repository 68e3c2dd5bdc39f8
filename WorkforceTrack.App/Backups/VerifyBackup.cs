using WorkforceTrack.App.Erasure;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Erasure;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.Backups;

/// <summary>What a test of a backup found.</summary>
internal abstract class BackupVerdict
{
    private BackupVerdict()
    {
    }

    /// <summary>It restores, and its ledger is whole.</summary>
    internal sealed class Sound(BackupManifest manifest) : BackupVerdict
    {
        internal BackupManifest Manifest { get; } = manifest;
    }

    /// <summary>Something in it is not as it was.</summary>
    internal sealed class Damaged(string words) : BackupVerdict
    {
        internal string Words { get; } = words;
    }

    /// <summary>It was not tested, for what the words say.</summary>
    internal sealed class NotTested(string words) : BackupVerdict
    {
        internal string Words { get; } = words;
    }
}

/// <summary>Restores a backup into a scratch folder, checks all of it, and keeps the outcome beside it (T3).</summary>
internal sealed class VerifyBackup(BackupFolder folder, VaultCopies vaults, StoreOptions stores, BackupKeys keys, RetentionTimes times, TimeProvider clock)
{
    internal const string Busy = "Another backup is being made, tested or removed. Try again when that is done.";

    [Keeps("T3")]
    internal async Task<BackupVerdict> VerifyAsync(BackupName name, Action<long, long>? progress = null)
    {
        using var taken = folder.TryTake();
        if (taken is null) return new BackupVerdict.NotTested(Busy);
        folder.Clean();
        StoreDoor.MakeFolder(stores.DataDirectory);
        var scratch = folder.NewTestScratch();
        try
        {
            var source = await FindWithVaultAsync(name, scratch);
            var opened = await OpenedBackup.OpenAsync(source, scratch, clock.GetUtcNow() - times.Of(RecordKind.Ledger), Scrutiny.Test, progress);
            folder.Note(name, new BackupTest(clock.GetUtcNow(), IsSound: true));
            return new BackupVerdict.Sound(opened.Manifest);
        }
        catch (DamagedBackupException damaged)
        {
            folder.Note(name, new BackupTest(clock.GetUtcNow(), IsSound: false));
            return new BackupVerdict.Damaged(damaged.Message);
        }
        catch (StartRefusedException refused)
        {
            return new BackupVerdict.NotTested(refused.Message);
        }
        finally
        {
            Overwritten.RemoveScratch(scratch);
        }
    }

    // INVARIANT: held as long as the vault lies open in the scratch folder. Whoever is erased meanwhile waits for it, and then no copy
    // of any kind holds the row.
    private async Task<BackupSource> FindWithVaultAsync(BackupName name, string scratch)
    {
        await using var held = await vaults.HoldAsync();
        var source = BackupSource.Find(name, vaultFile: null, folder, vaults, keys);
        try
        {
            await OpenedBackup.OpenVaultAsync(source, scratch);
        }
        finally
        {
            foreach (var file in Directory.EnumerateFiles(scratch)) Overwritten.Remove(file);
        }

        return source;
    }
}
