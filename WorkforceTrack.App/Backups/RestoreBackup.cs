using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Erasure;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Erasure;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.Backups;

/// <summary>
/// Puts a backup in the place of stores that are lost (T3). All of it happens in a scratch folder beside that place; the last step is
/// one rename. Until then nothing is changed but the checkpoint, which is kept beside itself.
/// </summary>
internal sealed class RestoreBackup(BackupFolder folder, VaultCopies vaults, StoreOptions stores, StoreLock mine, BackupKeys keys, MasterKey master, LedgerOrigin origin, RetentionTimes times, LeavingTerms leaving, TimeProvider clock)
{
    internal const string Restoring = ".restoring-";

    /// <summary>Opens and checks the backup, and says what restoring it would mean.</summary>
    /// <exception cref="StartRefusedException">It cannot be restored here, or not with what there is.</exception>
    /// <exception cref="DamagedBackupException">It is not as it was made.</exception>
    internal async Task<RestorePlan> PrepareAsync(BackupName name, string? vaultFile, Action<long, long>? progress = null)
    {
        RequireFreePlace();
        var isNew = !Directory.Exists(stores.DataDirectory);
        // The lock makes the folder; where there is none, nobody can hold it.
        if (!isNew) mine.Take();
        var source = BackupSource.Find(name, vaultFile, folder, vaults, keys);
        StoreDoor.MakeFolder(stores.DataDirectory);
        var scratch = Path.Combine(stores.DataDirectory, Restoring + BackupFolder.Chance());
        try
        {
            foreach (var left in Directory.EnumerateDirectories(stores.DataDirectory, Restoring + "*")) Overwritten.RemoveScratch(left);
            StoreDoor.MakeFolder(scratch);
            // What was tested is checked byte by byte to be the same, and the restore ends with the whole ledger.
            var scrutiny = folder.TestOf(name) is { IsSound: true } ? Scrutiny.TestedBefore : Scrutiny.Untested;
            var opening = Task.Run(() => OpenedBackup.OpenAsync(source, scratch, clock.GetUtcNow() - times.Of(RecordKind.Ledger), scrutiny, progress));
            await Task.WhenAll(Task.Run(() => OpenedBackup.OpenVaultAsync(source, scratch)), opening);
            var opened = await opening;
            var plan = await RestorePlan.MakeAsync(name, opened, stores, master, vaults, origin, clock);
            mine.Take();
            return plan;
        }
        catch
        {
            Overwritten.RemoveScratch(scratch);
            if (isNew && !Directory.EnumerateFileSystemEntries(stores.DataDirectory).Any()) Directory.Delete(stores.DataDirectory);
            throw;
        }
    }

    /// <summary>Carries a plan out. Returns how many rows went.</summary>
    [Keeps("T3"), Keeps("T4"), Keeps("T5")]
    internal async Task<int> CompleteAsync(RestorePlan plan)
    {
        RequireFreePlace();
        var opened = plan.Opened;
        int removed;
        await using (var main = opened.Main())
        await using (var vault = opened.VaultStore())
        {
            await plan.People.RemoveFromVaultAsync(vault);
            removed = await plan.People.PurgeMainAsync(main, vault);
            await RestoredLeavings.SettleAsync(main, vault, clock.GetUtcNow(), leaving.DueAt(clock.GetUtcNow()));
            await plan.Surveys.SetBackAsync(main);
            await plan.Surveys.RemoveKeysAsync(vault);
            await RaiseAsync(main.StoreInfo, plan);
            await RaiseAsync(vault.StoreInfo, plan);
            if (opened.Manifest.HasBooth) await CleanBoothAsync(plan, vault);
        }

        await RestoredLedger.ContinueAsync(plan, stores, clock);
        await LeaveNoTraceAsync(plan);
        FolderSync.Force(opened.Folder);
        Directory.Move(opened.Folder, stores.StoresDirectory);
        FolderSync.Force(stores.DataDirectory);
        return removed;
    }

    private static async Task CleanBoothAsync(RestorePlan plan, VaultDb vault)
    {
        await using var booth = plan.Opened.Booth();
        await plan.Surveys.CleanBoothAsync(booth, vault);
        await RaiseAsync(booth.StoreInfo, plan);
    }

    // The vault's generation is the highest: it is the newest of the three.
    private static Task<int> RaiseAsync(DbSet<StoreInfo> info, RestorePlan plan) =>
        info.ExecuteUpdateAsync(set => set.SetProperty(i => i.Generation, plan.Opened.Vault.Generation + 1));

    // What was removed is overwritten in the file (secure_delete), and the journals go.
    private static async Task LeaveNoTraceAsync(RestorePlan plan)
    {
        await using var main = plan.Opened.Main();
        await StoreDoor.UseWalAsync(main);
        await Journals.EmptyAsync(main.EmptyJournalAsync, "main store");
        await using var vault = plan.Opened.VaultStore();
        await StoreDoor.UseWalAsync(vault);
        await Journals.EmptyAsync(vault.EmptyJournalAsync, "vault");
        if (!plan.Opened.Manifest.HasBooth) return;
        await using var booth = plan.Opened.Booth();
        await booth.ForgetPastAsync();
    }

    private void RequireFreePlace()
    {
        if (Directory.Exists(stores.StoresDirectory))
            throw new StartRefusedException($"There are stores at {stores.StoresDirectory} already. Stop the program, move that folder away, and restore again. Nothing was changed.");
        foreach (var file in new[] { stores.Main, stores.Vault, stores.Booth }.Select(StoreDoor.FileOf))
        {
            if (Path.GetDirectoryName(file) != stores.StoresDirectory)
                throw new StartRefusedException($"The settings name a store at {file}, and restore makes stores only under {stores.StoresDirectory}. Leave ConnectionStrings empty, restore, then move the files. Nothing was changed.");
        }
    }
}
